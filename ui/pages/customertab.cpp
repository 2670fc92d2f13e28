#include "ui/pages/customertab.h"

#include "ui/pages/customernotice.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/customerdelegate.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/overflowbar.h"
#include "ui/widgets/tenantmenu.h"
#include "ui/widgets/wraplabel.h"

#include "analysis/customerwaytitle.h"
#include "items/customerrows.h"
#include "session/customerbook.h"
#include "session/estate.h"

#include <QAction>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Ui {

namespace {

/// Of each kind of object: more than somebody reads through, and made within some milliseconds.
constexpr qsizetype mostLines = 500;

} // namespace

CustomerTab::CustomerTab(const CustomerServices &services, QWidget *parent)
    : SelectionTab(parent)
    , m_services(services)
    , m_reading(this,
                [this](const Session::CustomerChanges &changes) {
                    m_changes = changes;
                    showAgain();
                })
    , m_summary(new WrapLabel(this))
    , m_log(namedButton("customerLog", tr("Show &log"), this))
    , m_share(namedButton("editShare", tr("Edit s&hare…"), this))
    , m_model(new Items::CustomerTreeModel({tr("What belongs to the customer"), tr("About it")}, this))
    , m_tree(new QTreeView(this))
{
    setProperty("surface", u"base"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_summary->setProperty("muted", true);
    m_tree->setObjectName(u"customerRecord"_s);
    m_tree->setAccessibleName(tr("Record of the customer"));
    m_tree->setItemDelegate(new CustomerDelegate(m_tree));
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setHeaderHidden(true);
    m_tree->setIndentation(Size::wide);
    m_tree->setModel(m_model);
    m_tree->setColumnHidden(Items::CustomerTreeModel::DetailColumn, true); // the delegate draws it below the text
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setExpandsOnDoubleClick(false);
    connect(m_tree, &QTreeView::activated, this, [this](const QModelIndex &index) {
        const Items::CustomerRow &row = m_model->row(index);
        if (!row.id.isEmpty()) {
            Q_EMIT objectWanted(row.tenant, row.table, row.id);
        } else if (row.isRest && row.table == Query::Kind::Customers) {
            Q_EMIT findingsWanted();
        } else if (row.isRest) {
            Q_EMIT tableWanted(row.tenant, row.table);
        } else {
            m_tree->setExpanded(index, !m_tree->isExpanded(index));
        }
    });
    auto *log = new QAction(m_log->text(), this);
    connect(log, &QAction::triggered, this, &CustomerTab::showLog);
    auto *buttons = new OverflowBar(this);
    buttons->layout()->setContentsMargins(0, 0, 0, 0);
    buttons->addKept(m_share);
    buttons->addControl(m_log, log);
    buttons->addStretch();
    auto *head = new QVBoxLayout;
    head->setContentsMargins(Size::wide, Size::gap, Size::wide, 0);
    head->setSpacing(Size::gap);
    head->addWidget(m_summary);
    head->addWidget(buttons);
    m_share->setToolTip(tr("Branding of its organizations, its connections and applications, and who has access"));
    connect(m_share, &QPushButton::clicked, this, &CustomerTab::shareWanted);
    m_log->setToolTip(tr("The log of all its connections, applications and organizations in an Auth0 tenant"));
    connect(m_log, &QPushButton::clicked, this, &CustomerTab::showLog);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Size::gap);
    layout->addLayout(head);
    layout->addWidget(m_tree, 1);
    m_pause.setSingleShot(true);
    m_pause.setInterval(300ms);
    connect(&m_pause, &QTimer::timeout, this, &CustomerTab::readJournal);
    connect(&services.book, &Session::CustomerBook::changed, this, &CustomerTab::follow);
    connect(&services.book, &Session::CustomerBook::counted, this, &CustomerTab::follow);
}

bool CustomerTab::isFor(const Selection &selection) const
{
    return selection.kind == Query::Kind::Customers && selection.objects.size() == 1;
}

