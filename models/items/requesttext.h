#pragma once

#include "change/plan.h"

namespace Items {

/// The exact requests of an item as text: method and path, the scopes, the body indented, its secrets masked. Where it
/// would be refused, or the object is not at hand, it says so instead.
QString requestText(const Change::PlanItem &item, const Json::SecretKeys &secrets);
/// The same requests as curl commands for a shell, whose token is `$TOKEN`. A body that holds a secret is left out: a
/// masked one would overwrite it.
QString requestsAsCurl(const Change::PlanItem &item, const Json::SecretKeys &secrets, const QString &baseUrl);
/// What taking the item back would change, or why it cannot be taken back.
QString undoText(const Change::PlanItem &item, const Json::SecretKeys &secrets);

} // namespace Items
