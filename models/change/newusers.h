#pragma once

#include "change/makinglook.h"

namespace Change {

/// Looks in the tenant's log for users of a connection, or members of an organization, whom Auth0's search and list do
/// not show yet, since both lag behind. Whom the log tells of is asked for by id, which does not lag: who was deleted
/// or moved since is none. Where the log cannot tell, that stands against deleting, unless the removal allows it.
/// Nothing stands against it where the log goes back to when the object was made, or, for older objects, over the last
/// day: what is older, searches show.
void lookForNewUsers(Api::ManagementClient &client, const PlanItem &item, QObject *context, const OnMakingLook &done);

} // namespace Change
