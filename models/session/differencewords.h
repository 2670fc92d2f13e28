#pragma once

#include "analysis/statecomparison.h"
#include "change/objectref.h"

namespace Session {

/// What edits are of: nothing for an Auth0 tenant's settings, which nobody edits here.
std::optional<Change::ObjectKind> objectKindOf(Analysis::ComparedKind kind);

/// What people call a field of an object that differs: the title of an editor's field, or the connection of a pair.
/// Empty where it has no name but its place.
QString titleOf(Analysis::ComparedKind kind, const Analysis::FieldDifference &field);

/// What stood at each field of an object and what stands there now, in their order, as an edit would be told: "1
/// (default)", "off"; empty where nothing is there. `before`: the object as it was, for what Auth0 goes by where a
/// setting is not there; may be empty.
QList<std::pair<QString, QString>> valueWordsOf(const Analysis::ObjectDifference &difference, const QByteArray &before);
/// Whether the object as it was adds to valueWordsOf().
bool needsObject(const Analysis::ObjectDifference &difference);

} // namespace Session
