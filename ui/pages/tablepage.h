#pragma once

#include "query/filter.h"
#include "ui/pages/noticelist.h"
#include "ui/pages/selectiontab.h"
#include "ui/shell/scope.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace Items {
class RecordTableModel;
}
namespace Session {
class ChangeTray;
class CustomerBook;
class Estate;
class TenantSession;
} // namespace Session
namespace Settings {
class WindowState;
}

namespace Ui {

class Actions;
class EmptyState;
class FilterLine;
class OverflowBar;
class PlainLabel;
class PolicyBar;
class RecordTable;
class SearchBar;
class TableControls;
class WantedRows;

/// The table of one kind of object, of one Auth0 tenant or of all: filter line, column chooser, copy and export, and
/// the states of the reading told where they happen.
class TablePage : public QWidget
{
    Q_OBJECT
public:
    /// All references outlive the page.
    TablePage(Query::Kind kind, Session::Estate &estate, Settings::WindowState &memory, const Actions &actions,
              QWidget *parent = nullptr);

    Query::Kind kind() const { return m_kind; }
    RecordTable *table() const { return m_table; }
    FilterLine *filterLine() const { return m_filter; }
    Items::RecordTableModel *model() const { return m_model; }
    TableControls *controls() const { return m_controls; }
    /// What password policies are compared with; nullptr on the pages of other kinds.
    PolicyBar *policyBar() const { return m_policyBar; }

    /// `scope.kind` is this page's.
    void setScope(const Scope &scope);
    /// Shows in the cells what is staged, where the table knows how. The tray outlives the page.
    void showStaged(const Session::ChangeTray &tray);
    /// The page of customers tells what they rest on, the search of users offers it. The book outlives the page.
    void showCustomers(const Session::CustomerBook &book);
    /// Sessions whose records are shown.
    QList<Session::TenantSession *> sessions() const;
    /// Makes the object the current row, once it is there.
    void select(const Domain::TenantId &tenant, const QString &id);
    /// Selects these objects and nothing else, once all of them are there.
    void select(const Selection &selection);
    void copyIds() const;
    /// Asks Auth0 for users or log events, in all tenants shown; `about`: what the search bar says it is after.
    void search(const QString &text, const QString &about = {});
    /// Says again what is selected.
    void tellSelection();
    /// Where the focus goes when the page is entered.
    QWidget *entry() const;
    /// The selected records, in the order of the rows; all shown ones where none is selected.
    QList<Query::RecordPtr> selectedRecords() const;
    /// The selected objects by their ids; a password policy is its connection.
    Selection selection() const;
    QList<Query::RecordPtr> shownRecords() const;
    /// Column ids in the order in which they are shown.
    QList<int> shownColumns() const;
    void remember();

Q_SIGNALS:
    /// The selection changed: the one selected object, or how many there are. A password policy is its connection.
    void objectSelected(const Domain::TenantId &tenant, Query::Kind kind, const QString &id);
    void countSelected(int selected);
    void editTenantWanted(const Domain::TenantId &tenant);

private:
    QWidget *buildHeader(const Actions &actions);
    void watch(Session::TenantSession *session);
    void showStatus();
    void showStatusSoon();
    void showProgress();
    qsizetype total() const;
    QString countText() const;
    void showNotices();
    void addNotice(int position, const ToldNotice &told);
    Banner *banner(int position);
    bool isSearched() const;
    QString commonSearch() const;
    QStringList connectionNames() const;
    bool showsCounts() const;
    QString mapOffer() const;
    void showMapOffer(int position, const QString &cost);
    void showBoth(int position, int count);
    void readAgain(const Domain::TenantId &tenant, bool withNewToken);
    void showEmptiness();
    void showTenantColumn();
    void showMenu(const QPoint &globalPosition);
    void settleSelection();

    const Query::Kind m_kind;
    Session::Estate &m_estate;
    Settings::WindowState &m_memory;
    const Actions &m_actions;
    Scope m_scope;
    Items::RecordTableModel *m_model;
    const Session::CustomerBook *m_book = nullptr; ///< of the page of customers
    bool m_wantsRow = false; ///< a row is to be selected once they are arranged
    int m_toldCount = 0; ///< selected rows, as the others know it
    QList<ToldNotice> m_told;
    QString m_toldOffer;
    int m_toldBoth = 0; ///< policies of both generations
    QString m_emptiness; ///< the state for which the empty page was filled
    QTimer m_status; ///< gathers changes into one look
    QTimer m_age; ///< the age is told by the minute
    TableControls *m_controls;
    PolicyBar *m_policyBar = nullptr;
    SearchBar *m_searchBar = nullptr; ///< of users and logs
    RecordTable *m_table;
    WantedRows *m_wanted; ///< the table's
    FilterLine *m_filter;
    OverflowBar *m_header;
    PlainLabel *m_title;
    PlainLabel *m_subtitle;
    QPushButton *m_cancel;
    QProgressBar *m_progress;
    QVBoxLayout *m_banners;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
};

} // namespace Ui
