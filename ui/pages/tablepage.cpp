#include "ui/pages/tablepage.h"

#include "ui/pages/policybar.h"
#include "ui/pages/searchbar.h"
#include "ui/pages/statustext.h"
#include "ui/pages/tablecontrols.h"
#include "ui/pages/wantedrows.h"
#include "ui/shell/actions.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/columnmenu.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/overflowbar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/recordtable.h"
#include "ui/widgets/rowstack.h"
#include "ui/widgets/scrollbody.h"
#include "ui/widgets/searchline.h"

#include "items/recordtablemodel.h"
#include "items/roles.h"
#include "query/filterlexer.h"
#include "query/narrowing.h"
#include "session/customerbook.h"
#include "session/estate.h"
#include "session/organizationconnections.h"
#include "session/usersearch.h"
#include "settings/windowstate.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Ui {

namespace {

constexpr int titleWidth = 84; ///< at which each title can be told from the others

QPushButton *makeExportButton(const Actions &actions, QWidget *parent)
{
    auto *button = new QPushButton(TablePage::tr("Export"), parent);
    button->setToolTip(TablePage::tr("Copy or save the rows"));
    auto *menu = new QMenu(button->text(), button);
    menu->addActions({actions.copyCsv, actions.copyJson, actions.copyMarkdown, actions.copyCurl});
    menu->addSeparator();
    menu->addActions({actions.exportCsv, actions.exportJson, actions.exportMarkdown});
    menu->addSeparator();
    menu->addActions({actions.exportDeploy, actions.exportTerraform});
    button->setMenu(menu);
    return button;
}

} // namespace

TablePage::TablePage(Query::Kind kind, Session::Estate &estate, Settings::WindowState &memory, const Actions &actions,
                     QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_estate(estate)
    , m_memory(memory)
    , m_actions(actions)
    , m_model(new Items::RecordTableModel(estate, kind, this))
    , m_controls(new TableControls(kind, memory, actions, this))
    , m_table(m_controls->table())
    , m_filter(m_controls->filterLine())
    , m_header(new OverflowBar(this))
    , m_title(new PlainLabel(this))
    , m_subtitle(new PlainLabel(this))
    , m_cancel(new QPushButton(tr("Stop"), this))
    , m_progress(new QProgressBar(this))
    , m_banners(new QVBoxLayout)
    , m_stack(new RowStack(this))
    , m_empty(new EmptyState(this))
{
    setProperty("surface", u"base"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_table->setAccessibleName(titleFor(kind));
    m_controls->setModel(m_model);
    m_wanted = new WantedRows(*m_model, *m_table, *m_filter);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_banners->setContentsMargins(0, 0, 0, 0);
    m_banners->setSpacing(0);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHeader(actions));
    if (kind == Query::Kind::Policies) {
        m_policyBar = new PolicyBar(memory, *m_filter, this);
        connect(m_policyBar, &PolicyBar::baselineChanged, m_model, &Items::RecordTableModel::setBaseline);
        layout->addWidget(m_policyBar);
    }
    if (isSearched()) {
        m_searchBar = new SearchBar(kind, this);
        if (kind == Query::Kind::Logs) {
            m_searchBar->offerTail(estate, actions);
        }
        m_searchBar->setHasRows([this] { return m_model->rowCount() > 0; });
        m_searchBar->line()->setConnections([this] { return connectionNames(); });
        connect(m_searchBar, &SearchBar::searchWanted, this, [this](const QString &text) { search(text); });
        layout->addWidget(m_searchBar);
    }
    layout->addWidget(m_controls->filterError());
    layout->addWidget(m_progress);
    auto *banners = new QWidget(this);
    banners->setLayout(m_banners);
    layout->addWidget(new FittingScroll(banners, tr("Notices"), Size::row, this));
    layout->addWidget(m_stack, 1);

    m_status.setSingleShot(true);
    m_status.setInterval(50ms);
    connect(&m_status, &QTimer::timeout, this, &TablePage::showStatus);
    m_age.setInterval(20s);
    connect(&m_age, &QTimer::timeout, this, &TablePage::showProgress);
    m_age.start();
    connect(m_controls, &TableControls::changed, this, &TablePage::remember);

    connect(m_filter, &FilterLine::filterChanged, m_model, &Items::RecordTableModel::setFilter);
    connect(m_table, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &position) { showMenu(m_table->viewport()->mapToGlobal(position)); });
    // The filter is as it should be: on to the rows.
    connect(m_filter, &QLineEdit::returnPressed, m_table, [this] {
        m_wantsRow = true;
        if (!m_model->isArranging()) {
            settleSelection();
        }
    });
    connect(m_filter, &QLineEdit::textEdited, m_table, [this] { m_wantsRow = false; });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TablePage::tellSelection);
    connect(m_model, &Items::RecordTableModel::moved, m_table, [this] {
        if (m_table->selectedRowCount() > 0) {
            tellSelection(); // who acts on it knows the former tenant
        }
    });
    connect(m_model, &Items::RecordTableModel::arranged, m_wanted, &WantedRows::look);
    connect(m_model, &Items::RecordTableModel::arranged, this, &TablePage::settleSelection);
    connect(m_model, &Items::RecordTableModel::arranged, this, &TablePage::showStatusSoon);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &TablePage::showStatusSoon);
    estate.each(this, [this](Session::TenantSession *session) { watch(session); });
    connect(&estate, &Session::Estate::closed, this, &TablePage::showStatusSoon);
    m_controls->restore();
    showStatus();
}

