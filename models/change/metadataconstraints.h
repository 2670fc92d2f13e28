#pragma once

#include <QtGlobal>

namespace valijson {
class SchemaParser;
}

namespace Change {

/// What one validation may look at: schemas and what they list, more for what takes longer.
inline constexpr qint64 mostLooks = 2'000'000;

/// From here on a validation on this thread may look at mostLooks, for some seconds; then a constraint of
/// addOwnConstraints() throws a std::runtime_error that says so.
void startLooking();

/// Adds what counts the looks, and `pattern` and `format` as compilable() calls them: by characters instead of bytes,
/// and with an end.
void addOwnConstraints(valijson::SchemaParser &parser);

} // namespace Change
