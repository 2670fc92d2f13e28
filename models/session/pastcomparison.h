#pragma once

#include "analysis/snapshot.h"
#include "domain/tenant.h"
#include "session/comparedstate.h"

namespace Session {

/// How an Auth0 tenant stands against an earlier snapshot of it. A value.
struct PastComparison
{
    QDateTime at; ///< of the snapshot; invalid: there is none to compare with
    StateDifferences differences;
    std::map<std::pair<Analysis::ComparedKind, QString>, QString> titles; ///< what people call a place, by its pointer
    /// What stood at each field and what stands there now, as valueWordsOf() has it: by kind, id and pointer.
    std::map<std::tuple<Analysis::ComparedKind, QString, QString>, std::pair<QString, QString>> values;
    QString note; ///< why there is none, or that it is a later one than was asked for; translated
};

/// Compares what was read, but for parts that are not whole (see notWhole()), with the latest snapshot in the file up
/// to a time, or the earliest one where none is as old; an invalid time asks for that one. Blocks: for a worker thread.
PastComparison comparedWithPast(const QString &file, const Domain::TenantProfile &tenant, const Analysis::Snapshot &now,
                                const std::map<Analysis::Need, QString> &notWhole, const QDateTime &upTo,
                                const Json::SecretKeys &secrets);

} // namespace Session
