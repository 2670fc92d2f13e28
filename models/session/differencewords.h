#pragma once

#include "analysis/statecomparison.h"
#include "change/objectref.h"

namespace Session {

/// What edits are of: nothing for an Auth0 tenant's settings, which nobody edits here.
std::optional<Change::ObjectKind> objectKindOf(Analysis::ComparedKind kind);

/// What people call a field of an object that differs: the title of an editor's field, or the connection of a pair.
/// Empty where it has no name but its place.
QString titleOf(Analysis::ComparedKind kind, const Analysis::FieldDifference &field);

} // namespace Session