void CustomerTab::showSelection(const Selection &selection)
{
    if (const QString key = selection.objects.first().id; key != m_key) {
        m_key = key;
        m_changes.clear();
        m_reading.forget();
    }
    showAgain();
    m_pause.start();
}

QWidget *CustomerTab::entry()
{
    return m_tree;
}

void CustomerTab::showEvent(QShowEvent *event)
{
    SelectionTab::showEvent(event);
    showAgain(); // while it was hidden, it did not follow
    m_pause.start();
}

/// Each Auth0 tenant has a log of its own.
void CustomerTab::showLog()
{
    if (m_sheet.parts.size() == 1) {
        Q_EMIT logWanted(m_sheet.parts.first().tenant, m_key);
        return;
    }
    auto *menu = new TenantMenu(tr("Log of which Auth0 tenant?"), this);
    connect(menu, &TenantMenu::chosen, this,
            [this, key = m_key](const Domain::TenantId &tenant) { Q_EMIT logWanted(tenant, key); });
    for (const Session::SheetPart &part : std::as_const(m_sheet.parts)) {
        menu->add(part.tenant, part.name);
    }
    menu->popup(m_log->mapToGlobal(QPoint(0, m_log->height())));
}

/// Other tenants than those that have the customer, or had it, say nothing about it.
void CustomerTab::follow(const Domain::TenantId &tenant)
{
    const Analysis::TenantCustomers *customers = m_services.book.of(tenant);
    const bool hadIt = std::any_of(m_sheet.parts.cbegin(), m_sheet.parts.cend(),
                                   [&tenant](const Session::SheetPart &part) { return part.tenant == tenant; });
    if (hadIt || (customers && customers->shares.contains(m_key))) {
        showAgain();
        m_pause.start(); // other objects may be its own
    }
}

void CustomerTab::readJournal()
{
    if (!isVisible() || m_services.journalFolder.isEmpty()) {
        return;
    }
    m_reading.start([folder = m_services.journalFolder,
                     look = Session::CustomerChangesLook(m_services.estate, m_services.book, m_key)] {
        return look(Change::readJournal(folder));
    });
}

void CustomerTab::showAgain()
{
    if (!isVisible() || m_key.isEmpty()) {
        return;
    }
    m_sheet = Session::customerSheet({m_services.estate, m_services.book, m_changes, mostLines}, m_key);
    const Session::CustomerSheet &sheet = m_sheet;
    m_log->setEnabled(!sheet.parts.isEmpty());
    m_share->setEnabled(!sheet.parts.isEmpty());
    const QStringList counts{tr("%n connection(s)", nullptr, int(sheet.count(&Session::SheetPart::connections))),
                             tr("%n application(s)", nullptr, int(sheet.count(&Session::SheetPart::applications))),
                             tr("%n organization(s)", nullptr, int(sheet.count(&Session::SheetPart::organizations)))};
    const QString held = sheet.parts.size() == 1
        ? tr("Held by %1.").arg(Analysis::titleOf(sheet.ways()))
        : tr("Held by %1, in %n Auth0 tenant(s).", nullptr, int(sheet.parts.size()))
              .arg(Analysis::titleOf(sheet.ways()));
    const auto sessions = m_services.estate.sessions();
    const auto unread = std::count_if(sessions.begin(), sessions.end(), [](const Session::TenantSession *session) {
        return !tableStatus(*session, Query::Kind::Customers).readAt.isValid();
    });
    const QString more
        = unread == 0 ? QString() : tr("%n Auth0 tenant(s) not read: more may be there.", nullptr, int(unread));
    m_summary->setText(sheet.parts.isEmpty()
                           ? tr("The rules do not find this customer any more.")
                           : QStringList{held, counts.join(u" · "_s) + u'.', more}.join(u' ').trimmed());
    const QList<Items::CustomerRow> rows = Items::rowsOf(sheet);
    if (rows != m_model->rows()) {
        m_model->setRows(rows);
        m_tree->expandAll();
    }
}

} // namespace Ui
