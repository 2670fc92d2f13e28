#pragma once

#include "domain/tenant.h"
#include "session/connectionmap.h"
#include "json/mask.h"

#include <functional>
#include <variant>

namespace Session {

/// Objects of one kind, some of them or all.
struct PastRecords
{
    Query::Kind kind = Query::Kind::Applications;
    QList<Query::RecordPtr> records;
};

/// A part of what a snapshot tells of an Auth0 tenant: objects, its settings, or what is enabled for what. A value.
struct PastPart
{
    QDateTime at; ///< when it was so
    std::variant<PastRecords, QByteArray, std::shared_ptr<const ConnectionMap>> what;
};

/// Hands over what the latest snapshots of the tenant in the file tell, in the order in which a window wants it and in
/// portions, the first objects twice; false from `take` ends it. Without a file, a snapshot, or a way to read them, it
/// hands over nothing: then nobody misses more than an earlier state. Blocks: for a worker thread.
void readPast(const QString &file, const Domain::TenantProfile &tenant, const Json::SecretKeys &secrets,
              const std::function<bool(const PastPart &)> &take);

} // namespace Session
