#pragma once

#include "json/value.h"

namespace Change {

/// Why a JSON Schema cannot be used, for a person, or an empty text: it refers to another document, refers in a circle,
/// or has a pattern that is none. Looked for beforehand, since a circle would not end and a bad pattern would only be
/// noticed by some users' metadata.
QString schemaObstacle(const Json::Value &schema);

/// Whether the schema compares texts with regular expressions.
bool hasPatterns(const Json::Value &schema);

/// What the schema itself says of a place (its `description`), as far as `properties` and `items` lead there.
QString schemaDescription(const Json::Value &schema, const QStringList &place);

} // namespace Change
