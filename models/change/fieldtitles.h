#pragma once

#include "change/objectref.h"
#include "json/pointer.h"

namespace Change {

/// What people call a leaf of an object: the title of its field in an editor, or the setting of the password policy.
/// Of a relation: the switch of the other side's object. Empty where a leaf has no name but its place, as metadata.
QString fieldTitle(ObjectKind kind, const Json::Pointer &pointer);

} // namespace Change
