#include "ui/pages/tenantspage.h"

#include "ui/pages/statustext.h"
#include "ui/pages/tablecontrols.h"
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

#include "items/roles.h"
#include "items/tenanttablemodel.h"
#include "session/estate.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Ui {

namespace {

QString stateText(const Session::TenantSession &session, const QDateTime &now)
{
    QDateTime oldest;
    QDateTime past; // of what a snapshot tells
    QStringList remarks;
    for (const Query::Kind kind : Query::inventoryKinds) {
        const Session::KindStatus &status = session.status(kind);
        if (status.isReading()) {
            return TenantsPage::tr("reading, %1").arg(progressText(status.read, status.total));
        }
        if (status.isOffline()) {
            return TenantsPage::tr("offline");
        }
        if (status.error && !status.error->missingScopes.isEmpty()) {
            return TenantsPage::tr("missing scope %1").arg(status.error->missingScopes.first());
        }
        if (status.phase == Session::KindStatus::Phase::Failed && status.error) {
            return status.error->happened();
        }
        if (status.phase == Session::KindStatus::Phase::Partial) {
            remarks << titleFor(kind) + u": "_s + status.note;
        } else if (status.phase == Session::KindStatus::Phase::Cancelled) {
            remarks << TenantsPage::tr("%1: stopped").arg(titleFor(kind));
        }
        oldest = earlier(oldest, status.readAt);
        past = earlier(past, status.pastAt);
    }
    if (session.mapStatus().isReading()) {
        remarks
            << TenantsPage::tr("counting, %1").arg(progressText(session.mapStatus().read, session.mapStatus().total));
    } else if (session.mapStatus().phase == Session::KindStatus::Phase::Failed) {
        remarks << TenantsPage::tr("connections not counted");
    }
    remarks.prepend(past.isValid() ? pastText(past) : ageText(oldest, now));
    return remarks.join(u" · "_s);
}

/// In the order of Query::columnsOf(Kind::Tenants).
Query::RecordPtr recordOf(const Session::TenantSession &session, const QDateTime &now)
{
    const Domain::TenantProfile &profile = session.profile();
    auto record = std::make_shared<Query::Record>();
    record->tenant = session.id();
    record->id = session.id().text();
    record->cells = {profile.name, Domain::tagOf(profile.environment), Domain::originOf(profile).authority()};
    for (const Query::Kind kind : Query::inventoryKinds) {
        const qint64 count = session.records(kind).size();
        const bool isKnown = session.status(kind).readAt.isValid() || count > 0;
        record->cells.append(isKnown ? Query::Value(count) : Query::Value());
    }
    record->cells.append(stateText(session, now));
    return record;
}

} // namespace

TenantsPage::TenantsPage(Session::Estate &estate, Settings::WindowState &memory, const Actions &actions,
                         QWidget *parent)
    : QWidget(parent)
    , m_estate(estate)
    , m_subtitle(new PlainLabel(this))
    , m_model(new Items::TenantTableModel(estate, this))
    , m_controls(new TableControls(Query::Kind::Tenants, memory, actions, this))
    , m_stack(new RowStack(this))
    , m_empty(new EmptyState(this))
{
    setProperty("surface", u"base"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_controls->setModel(m_model);
    table()->setAccessibleName(tr("Tenants"));
    table()->horizontalHeader()->setStretchLastSection(true);
    connect(table(), &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT tenantWanted(Domain::TenantId(index.data(Items::TenantRole).toString()));
    });
    connect(m_controls->filterLine(), &FilterLine::filterChanged, m_model, &Items::TenantTableModel::setFilter);
    connect(m_controls->filterLine(), &FilterLine::filterChanged, this, &TenantsPage::showTotals);
    connect(m_controls, &TableControls::changed, m_controls, &TableControls::remember);
    m_stack->addWidget(table());
    m_stack->addWidget(m_empty);

    auto *title = new QLabel(tr("All tenants"), this);
    title->setFont(fontOf(Type::Title));
    m_subtitle->setProperty("muted", true);
    auto *again = new QPushButton(actions.refreshAll->text().remove(u'&'), this);
    again->setToolTip(actions.refreshAll->toolTip());
    connect(again, &QPushButton::clicked, actions.refreshAll, &QAction::trigger);
    auto *header = new OverflowBar(this);
    header->addKept(title);
    header->addKept(m_subtitle);
    header->addKept(m_controls->filterLine(), 1);
    header->addControl(m_controls->columnButton(), m_controls->columnMenu()->menuAction());
    header->addControl(m_controls->searchButton(), actions.searches);
    header->addControl(again, actions.refreshAll);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(m_controls->filterError());
    layout->addWidget(m_stack, 1);

    m_refresh.setSingleShot(true);
    m_refresh.setInterval(100ms);
    connect(&m_refresh, &QTimer::timeout, this, &TenantsPage::fill);
    m_age.setInterval(20s);
    connect(&m_age, &QTimer::timeout, this, &TenantsPage::fill);
    m_age.start();
    estate.each(this, [this](Session::TenantSession *session) { watch(session); });
    connect(&estate, &Session::Estate::closed, &m_refresh, qOverload<>(&QTimer::start));
    m_controls->restore();
    fill();
}

RecordTable *TenantsPage::table() const
{
    return m_controls->table();
}

QWidget *TenantsPage::entry() const
{
    return m_stack->currentWidget() == table() ? static_cast<QWidget *>(table()) : m_controls->filterLine();
}

void TenantsPage::watch(Session::TenantSession *session)
{
    const auto start = [this] {
        if (!m_refresh.isActive()) {
            m_refresh.start();
        }
    };
    connect(session, &Session::TenantSession::statusChanged, this, start);
    connect(session, &Session::TenantSession::displayChanged, this, start);
    connect(session, &Session::TenantSession::mapStatusChanged, this, start);
    connect(session, &Session::TenantSession::recordsChanged, this, start);
    start();
}

void TenantsPage::fill()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QList<Query::RecordPtr> records;
    const QList<Session::TenantSession *> sessions = m_estate.sessions();
    for (const Session::TenantSession *session : sessions) {
        records.append(recordOf(*session, now));
    }
    m_model->setRecords(records);
    showTotals();
}

void TenantsPage::showTotals()
{
    const int shown = m_model->rowCount();
    const int all = int(m_model->total());
    const QString total = tr("%n tenant(s)", nullptr, all);
    m_subtitle->setFullText(shown == all ? total : tr("%1 of %2").arg(QLocale().toString(shown), total));
    const bool passesNone = shown == 0 && all > 0;
    if (passesNone) {
        m_controls->showNothingPasses(*m_empty, tr("All tenants"), all);
    }
    m_stack->setCurrentWidget(passesNone ? static_cast<QWidget *>(m_empty) : table());
}

} // namespace Ui
