#pragma once

#include "ui/dialogs/customerservices.h"
#include "ui/pages/selectiontab.h"
#include "ui/widgets/latestwork.h"

#include "change/journal.h"
#include "session/customersheet.h"

#include <QTimer>

class QPushButton;
class QTreeView;

namespace Items {
class CustomerTreeModel;
}

namespace Ui {

class WrapLabel;

/// The record of the selected customer, across Auth0 tenants: its connections, applications and organizations, how it
/// is held, what the checks find of these, its part of Lock's counts, and what was changed last. Enter or a double
/// click on an object goes there.
class CustomerTab : public SelectionTab
{
    Q_OBJECT
public:
    explicit CustomerTab(const CustomerServices &services, QWidget *parent = nullptr);

    QString title() const override { return tr("Record"); }
    bool isFor(const Selection &selection) const override;
    void showSelection(const Selection &selection) override;
    QWidget *entry() override;

Q_SIGNALS:
    /// The share of the customer that is shown is to be edited.
    void shareWanted();
    void objectWanted(const Domain::TenantId &tenant, Query::Kind kind, const QString &id);
    /// There is more of the customer than its record shows: the table of the kind has it.
    void tableWanted(const Domain::TenantId &tenant, Query::Kind kind);
    void findingsWanted(); ///< the same of findings
    /// The log of all that is the customer's in this tenant.
    void logWanted(const Domain::TenantId &tenant, const QString &customer);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showAgain();
    void follow(const Domain::TenantId &tenant);
    void readJournal();
    void showLog();

    CustomerServices m_services;
    QString m_key; ///< of the customer that is shown
    Session::CustomerChanges m_changes; ///< of it, as they were read last
    LatestWork<Session::CustomerChanges> m_reading;
    QTimer m_pause; ///< the journal is read where a selection rests
    WrapLabel *m_summary;
    QPushButton *m_log;
    QPushButton *m_share;
    Session::CustomerSheet m_sheet; ///< as it is shown
    Items::CustomerTreeModel *m_model;
    QTreeView *m_tree;
};

} // namespace Ui
