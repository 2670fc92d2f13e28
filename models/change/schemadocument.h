#pragma once

#include "json/value.h"

#include <QRegularExpression>

#include <optional>
#include <string>

namespace Change {

/// What stands for `pattern` in compilable(), so that it is compared under a limit.
inline constexpr const char *patternKey = "tenantry:pattern";
/// The same for `format`.
inline constexpr const char *formatKey = "tenantry:format";

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

/// Bytes of the longest name that is compared with a pattern of names (`patternProperties`). The validator compares by
/// itself, with std::regex: it tries all ways that there are, and its stack grows with each character.
inline constexpr std::size_t longestName = 256;
/// What it takes at most to compare one name, in looks (metadataconstraints.h); nothing where the pattern leaves too
/// many ways.
std::optional<qint64> looksAtName(const std::string &pattern);

/// What the validator works out by itself and without a limit, so that only metadata of a fair size may be given to it.
struct SchemaDemands
{
    qint64 looksAtName = 0; ///< with all patterns of names
    bool comparesItems = false; ///< `uniqueItems`, each with each
};
SchemaDemands demandsOf(const Json::Value &schema);

/// What the schema itself says of a place (its `description`), as far as `properties` and `items` lead there.
QString schemaDescription(const Json::Value &schema, const QStringList &place);

} // namespace Change
