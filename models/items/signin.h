#pragma once

#include "query/record.h"

namespace Items {

/// Whether people sign in to the application that the record is of.
bool signsPeopleIn(const Query::Record &application);
/// Why the connections of one that signs nobody in are not counted against Lock's limit, translated.
QString noSignInText();

} // namespace Items