QWidget *TablePage::buildHeader(const Actions &actions)
{
    m_header->setMinimumHeight(Size::toolbar);
    m_title->setFont(fontOf(Type::Title));
    m_title->setMinimumWidth(titleWidth);
    m_title->setFullText(titleFor(m_kind));
    if (Query::isDerived(m_kind)) {
        m_title->setMinimumWidth(m_title->sizeHint().width()); // its subtitle is long, and the word is short
    }
    m_subtitle->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // the title is whole before it is
    m_subtitle->setObjectName(u"subtitle"_s);
    m_subtitle->setProperty("muted", true);
    m_cancel->setProperty("flat", true);
    m_cancel->setToolTip(actions.cancelReading->toolTip());
    m_cancel->setAccessibleName(tr("Stop reading"));
    connect(m_cancel, &QPushButton::clicked, actions.cancelReading, &QAction::trigger);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of reading"));
    QSizePolicy policy = m_progress->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // the table stays where it is
    m_progress->setSizePolicy(policy);
    m_progress->setObjectName(u"thin"_s);

    m_header->addKept(m_title);
    m_header->addKept(m_subtitle, 2);
    m_header->addKept(m_cancel);
    m_header->addKept(m_filter, 3);
    m_header->addControl(m_controls->columnButton(), m_controls->columnMenu()->menuAction());
    m_header->addControl(m_controls->searchButton(), actions.searches);
    QPushButton *take = makeExportButton(actions, this);
    m_header->addControl(take, take->menu()->menuAction());
    // As it stands there, and then into the rows.
    setTabOrder(m_filter, m_controls->columnButton());
    setTabOrder(m_controls->columnButton(), m_controls->searchButton());
    setTabOrder(m_controls->searchButton(), take);
    setTabOrder(take, m_header->more());
    setTabOrder(m_header->more(), m_table);
    return m_header;
}

void TablePage::search(const QString &text, const QString &about)
{
    if (!about.isEmpty()) {
        m_searchBar->nameSearch(text, about);
    }
    m_searchBar->showSearch(m_scope.tenant, text);
    for (Session::TenantSession *session : sessions()) {
        session->search(m_kind, text);
    }
}

/// The query that all rows are the answer to; empty where the tenants were asked differently.
QString TablePage::commonSearch() const
{
    const QList<Session::TenantSession *> shown = sessions();
    const QString first = shown.isEmpty() ? QString() : shown.first()->searchText(m_kind);
    const auto isSame = [&](const Session::TenantSession *session) { return session->searchText(m_kind) == first; };
    return std::all_of(shown.begin(), shown.end(), isSame) ? first : QString();
}

/// Of the tenants that are shown, as far as they were read.
QStringList TablePage::connectionNames() const
{
    QStringList names;
    for (Session::TenantSession *session : sessions()) {
        for (const Query::RecordPtr &record : session->records(Query::Kind::Connections)) {
            names.append(Query::textAt(*record, Query::Kind::Connections, u"name"));
        }
    }
    names.removeDuplicates();
    return names;
}

/// Users and log events are searched at Auth0, and never read as a whole.
bool TablePage::isSearched() const
{
    return Query::isSearched(m_kind);
}

void TablePage::setScope(const Scope &scope)
{
    m_scope = scope;
    m_model->setScope(scope.tenant, scope.connectionKind);
    m_title->setFullText(titleFor(m_kind, scope.connectionKind));
    if (m_searchBar) {
        m_searchBar->showSearch(scope.tenant, commonSearch());
    }
    showTenantColumn();
    showStatus();
}

void TablePage::showStaged(const Session::ChangeTray &tray)
{
    m_model->showStaged(tray);
}

void TablePage::showCustomers(const Session::CustomerBook &book)
{
    if (m_searchBar) { // of users: what app_metadata says of customers is offered while somebody types
        return m_searchBar->line()->setMetadata([this, &book] { return Session::metadataValues(book, sessions()); });
    }
    if (m_book == &book) {
        return;
    }
    m_book = &book;
    m_model->showCustomers(book);
    connect(&book, &Session::CustomerBook::changed, this, &TablePage::showStatusSoon);
    showStatusSoon();
}

QList<Session::TenantSession *> TablePage::sessions() const
{
    if (!m_scope.tenant) {
        return m_estate.sessions();
    }
    Session::TenantSession *session = m_estate.find(*m_scope.tenant);
    return session ? QList<Session::TenantSession *>{session} : QList<Session::TenantSession *>();
}

