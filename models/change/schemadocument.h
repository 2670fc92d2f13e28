#pragma once

#include "json/value.h"

#include <QRegularExpression>

namespace Change {

/// What stands for `pattern` in compilable(), so that it is compared under a limit.
inline constexpr const char *patternKey = "tenantry:pattern";

/// The pattern of a schema as it is compared; invalid where it is none. A comparison that would take too long gives up,
/// and its match is not valid.
QRegularExpression patternOf(const std::string &text);

/// Why a JSON Schema cannot be used, for a person, or an empty text: it is of another draft, refers to another document
/// or in a circle, is too large, or has a pattern that is none. Looked for beforehand, since a circle would not end and
/// a bad pattern would only be noticed by some users' metadata.
QString schemaObstacle(const Json::Value &schema);

/// Draft 4 says some things otherwise than 6 and 7.
bool isDraft4(const Json::Value &schema);
/// As the validator takes it.
nlohmann::json compilable(const Json::Value &schema);

/// What the validator works out by itself and without a limit, so that only metadata of a fair size may be given to it.
struct SchemaDemands
{
    bool comparesTexts = false; ///< `format` and `patternProperties`, with a stack that grows by each character
    bool comparesItems = false; ///< `uniqueItems`, each with each
};
SchemaDemands demandsOf(const Json::Value &schema);

/// What the schema itself says of a place (its `description`), as far as `properties` and `items` lead there.
QString schemaDescription(const Json::Value &schema, const QStringList &place);

} // namespace Change
