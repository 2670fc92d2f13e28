#pragma once

#include "sandbox/estatetruth.h"

#include <QString>

/// What an estate's author made wrong on purpose, as checks call it.
namespace PlantedFaults {

/// The check that looks for a planted fault.
QString checkFor(Sandbox::Fault fault);

/// Those where the estate's author wrote down every object that has the fault, so that nothing else may be found.
bool isComplete(Sandbox::Fault fault);

} // namespace PlantedFaults
