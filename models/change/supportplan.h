#pragma once

#include "change/plan.h"
#include "domain/user.h"

namespace Change {

/// The plan that does one action for some users of an Auth0 tenant, each once. `users` as Auth0 sent them: what is
/// noted depends on them, such as that a password reset lifts the block of one who is blocked. A user for whom it
/// cannot be done, or is so already, is skipped with the reason.
///
/// `tokenScopes`: of the token that is to do it, where they are known. What it misses is noted, and not refused: the
/// claim may be short, and Auth0's 403 stops the run.
///
/// A problem of the action itself, whoever the users are, skips all of them; see problemOf().
Plan supportPlan(const SupportAction &action, const PlanTenant &tenant, const QList<Domain::User> &users,
                 const std::optional<QStringList> &tokenScopes = std::nullopt);

/// One user's item, not looked at for what stands against it.
PlanItem supportItem(const SupportAction &action, const Domain::User &user,
                     const std::optional<QStringList> &tokenScopes = std::nullopt);

/// Says what the application is called that the plan's actions name by its id, so that a review can.
void nameApplication(Plan &plan, const QString &name);

/// The name by which people know a user: the e-mail address, else the user name, else the name, else the id.
QString nameOf(const Domain::User &user);

} // namespace Change
