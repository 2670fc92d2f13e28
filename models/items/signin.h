#pragma once

#include "query/record.h"

#include <optional>

namespace Items {

/// Whether people sign in to the application that the record is of.
bool signsPeopleIn(const Query::Record &application);
/// Why the connections of one that signs nobody in are not counted against Lock's limit, translated.
QString noSignInText();

/// What the operator said about Lock in an application, translated; empty where nobody said anything.
QString lockMarkText(std::optional<bool> usesLock);

} // namespace Items
