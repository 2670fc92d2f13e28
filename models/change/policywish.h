#pragma once

#include "change/plan.h"

#include "policy/policyconvert.h"
#include "policy/policysummary.h"
#include "json/leafchange.h"

#include <QHash>
#include <QList>

namespace Change {

/// Where a connection carries a switch, as a pointer from the connection: /options/disable_signup...
QString pointerOf(Policy::Switch which);

/// What the password policy of a connection is to become. A value.
struct PolicyWish
{
    QList<Policy::Edit> edits;
    /// Single character types to ask for, or no longer; the others stay as each connection has them.
    QHash<QString, bool> types{};
    /// Switches: `bool`, or `QString` of the behaviours. Those below authentication_methods are set only where a
    /// connection carries that part: to others passwords mean what Auth0 fills in.
    QHash<Policy::Switch, Policy::Setting> switches{};
    /// Converts to this generation first; of a connection that holds both, it is the one that is kept.
    std::optional<Domain::PolicyGeneration> to{};
    /// Which generation stays of a connection that holds both. Says nothing to the others.
    std::optional<Domain::PolicyGeneration> keep{};

    bool isEmpty() const { return edits.isEmpty() && types.isEmpty() && switches.isEmpty() && !to && !keep; }
    friend bool operator==(const PolicyWish &, const PolicyWish &) = default;
};

/// A connection as it is seen, with what is staged for it already.
struct PolicySubject
{
    ObjectRef object;
    QByteArray connection; ///< as Auth0 sent it
    QList<Json::LeafChange> staged{};
};

/// What a wish makes of a connection: an edit, or why it stays as it is.
struct PolicyOutcome
{
    /// From what is staged to what is wanted; without changes where the connection stays.
    PlanItem item;
    QString skipped{}; ///< the reason, for a person; empty where there are changes
    bool isSoAlready = false;
    QList<Policy::Loss> losses{}; ///< of a conversion

    bool isSkipped() const { return !skipped.isEmpty(); }
};

/// The one place where a wish meets a connection, for window and command line. Parses the connection, so it belongs on
/// a worker thread where there are many.
PolicyOutcome policyOutcome(const PolicySubject &subject, const PolicyWish &wish);

/// The connection with what is staged for it, which is what an editor shows; nothing where it cannot be read, or where
/// somebody else changed a leaf that is staged.
std::optional<QByteArray> asStaged(const PolicySubject &subject);

} // namespace Change
