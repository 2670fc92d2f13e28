#include "session/timeline.h"

#include "session/storedstate.h"
#include "session/tenantsession.h"
#include "session/translation.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Analysis::ObjectDifference;

/// The file was there when its snapshots were listed.
Store::Outcome<std::shared_ptr<Store::SnapshotStore>> openedAgain(const TimelinePlace &place)
{
    auto store = Store::SnapshotStore::openIfThere(place.file, place.secrets);
    if (!store) {
        return tl::make_unexpected(store.error());
    }
    if (!*store) {
        return tl::make_unexpected(Store::Problem{Store::Problem::Kind::NotFound,
                                                  tr("The file of snapshots is not there any more."),
                                                  tr("Somebody may have removed it."), tr("Open the timeline again.")});
    }
    return std::shared_ptr<Store::SnapshotStore>(*std::move(store));
}

ComparedState stateOf(const TimelinePlace &place, const std::shared_ptr<Store::SnapshotStore> &store,
                      const Store::SnapshotInfo &snapshot)
{
    ComparedState state;
    state.title = tr("the snapshot of %1").arg(QLocale().toString(snapshot.at.toLocalTime(), QLocale::ShortFormat));
    state.tenant = place.tenant;
    state.name = snapshot.name;
    state.store = store;
    state.snapshot = snapshot;
    return state;
}

ComparedState stateOf(const TimelinePlace &place, const HeldNow &now)
{
    ComparedState state;
    state.title = tr("what is read now");
    state.tenant = place.tenant;
    state.held = storedState(now.parts.snapshot(), place.tenant, QDateTime::currentDateTimeUtc(), now.gaps);
    return state;
}

} // namespace

HeldNow::HeldNow(const TenantSession &session)
    : parts(session)
    , gaps(notWhole(session))
{ }

Timeline readTimeline(const TimelinePlace &place)
{
    const auto store = Store::SnapshotStore::openIfThere(place.file, place.secrets);
    if (!store) {
        return {{}, store.error().text(), {}};
    }
    if (!*store) {
        return {};
    }
    const auto snapshots = (*store)->snapshots(place.tenant);
    return {snapshots.value_or(QList<Store::SnapshotInfo>()), snapshots ? QString() : snapshots.error().text(),
            (*store)->setAside()};
}

TimelineComparison compareInTimeline(const TimelinePlace &place, const TimelineWish &wish, const HeldNow &now)
{
    const auto differences = openedAgain(place).and_then([&](const std::shared_ptr<Store::SnapshotStore> &store) {
        const ComparedState after = wish.after ? stateOf(place, store, *wish.after) : stateOf(place, now);
        return compareStates(stateOf(place, store, wish.before), after, place.secrets);
    });
    TimelineComparison result;
    result.objects = std::make_shared<const QList<ObjectDifference>>(differences ? differences->objects
                                                                                 : QList<ObjectDifference>());
    result.counts = Analysis::countsOf(*result.objects);
    result.notCompared = differences ? differences->notCompared : QStringList();
    result.problem = differences ? QString() : differences.error().text();
    return result;
}

Store::Outcome<Restoration> restoreFromTimeline(const TimelinePlace &place, const Store::SnapshotInfo &before,
                                                const QList<ObjectDifference> &chosen, const HeldNow &now,
                                                const RelationsRead &relations)
{
    return openedAgain(place).and_then([&](const std::shared_ptr<Store::SnapshotStore> &store) {
        return restorationOf(chosen, stateOf(place, store, before), stateOf(place, now), relations, place.secrets);
    });
}

Store::Outcome<void> exportFromTimeline(const TimelinePlace &place, const QList<qint64> &snapshots, const QString &path)
{
    return openedAgain(place).and_then([&](const std::shared_ptr<Store::SnapshotStore> &store) {
        return std::as_const(*store).exportTo(path, snapshots);
    });
}

} // namespace Session
