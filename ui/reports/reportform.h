#pragma once

#include "ui/reports/reportwish.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace Settings {
class ReportStore;
}

namespace Ui {

class FieldGrid;

/// What can be chosen of a report: which one, of whom, with which sections, as what. Child of its dialog.
class ReportForm : public QWidget
{
    Q_OBJECT
public:
    /// The store outlives it.
    ReportForm(Settings::ReportStore &store, QWidget *parent);

    /// An Auth0 tenant to choose, with the name it has.
    struct Choice
    {
        Domain::TenantId id;
        QString name; ///< hostile text
        QString domain; ///< or host and port: what a saved choice names it by
    };
    /// The one that is chosen stays, where it is still there. changed() is not told.
    void setTenants(const QList<Choice> &tenants);
    /// Keys and names; the same holds. `areProposed`: nobody decided on the rules that find them.
    void setCustomers(const QList<QPair<QString, QString>> &customers, bool areProposed);
    /// No tenant: all of them. An empty key: all customers.
    void choose(const std::optional<Domain::TenantId> &tenant, const QString &customerKey);
    /// The one that is current is another: its sections, its format.
    void chooseReport(const QString &presetOrName);

    ReportWish wish() const;
    /// Why nothing can be written; empty where it can.
    QString obstacle() const;
    /// As it is chosen now, for keeping.
    Domain::SavedReport toSave() const;
    /// The name of the saved one that is current; empty for a preset.
    QString savedName() const;
    void showProblem(const QString &problem);
    /// Gives the focus to what is chosen first.
    void enter();

Q_SIGNALS:
    void changed();
    void saveWanted();
    void deleteWanted();

private:
    void build();
    void fillReports();
    void fillSections(const QStringList &chosen);
    void takeReport();
    void chooseTenants(const QString &saved);
    void chooseCustomer(const QString &key);
    void showRows();
    void tell();

    Settings::ReportStore &m_store;
    FieldGrid *m_grid;
    QComboBox *m_report;
    QPushButton *m_save;
    QPushButton *m_delete;
    QLineEdit *m_title;
    QComboBox *m_tenants;
    QComboBox *m_customers;
    QListWidget *m_sections;
    QComboBox *m_changes;
    QCheckBox *m_users;
    QComboBox *m_format;
    QComboBox *m_delimiter;
    QCheckBox *m_mark;
    bool m_isFilling = false;
};

} // namespace Ui
