#include "session/pastpart.h"

#include "session/snapshotparts.h"
#include "session/storedstate.h"
#include "store/snapshotstore.h"

#include <utility>

namespace Session {

namespace {

using Change::ObjectKind;
using Query::Kind;
using Store::Part;

/// What is taken in in one turn of the event loop: a few milliseconds of work for all who listen.
constexpr qsizetype portion = 1000;
constexpr qsizetype screen = 200; ///< more rows than a screen has

/// The latest snapshot that has the part.
const Store::SnapshotInfo *latestWith(Part part, const QList<Store::SnapshotInfo> &snapshots)
{
    const auto found
        = std::find_if(snapshots.crbegin(), snapshots.crend(), [part](const Store::SnapshotInfo &snapshot) {
              const auto info = snapshot.parts.find(part);
              return info != snapshot.parts.end() && info->second.isRead;
          });
    return found == snapshots.crend() ? nullptr : &*found;
}

/// Reads the parts, as long as somebody takes them.
class Reading
{
public:
    Reading(const Store::SnapshotStore &store, const QList<Store::SnapshotInfo> &snapshots,
            const Domain::TenantProfile &tenant, const std::function<bool(const PastPart &)> &take)
        : m_store(store)
        , m_snapshots(snapshots)
        , m_tenant(tenant)
        , m_take(take)
    { }

    /// The first ones, or all where `most` is 0.
    void objects(Part part, Kind kind, ObjectKind object, qsizetype most = 0)
    {
        const Store::SnapshotInfo *snapshot = latestWith(part, m_snapshots);
        if (!snapshot || m_isEnough) {
            return;
        }
        PastRecords held{kind, {}};
        qsizetype count = 0;
        const auto hand = [&] {
            if (!held.records.isEmpty()) {
                m_isEnough = !m_take({snapshot->at, std::exchange(held, {kind, {}})});
            }
        };
        (void)m_store.eachObject(snapshot->id, part, [&](const QString & /*id*/, const QByteArray &body) {
            if (auto record = recordOf(object, m_tenant, body)) {
                held.records.append(std::make_shared<const Query::Record>(*std::move(record)));
            }
            if (held.records.size() >= portion) {
                hand();
            }
            return !m_isEnough && ++count != most;
        });
        hand();
    }

    void settings()
    {
        const Store::SnapshotInfo *snapshot = latestWith(Part::Settings, m_snapshots);
        if (snapshot && !m_isEnough) {
            (void)m_store.eachObject(snapshot->id, Part::Settings, [&](const QString & /*id*/, const QByteArray &body) {
                m_isEnough = !m_take({snapshot->at, body});
                return false;
            });
        }
    }

    void map()
    {
        const Store::SnapshotInfo *snapshot = latestWith(Part::Enabled, m_snapshots);
        if (!snapshot || m_isEnough) {
            return;
        }
        auto map = std::make_shared<ConnectionMap>();
        map->readAt = snapshot->at;
        const auto read
            = m_store.eachPair(snapshot->id, Part::Enabled, [&map](const QString &owner, const QString &member) {
                  map->insert(Domain::ApplicationId(owner), Domain::ConnectionId(member));
                  return true;
              });
        if (read) { // half a map would show counts that are too low
            m_take({snapshot->at, std::shared_ptr<const ConnectionMap>(std::move(map))});
        }
    }

private:
    const Store::SnapshotStore &m_store;
    const QList<Store::SnapshotInfo> &m_snapshots;
    const Domain::TenantProfile &m_tenant;
    const std::function<bool(const PastPart &)> &m_take;
    bool m_isEnough = false;
};

} // namespace

void readPast(const QString &file, const Domain::TenantProfile &tenant, const Json::SecretKeys &secrets,
              const std::function<bool(const PastPart &)> &take)
{
    const auto store = Store::SnapshotStore::openIfThere(file, secrets);
    if (!store || !*store) {
        return;
    }
    const auto snapshots = (*store)->snapshots(storedName(tenant));
    if (!snapshots || snapshots->isEmpty()) {
        return;
    }
    Reading reading(**store, *snapshots, tenant, take);
    reading.settings();
    // A screen of whichever table is shown first: the others may be large.
    for (const qsizetype most : {screen, qsizetype(0)}) {
        reading.objects(Part::Connections, Kind::Connections, ObjectKind::Connection, most);
        reading.objects(Part::Applications, Kind::Applications, ObjectKind::Application, most);
        reading.objects(Part::Organizations, Kind::Organizations, ObjectKind::Organization, most);
    }
    reading.map();
}

} // namespace Session