void TablePage::copyIds() const
{
    QStringList ids;
    for (const Query::RecordPtr &record : selectedRecords()) {
        ids.append(record->id);
    }
    QGuiApplication::clipboard()->setText(ids.join(u'\n'));
}

QWidget *TablePage::entry() const
{
    return m_stack->currentWidget() == m_table ? static_cast<QWidget *>(m_table) : m_filter;
}

QList<Query::RecordPtr> TablePage::shownRecords() const
{
    QList<Query::RecordPtr> records;
    records.reserve(m_model->rowCount());
    for (int row = 0; row < m_model->rowCount(); ++row) {
        records.append(m_model->recordAt(row));
    }
    return records;
}

QList<int> TablePage::shownColumns() const
{
    QList<int> columns;
    const QHeaderView *header = m_table->horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int logical = header->logicalIndex(visual);
        if (m_table->isColumnShown(logical)) {
            columns.append(logical);
        }
    }
    return columns;
}

void TablePage::remember()
{
    if (m_scope.tenant) {
        m_memory.setValue(Settings::WindowState::Part::Choice, u"tenant-column-"_s + QString(Query::wordFor(m_kind)),
                          m_table->isColumnShown(0) ? "1"_ba : "0"_ba);
    }
    m_controls->remember();
}

void TablePage::watch(Session::TenantSession *session)
{
    connect(session, &Session::TenantSession::statusChanged, this, &TablePage::showStatusSoon);
    connect(session, &Session::TenantSession::mapStatusChanged, this, &TablePage::showStatusSoon);
    connect(&session->organizationConnections(), &Session::OrganizationConnections::changed, this,
            &TablePage::showStatusSoon);
    connect(session, &Session::TenantSession::displayChanged, this, &TablePage::showStatusSoon);
    showStatusSoon();
}

/// A reading whose pages come faster than the interval must not put off the telling of its progress.
void TablePage::showStatusSoon()
{
    if (!m_status.isActive()) {
        m_status.start();
    }
}

/// The tenant's column is for tables across tenants; a user who wants it elsewhere turns it on for good.
void TablePage::showTenantColumn()
{
    const QByteArray kept
        = m_memory.value(Settings::WindowState::Part::Choice, u"tenant-column-"_s + QString(Query::wordFor(m_kind)));
    const bool isWanted = kept == "1";
    const bool shown = !m_scope.tenant || isWanted;
    if (m_table->isColumnShown(0) != shown) {
        const QSignalBlocker quiet(m_table);
        m_table->showColumnAlso(0, shown);
    }
}

void TablePage::showMenu(const QPoint &globalPosition)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_actions.copy, m_actions.copyId, m_actions.copyLink});
    menu->addSeparator();
    menu->addActions({m_actions.copyCsv, m_actions.copyJson, m_actions.copyMarkdown, m_actions.copyCurl});
    menu->addSeparator();
    for (QAction *action :
         {m_actions.editObject, m_actions.editPolicy, m_actions.editSwitches, m_actions.editMetadata,
          m_actions.editUsersMetadata, m_actions.showUsers, m_actions.showLogs, m_actions.support,
          m_actions.assignCustomer, m_actions.compareCustomers, m_actions.editShare, m_actions.takeBackOnboarding}) {
        if (action->isEnabled()) {
            menu->addAction(action);
        }
    }
    if (m_kind == Query::Kind::Customers) {
        menu->addAction(m_actions.onboardCustomer);
        menu->addAction(m_actions.countUsers);
    }
    if (m_kind == Query::Kind::Users) {
        menu->addAction(m_actions.diagnose);
    }
    if (m_kind == Query::Kind::Applications) {
        QMenu *lock = menu->addMenu(tr("Lock"));
        lock->setObjectName(u"lock"_s);
        lock->addActions({m_actions.waysOut, m_actions.probeLock, m_actions.whatIf});
        lock->addSeparator();
        lock->addActions({m_actions.markLock, m_actions.markNoLock, m_actions.unmarkLock});
    }
    const QModelIndex index = m_table->currentIndex();
    const Query::RecordPtr record = index.isValid() ? m_model->recordAt(index.row()) : nullptr;
    if (record) {
        const Query::Column &column = Query::columnsOf(m_kind).at(index.column());
        QString value = Query::textOf(record->cells.at(index.column()));
        menu->addSeparator();
        QAction *narrow = menu->addAction(tr("Show only rows with this %1").arg(Query::titleOf(column)));
        narrow->setObjectName(u"narrow"_s);
        narrow->setEnabled(!value.isEmpty());
        connect(narrow, &QAction::triggered, this, [this, id = QString(column.id), value] {
            m_filter->setText(Query::withTerm(m_filter->text(), id + u'=' + Query::quoted(value)));
        });
    }
    menu->popup(globalPosition);
}

} // namespace Ui
