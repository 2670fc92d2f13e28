#include "session/switchboard.h"

#include "query/columns.h"
#include "session/changetray.h"
#include "session/mapreader.h"
#include "session/tenantsession.h"
#include "json/value.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Query::Kind;

Kind kindOf(MapSide side)
{
    return side == MapSide::Applications ? Kind::Applications : Kind::Connections;
}

/// Whether the map can tell of all these objects.
bool tellsOf(const ConnectionMap &map, const QStringList &ids)
{
    return !map.objects
        || std::all_of(ids.begin(), ids.end(), [&map](const QString &id) { return map.objects->contains(id); });
}

} // namespace

SwitchBoard::SwitchBoard(TenantSession &session, const ChangeTray &tray, MapSide side, const QStringList &chosen,
                         QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_side(side)
{
    for (const QString &id : chosen) {
        if (session.record(kindOf(side), id) && !m_isChosen.contains(id)) {
            m_isChosen.insert(id);
            m_chosen.append(id);
        }
    }
    takeStaged(tray);
    connect(&session, &TenantSession::recordsChanged, this, [this](Kind kind) {
        if (kind == Kind::Applications && m_isKnown && !m_wanted.isEmpty()) {
            Q_EMIT changed(); // counts may have come
        }
    });
}

// Readers are children: they go with the board, and say nothing more.
SwitchBoard::~SwitchBoard() = default;

bool SwitchBoard::isOnBoard(const Switch &key) const
{
    return m_isChosen.contains(m_side == MapSide::Applications ? key.application : key.connection);
}

void SwitchBoard::takeStaged(const ChangeTray &tray)
{
    for (const TenantPlan &plan : tray.plans()) {
        if (plan.tenant != m_session.id()) {
            continue;
        }
        for (const Change::PlanItem &item : plan.plan.items) {
            if (item.object.kind != Change::ObjectKind::ConnectionClients) {
                continue;
            }
            Change::PlanItem elsewhere{item.object, {}, {}};
            for (const Json::LeafChange &change : item.changes) {
                const Switch key{change.pointer.first(), item.object.id};
                if (isOnBoard(key)) {
                    m_staged.insert(key);
                    m_wanted.insert(key, change.after.has_value());
                } else {
                    elsewhere.changes.append(change);
                }
            }
            m_stagedElsewhere.append(elsewhere);
        }
    }
}

void SwitchBoard::read()
{
    const ConnectionMap *map = m_session.map();
    if (map && tellsOf(*map, m_chosen)) {
        take(*map);
        return;
    }
    if (m_chosen.isEmpty()) {
        take({});
        return;
    }
    m_reader = new MapReader(
        m_session.client(), m_side, m_chosen,
        [this](const Api::Outcome<ConnectionMap> &outcome) {
            m_reader.clear();
            outcome ? take(*outcome) : Q_EMIT failed(outcome.error());
        },
        this, Api::Priority::Foreground);
    m_reader->start();
}

void SwitchBoard::take(const ConnectionMap &map)
{
    for (const QString &id : std::as_const(m_chosen)) {
        if (m_side == MapSide::Applications) {
            for (const Domain::ConnectionId &connection : map.connectionsOf(Domain::ApplicationId(id))) {
                m_on.insert({id, connection.text()});
            }
        } else {
            for (const Domain::ApplicationId &application : map.applicationsOf(Domain::ConnectionId(id))) {
                m_on.insert({application.text(), id});
            }
        }
    }
    if (m_side == MapSide::Applications) {
        countChosen();
    }
    if (!std::exchange(m_isKnown, true)) {
        m_itemsAtFirst = items();
    }
    Q_EMIT changed();
    for (auto wish = m_wanted.cbegin(); wish != m_wanted.cend(); ++wish) {
        countLater(wish.key().application);
    }
}

void SwitchBoard::want(const QList<Switch> &keys, bool on)
{
    for (const Switch &key : keys) {
        if (isOnBoard(key)) {
            m_wanted.insert(key, on);
            countLater(key.application);
        }
    }
    Q_EMIT changed();
}

qsizetype SwitchBoard::wishes() const
{
    qsizetype count = 0;
    for (auto wish = m_wanted.cbegin(); wish != m_wanted.cend(); ++wish) {
        count += wish.value() != isOn(wish.key()) ? 1 : 0;
    }
    return count;
}

/// The board itself tells of chosen applications.
void SwitchBoard::countChosen()
{
    for (const QString &application : std::as_const(m_chosen)) {
        m_counts.insert(application, 0);
    }
    for (const Switch &key : std::as_const(m_on)) {
        m_counts[key.application] += isDatabase(m_session, key.connection) ? 1 : 0;
    }
}

/// Reads how many database connections an application has, once, where neither the map nor the board can tell. Where
/// that fails, the count stays unknown, and says so.
void SwitchBoard::countLater(const QString &application)
{
    const bool isCounted = lockCount(m_session.record(Kind::Applications, application)).has_value();
    if (!m_isKnown || isCounted || m_counts.contains(application) || m_asked.contains(application)) {
        return;
    }
    m_asked.insert(application);
    auto *reader = new MapReader(
        m_session.client(), MapSide::Applications, {application},
        [this, application](const Api::Outcome<ConnectionMap> &outcome) {
            if (!outcome) {
                return;
            }
            const auto connections = outcome->connectionsOf(Domain::ApplicationId(application));
            m_counts.insert(
                application,
                std::count_if(connections.begin(), connections.end(),
                              [this](const Domain::ConnectionId &id) { return isDatabase(m_session, id.text()); }));
            Q_EMIT changed();
        },
        this, Api::Priority::Foreground);
    reader->start();
}

QList<LockForecast> SwitchBoard::forecasts() const
{
    QHash<QString, int> gains = lockGains(m_session, m_stagedElsewhere);
    for (auto wish = m_wanted.cbegin(); wish != m_wanted.cend(); ++wish) {
        const Switch &key = wish.key();
        if (wish.value() != isOn(key) && isDatabase(m_session, key.connection)) {
            gains[key.application] += wish.value() ? 1 : -1;
        }
    }
    QList<LockForecast> forecasts = lockForecasts(m_session, gains);
    for (LockForecast &forecast : forecasts) {
        if (!forecast.now && m_counts.contains(forecast.application)) {
            forecast.now = m_counts.value(forecast.application);
        }
    }
    return forecasts;
}

bool SwitchBoard::hasItems() const
{
    return wishes() > 0 || std::any_of(m_staged.cbegin(), m_staged.cend(), [this](const Switch &key) {
               return m_wanted.contains(key);
           });
}

/// The applications of each connection whose switches make an item.
QMap<QString, QStringList> SwitchBoard::touched() const
{
    QMap<QString, QStringList> touched;
    for (auto wish = m_wanted.cbegin(); wish != m_wanted.cend(); ++wish) {
        if (wish.value() != isOn(wish.key()) || m_staged.contains(wish.key())) {
            touched[wish.key().connection].append(wish.key().application);
        }
    }
    return touched;
}

qsizetype SwitchBoard::itemCount() const
{
    return touched().size();
}

QList<Change::PlanItem> SwitchBoard::items() const
{
    const QMap<QString, QStringList> touched = this->touched();
    QList<Change::PlanItem> items;
    for (auto connection = touched.cbegin(); connection != touched.cend(); ++connection) {
        items.append(itemFor(connection.key(), connection.value()));
    }
    return items;
}

Change::PlanItem SwitchBoard::itemFor(const QString &connection, const QStringList &applications) const
{
    const Query::RecordPtr record = m_session.record(Kind::Connections, connection);
    Change::PlanItem item{{Change::ObjectKind::ConnectionClients, connection,
                           record ? Query::textAt(*record, Kind::Connections, u"name") : connection},
                          {},
                          {}};
    Json::Value seen = Json::Value::object();
    QStringList sorted = applications;
    sorted.sort();
    for (const QString &application : std::as_const(sorted)) {
        const Switch key{application, connection};
        const std::optional<QByteArray> on = QByteArrayLiteral("true");
        if (isOn(key)) {
            seen[application.toStdString()] = true;
        }
        item.changes.append({Json::Pointer({application}), isOn(key) ? on : std::nullopt,
                             isWanted(key) ? on : std::nullopt, std::nullopt});
    }
    item.seen = Json::write(seen);
    return item;
}

} // namespace Session
