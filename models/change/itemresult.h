#pragma once

#include "json/leaves.h"

#include <QString>

namespace Change {

/// How an item of a plan ended.
enum class ItemOutcome {
    Pending, ///< not tried yet
    Done, ///< written, read again, and as promised
    AlreadySo, ///< nothing to write: Auth0 holds it as wanted
    Different, ///< written, but what Auth0 then holds is not what was promised
    Partly, ///< some of its requests were done; the reason says which was not
    Conflict, ///< changed by somebody else meanwhile; nothing written
    Refused, ///< by Tenantry, before anything was sent
    Failed, ///< Auth0 said no, or could not be reached; nothing written
    Unknown, ///< the answer to the write was lost, and so was the look afterwards
    Cancelled, ///< stopped before it was its turn
};

struct ItemResult
{
    ItemOutcome outcome = ItemOutcome::Pending;
    QString reason{}; ///< for a person; empty where there is nothing to say
    QList<Json::LeafConflict> conflicts{};
    QList<Json::LeafChange> differences{}; ///< from the promise
    /// What was in fact changed, for taking it back: leaves that were as wanted before are not in it.
    QList<Json::LeafChange> made{};
    QString id{}; ///< that Auth0 gave the object which the item made; empty for all others

    bool isWritten() const
    {
        return outcome == ItemOutcome::Done || outcome == ItemOutcome::Different || outcome == ItemOutcome::Partly
            || outcome == ItemOutcome::Unknown;
    }
    friend bool operator==(const ItemResult &, const ItemResult &) = default;
};

/// The word in files and `--json`: "done", "already-so"...
QString wordOf(ItemOutcome outcome);
std::optional<ItemOutcome> itemOutcomeFor(QStringView word);
/// For people, translated.
QString titleOf(ItemOutcome outcome);

} // namespace Change
