#pragma once

#include "json/parseerror.h"

#include <nlohmann/json.hpp>

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace Json {

/// A JSON tree whose members keep their order. Only .cpp files include this header: it is a heavy one.
using Value = nlohmann::ordered_json;

/// Depth beyond which a text is refused: the library's writer is recursive and ends the program 100,000 deep.
inline constexpr int maximumDepth = 512;
/// Depth beyond which a document is shown but not edited.
inline constexpr int maximumEditableDepth = 64;

/// What a reader accepts beyond well-formed UTF-8 of bounded depth.
enum class Strictness {
    Read, ///< as Auth0's answers are read: duplicate keys take the last value, long numbers are rounded
    Edit, ///< as a document is edited: duplicate keys, lossy numbers and depth over 64 are errors
};

/// The one door through which JSON text becomes a tree.
Outcome<Value> parse(const QByteArray &text, Strictness strictness = Strictness::Read);
/// The same checks without building a tree.
Outcome<void> check(const QByteArray &text, Strictness strictness = Strictness::Read);
/// Compact text; never throws (a lone surrogate is replaced).
QByteArray write(const Value &value);
/// Text with two blanks of indentation.
QByteArray writePretty(const Value &value);

/// The string member, or empty where it is absent or of another type. Types vary by strategy (auth0.md 4.13).
QString stringAt(const Value &object, const char *key);
std::optional<bool> boolAt(const Value &object, const char *key);
std::optional<int> intAt(const Value &object, const char *key);
/// The member, or nullptr where it is absent or `object` is no object. Owned by `object`.
const Value *memberAt(const Value &object, const char *key);
/// The strings of an array member; entries of other types are left out.
QStringList stringsAt(const Value &object, const char *key);

QString toQString(const std::string &text);

} // namespace Json
