#pragma once

#include "policy/direction.h"
#include "policy/policyrow.h"

namespace Policy {

/// A setting that is not as the baseline wants it.
struct Deviation
{
    Key key = Key::MinLength;
    Domain::PolicyGeneration generation = Domain::PolicyGeneration::Legacy; ///< of the reading that deviates
    Direction direction = Direction::Different;
    Setting found;
    Setting wanted;

    friend bool operator==(const Deviation &, const Deviation &) = default;
};

/// What is compared with: the settings of a template, or those of one reading of a connection.
using Baseline = QList<Edit>;
Baseline baselineOf(const Reading &reading);

/// Where a reading deviates. Settings that the baseline does not name are free. A level is compared only with a level:
/// what it asks for is compared in its own settings.
QList<Deviation> deviations(const Reading &reading, const Baseline &baseline);
/// The same for each reading of a row: a connection with both generations deviates where either does.
QList<Deviation> deviations(const PolicyRow &row, const Baseline &baseline);

} // namespace Policy
