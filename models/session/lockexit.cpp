#include "session/lockexit.h"

#include "query/columns.h"
#include "session/lockexitsteps.h"
#include "session/lockprobe.h"
#include "session/organizationboard.h"
#include "session/tenantplan.h"
#include "session/tenantsession.h"
#include "session/translation.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Session {

using Query::Kind;

LockExit::LockExit(TenantSession &session, const ChangeTray &tray, const QString &application, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_tray(tray)
    , m_application(application)
{
    open();
}

LockExit::~LockExit()
{
    // It asks the session as it goes, which says nothing to who is half gone.
    delete m_board;
}

QString LockExit::nameOf(const QString &application) const
{
    return Session::nameOf(m_session, Kind::Applications, application);
}

/// A board of the application and the target: whatever else was wished there stays as it is staged.
void LockExit::open()
{
    if (m_board) {
        m_board->disconnect(this);
        m_board->deleteLater();
    }
    QStringList applications{m_application};
    if (m_way == Way::Move && !m_target.isEmpty()) {
        applications.append(m_target);
    }
    m_before.clear();
    m_board = new SwitchBoard(m_session, m_tray, MapSide::Applications, applications, this);
    connect(m_board, &SwitchBoard::changed, this, &LockExit::take);
    connect(m_board, &SwitchBoard::failed, this, [this](const Api::ApiError &error) {
        m_error = error;
        Q_EMIT changed();
    });
}

void LockExit::read()
{
    m_error.reset();
    m_board->read();
    if (m_board->isReading()) {
        Q_EMIT changed();
    }
}

LockExit::State LockExit::state() const
{
    return !m_reading.isEmpty() ? State::Preparing
        : m_error               ? State::Failed
        : m_board->isReading()  ? State::Reading
                                : State::Idle;
}

bool LockExit::isKnown() const
{
    return m_board->isKnown();
}

void LockExit::take()
{
    if (m_isApplying) {
        return;
    }
    if (m_rows.isEmpty()) {
        fillRows();
    }
    suggestOrganizations();
    if (m_before.isEmpty() && m_board->isKnown()) {
        apply();
    }
    Q_EMIT changed();
}

void LockExit::fillRows()
{
    QStringList on;
    for (const Query::RecordPtr &record : m_session.records(Kind::Connections)) {
        if (m_board->isOn({m_application, record->id})) {
            on.append(record->id);
        }
    }
    const auto enabled = Analysis::enabledConnections(m_session.records(Kind::Connections), on);
    QSet<QString> beyond;
    for (const Analysis::EnabledConnection &connection : Analysis::lockOutlook(enabled, {}).beyond) {
        beyond.insert(connection.id);
    }
    const ConnectionMap *map = m_session.map();
    for (const Analysis::EnabledConnection &connection : enabled) {
        ExitRow row{connection.id,
                    connection.name,
                    connection.strategy,
                    connection.kind == Domain::ConnectionKind::Database,
                    beyond.contains(connection.id),
                    {}};
        if (map) {
            row.applications = map->applicationsOf(Domain::ConnectionId(connection.id)).size();
        }
        m_rows.append(row);
        if (!m_board->isWanted({m_application, connection.id})) {
            m_chosen.insert(connection.id);
        }
    }
}

/// Once there are rows, and only for who puts them into organizations: a tenant may have very many of these.
void LockExit::suggestOrganizations()
{
    if (m_hasSuggested || m_way != Way::Organizations || m_rows.isEmpty()) {
        return;
    }
    m_hasSuggested = true;
    QList<OrganizationName> organizations;
    for (const Query::RecordPtr &record : m_session.records(Kind::Organizations)) {
        organizations.append({record->id, Query::textAt(*record, Kind::Organizations, u"name"),
                              Query::textAt(*record, Kind::Organizations, u"display_name")});
    }
    const OrganizationIndex index(organizations);
    for (const ExitRow &row : std::as_const(m_rows)) {
        if (const QString organization = index.organizationFor(row.name); !organization.isEmpty()) {
            m_organizations.insert(row.id, organization);
        }
    }
}

void LockExit::setWay(Way way)
{
    if (state() != State::Preparing && std::exchange(m_way, way) != way) {
        open();
        read();
    }
}

void LockExit::setTarget(const QString &application)
{
    if (state() != State::Preparing && std::exchange(m_target, application) != application) {
        open();
        read();
    }
}

QStringList LockExit::chosen() const
{
    QStringList ids;
    for (const ExitRow &row : m_rows) {
        if (m_chosen.contains(row.id)) {
            ids.append(row.id);
        }
    }
    return ids;
}

QStringList LockExit::orphans() const
{
    QStringList ids;
    for (const ExitRow &row : m_rows) {
        if (m_chosen.contains(row.id) && row.applications == 1) {
            ids.append(row.id);
        }
    }
    return ids;
}

void LockExit::choose(const QStringList &connections, bool on)
{
    if (state() == State::Preparing) {
        return;
    }
    for (const QString &id : connections) {
        on ? void(m_chosen.insert(id)) : void(m_chosen.remove(id));
    }
    m_isEdited = true;
    m_proposed = 0;
    apply();
    Q_EMIT changed();
}

void LockExit::setOrganization(const QStringList &connections, const QString &organization)
{
    if (state() == State::Preparing) {
        return;
    }
    for (const QString &id : connections) {
        m_organizations.insert(id, organization);
    }
    m_isEdited = true;
    Q_EMIT changed();
}

/// The switches follow what is chosen; those that were chosen no more go back to what was wished before.
void LockExit::apply()
{
    if (!m_board->isKnown() || m_way == Way::Organizations) {
        return;
    }
    m_isApplying = true;
    const bool moves = m_way == Way::Move && !m_target.isEmpty();
    QList<Switch> on;
    QList<Switch> off;
    const auto want = [&](const Switch &key, bool wished) { (wished ? on : off).append(key); };
    const auto follow = [&](const Switch &key, bool isChosen, bool wished) {
        if (isChosen) {
            if (!m_before.contains(key)) {
                // Off already by what is staged: not chosen any more, it stays on.
                m_before.insert(key,
                                m_board->isOn(key) && key.application == m_application ? true : m_board->isWanted(key));
            }
            want(key, wished);
        } else if (m_before.contains(key)) {
            want(key, m_before.take(key));
        }
    };
    for (const ExitRow &row : std::as_const(m_rows)) {
        const bool isChosen = m_chosen.contains(row.id);
        follow({m_application, row.id}, isChosen && (moves || m_way == Way::TurnOff), false);
        if (moves) {
            follow({m_target, row.id}, isChosen, true);
        }
    }
    m_board->want(off, false);
    m_board->want(on, true);
    m_isApplying = false;
}

/// The application itself first: others may be staged besides.
QList<LockForecast> LockExit::forecasts() const
{
    if (!m_board->isKnown() || m_way == Way::Organizations) {
        return {};
    }
    QList<LockForecast> forecasts = m_board->forecasts();
    std::stable_partition(forecasts.begin(), forecasts.end(),
                          [this](const LockForecast &forecast) { return forecast.application == m_application; });
    return forecasts;
}

QStringList LockExit::steps() const
{
    const QString name = nameOf(m_application);
    if (m_way == Way::Move && m_target.isEmpty()) {
        return applicationSteps(name);
    }
    if (m_way != Way::Organizations) {
        return {};
    }
    QStringList missing;
    for (const ExitRow &row : m_rows) {
        if (m_chosen.contains(row.id) && m_organizations.value(row.id).isEmpty()) {
            missing.append(row.name);
        }
    }
    return organizationSteps(name, missing);
}

/// Of the chosen connections, by organization.
QMap<QString, QStringList> LockExit::placing() const
{
    QMap<QString, QStringList> byOrganization;
    for (const QString &id : chosen()) {
        if (const QString organization = m_organizations.value(id); !organization.isEmpty()) {
            byOrganization[organization].append(id);
        }
    }
    return byOrganization;
}

qsizetype LockExit::edits() const
{
    if (m_way == Way::Organizations) {
        qsizetype count = 0;
        for (const QStringList &connections : placing()) {
            count += connections.size();
        }
        return count;
    }
    const bool canMove = m_way != Way::Move || !m_target.isEmpty();
    return m_board->isKnown() && canMove ? m_board->itemCount() : 0;
}

void LockExit::prepare()
{
    if (m_way != Way::Organizations) {
        Q_EMIT prepared(m_board->items());
        return;
    }
    if (!m_reading.isEmpty()) {
        return; // under way
    }
    m_organizationsRead = 0;
    m_placed = placing();
    const QStringList organizations = m_placed.keys();
    for (const QString &id : organizations) {
        m_reading.append(new OrganizationBoard(m_session, m_tray, id, this));
    }
    Q_EMIT changed();
    const QList<OrganizationBoard *> boards = m_reading; // one that fails at once takes the list away
    for (OrganizationBoard *board : boards) {
        connect(board, &OrganizationBoard::changed, this, [this, board] {
            disconnect(board, &OrganizationBoard::changed, this, nullptr);
            takeOrganization();
        });
        connect(board, &OrganizationBoard::failed, this, [this](const Api::ApiError &error) {
            for (OrganizationBoard *other : std::exchange(m_reading, {})) {
                other->disconnect(this);
                other->deleteLater();
            }
            Q_EMIT refused(error.text());
        });
        board->read();
    }
}

/// Once all were read.
void LockExit::takeOrganization()
{
    if (++m_organizationsRead < m_reading.size()) {
        return;
    }
    QList<Change::PlanItem> items;
    QStringList over;
    for (OrganizationBoard *board : std::exchange(m_reading, {})) {
        for (const QString &id : m_placed.value(board->object().id)) {
            board->want({{id, OrganizationSwitch::Enabled}, {id, OrganizationSwitch::AssignMembership}}, true);
        }
        const OrganizationForecast forecast = board->forecast();
        if (forecast.isOver()) {
            over.append(textOf(forecast));
        }
        if (const Change::PlanItem item = board->item(); !item.changes.isEmpty()) {
            items.append(item);
        }
        board->deleteLater();
    }
    if (!over.isEmpty()) {
        Q_EMIT refused(tr("Auth0 would refuse it: %1. Choose fewer for an organization.").arg(over.join("; "_L1)));
    } else if (items.isEmpty()) {
        Q_EMIT refused(tr("The organizations have these connections already, with membership at login."));
    } else {
        Q_EMIT prepared(items);
    }
}

} // namespace Session
