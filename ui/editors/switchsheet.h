#pragma once

#include "api/apierror.h"
#include "domain/tenant.h"

#include <QWidget>

class QAction;
class QCheckBox;
class QDialog;
class QLineEdit;
class QPushButton;

namespace Items {
class SwitchTableModel;
}

namespace Ui {

class Banner;
class EmptyState;
class SwitchTable;
class WrapLabel;

/// What a dialog of switches consists of: its head with what finds rows, a banner, the table, what comes of the wishes,
/// and the foot that turns and stages. The dialog, which it fills, says what it is about.
class SwitchSheet : public QWidget
{
    Q_OBJECT
public:
    struct Words
    {
        QString title; ///< may hold names from a tenant
        QString find; ///< what the search field finds
        QString table; ///< what the table is called
    };

    /// Its buttons accept and reject `dialog`, the parent. The model outlives it.
    SwitchSheet(QDialog &dialog, Items::SwitchTableModel &model, const Domain::TenantProfile &tenant,
                const Words &words);

    Banner &banner() { return *m_banner; }
    /// What Auth0 holds could not be read; readAgainWanted() may follow.
    void showError(const Api::ApiError &error);
    /// What comes of the wishes.
    void setForecast(const QStringList &lines);
    /// What is said where there are no rows at all; neither is empty.
    void setEmpty(const QString &title, const QString &text);
    void setStage(bool canStage, qsizetype wishes);
    /// Offers a button that says whatIfWanted().
    void offerWhatIf();

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void readAgainWanted();
    void whatIfWanted();

private:
    QWidget *buildHeader(const Domain::TenantProfile &tenant, const Words &words);
    QWidget *buildFooter(QDialog &dialog);
    void filter();
    void showRows();
    void showButtons();

    Items::SwitchTableModel &m_model;
    QAction *m_again;
    QLineEdit *m_filter;
    QCheckBox *m_onlyChanged;
    Banner *m_banner;
    SwitchTable *m_table;
    EmptyState *m_empty;
    WrapLabel *m_forecast;
    QPushButton *m_turnOn;
    QPushButton *m_turnOff;
    QPushButton *m_whatIf; ///< where it is offered
    QPushButton *m_stage;
    QString m_emptyTitle;
    QString m_emptyText;
};

} // namespace Ui
