#pragma once

#include <nlohmann/json_fwd.hpp>

#include <QByteArray>

namespace Reports {

/// YAML of a tree of values: blocks of keys and lists, every text in double quotes with JSON's escapes, so that "yes",
/// "1.0" and "~" stay texts, and nothing in a text can end it. Two of the characters by which deploy-cli knows its
/// keywords ("##", "@@") are escaped, so that it finds none in data; only rawValue() leaves, which are written as a
/// block of their own, keep them.
QByteArray yamlText(const nlohmann::ordered_json &value);

} // namespace Reports
