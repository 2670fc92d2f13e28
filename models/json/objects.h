#pragma once

#include "json/value.h"

#include <QDateTime>

namespace Json {

/// Parses an object that must carry a string under `idKey`: what every reader of a domain type starts with.
Outcome<Value> parseObject(const QByteArray &text, const char *idKey);

/// The ISO 8601 time of a member in UTC, or an invalid one.
QDateTime timeAt(const Value &object, const char *key);

} // namespace Json
