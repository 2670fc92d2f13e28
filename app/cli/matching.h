#pragma once

#include "cli/failure.h"
#include "cli/listrequest.h"

#include "domain/tenant.h"

#include <functional>

class QObject;

namespace Api {
class ManagementClient;
}

namespace Cli {

/// Reads what a request names of one Auth0 tenant, whole, and calls back once with what its filter matches, unless
/// `context` goes first. A list that Auth0 does not give whole is a failure: what is to be changed must be known. So is
/// a field of the filter that no object has.
void readMatching(Api::ManagementClient &client, const Domain::TenantProfile &profile, const ListRequest &request,
                  QObject *context, const std::function<void(const Outcome<QList<Query::RecordPtr>> &)> &done);

} // namespace Cli
