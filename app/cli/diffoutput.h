#pragma once

#include "session/comparedstate.h"

namespace Cli {

class Console;

/// A line per object, its fields below it, and how many there are; with `asJson` one array of {"tenant", "kind", "id",
/// "name", "change", "fields": [{"pointer", "before", "after"}]}.
void printDifferences(const Session::StateDifferences &differences, const Session::ComparedState &before,
                      const Session::ComparedState &after, bool asJson, Console &console);

} // namespace Cli
