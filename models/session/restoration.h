#pragma once

#include "change/plan.h"
#include "session/comparedstate.h"

#include <QHash>

namespace Session {

/// What brings objects back to what a snapshot has of them. A value.
struct Restoration
{
    QList<Change::PlanItem> items; ///< for the change tray
    QList<Change::Skipped> stays; ///< what cannot be brought back, and why
    QStringList notes; ///< the same of what is no object of a plan: the tenant's settings

    qsizetype leftCount() const { return stays.size() + notes.size(); }
};

/// The connections of organizations, as they were read just now: neither a snapshot nor a session knows their switches.
struct RelationsRead
{
    QHash<QString, QByteArray> known; ///< by organization, as Change::readObject() gives them
    QHash<QString, QString> problems; ///< by organization: why they could not be read
};

/// Why nothing of the object can be brought back; nothing where it can be tried.
std::optional<QString> cannotRestore(const Analysis::ObjectDifference &difference);

/// The organizations whose connections have to be read before they can be brought back.
QStringList organizationsToRead(const QList<Analysis::ObjectDifference> &differences);

/// Edits that make of `now` what `before` has, in these differences of the two and in nothing else. A value that no
/// snapshot keeps, or that Tenantry does not change, stays; nothing is made and nothing is deleted. Both are of one
/// Auth0 tenant, `now` as it was read. Blocks: for a worker thread.
Store::Outcome<Restoration> restorationOf(const QList<Analysis::ObjectDifference> &differences,
                                          const ComparedState &before, const ComparedState &now,
                                          const RelationsRead &relations, const Json::SecretKeys &secrets);

} // namespace Session
