#include "session/pastcomparison.h"

#include "session/differencewords.h"
#include "session/storedstate.h"
#include "session/translation.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Session {

PastComparison comparedWithPast(const QString &file, const Domain::TenantProfile &tenant, const Analysis::Snapshot &now,
                                const std::map<Analysis::Need, QString> &notWhole, const QDateTime &upTo,
                                const Json::SecretKeys &secrets)
{
    PastComparison result;
    const QString name = storedName(tenant);
    auto store = Store::SnapshotStore::openIfThere(file, secrets);
    const auto snapshots = !store ? tl::make_unexpected(store.error())
        : *store                  ? (*store)->snapshots(name)
                                  : QList<Store::SnapshotInfo>();
    if (!snapshots) {
        result.note = snapshots.error().text();
        return result;
    }
    if (snapshots->isEmpty()) {
        result.note = tr("There is no earlier state to compare with.");
        return result;
    }
    const auto later = std::find_if(snapshots->begin(), snapshots->end(), [&upTo](const Store::SnapshotInfo &snapshot) {
        return !upTo.isValid() || snapshot.at > upTo;
    });
    const bool isEarlyEnough = later != snapshots->begin();
    const Store::SnapshotInfo &chosen = isEarlyEnough ? *std::prev(later) : snapshots->first();
    if (!isEarlyEnough && upTo.isValid()) {
        result.note = tr("No snapshot is as old as %1 UTC; this is the first one.")
                          .arg(upTo.toUTC().toString(u"yyyy-MM-dd HH:mm"_s));
    }
    ComparedState before;
    before.title = tr("the snapshot of %1 UTC").arg(chosen.at.toUTC().toString(u"yyyy-MM-dd HH:mm"_s));
    before.tenant = name;
    before.name = now.name;
    before.store = std::move(*store);
    before.snapshot = chosen;
    ComparedState after;
    after.title = tr("what was read now");
    after.tenant = name;
    after.name = now.name;
    after.held = storedState(now, name, now.readAt, notWhole);
    auto differences = compareStates(before, after, secrets);
    if (!differences) {
        result.note = differences.error().text();
        return result;
    }
    result.at = chosen.at;
    result.differences = *std::move(differences);
    for (const Analysis::ObjectDifference &difference : std::as_const(result.differences.objects)) {
        if (difference.change == Analysis::ObjectChange::Changed) {
            const QByteArray body = needsObject(difference)
                ? before.store->object(chosen.id, Store::Part::Connections, difference.id).value_or(QByteArray())
                : QByteArray();
            const QList<std::pair<QString, QString>> words = valueWordsOf(difference, body);
            for (qsizetype i = 0; i < words.size(); ++i) {
                result.values.emplace(
                    std::tuple(difference.kind, difference.id, difference.fields.at(i).pointer.text()), words.at(i));
            }
        }
        for (const Analysis::FieldDifference &field : difference.fields) {
            const QString title = titleOf(difference.kind, field);
            if (!title.isEmpty()) {
                result.titles.emplace(std::pair(difference.kind, field.pointer.text()), title);
            }
        }
    }
    return result;
}

} // namespace Session
