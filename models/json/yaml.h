#pragma once

#include "json/parseerror.h"

#include <nlohmann/json_fwd.hpp>

#include <QByteArray>

namespace Json {

/// The tree of one YAML document, its scalars typed by the core schema of YAML 1.2: what is quoted is a text, and so
/// are dates, .inf and yes. An empty document is null. The text is a stranger's: a tree that is deeper than
/// maximumEditableDepth, larger than any export, or grows out of proportion by its aliases is refused, as are further
/// documents, merge keys, and tags that JSON has nothing for. The error names the line.
Outcome<nlohmann::ordered_json> fromYaml(const QByteArray &text);

} // namespace Json
