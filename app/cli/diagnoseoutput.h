#pragma once

#include "cli/failure.h"

#include "analysis/diagnosis.h"

#include <optional>

namespace Cli {

/// The diagnosis for people: the causes with their evidence and what to do, what else is worth knowing, what was looked
/// at and what could not be.
QString text(const Analysis::SignInFacts &facts, const Analysis::Diagnosis &diagnosis);
/// The same as one JSON object; docs/command-line.md describes it.
QByteArray json(const QString &tenant, const Analysis::SignInFacts &facts, const Analysis::Diagnosis &diagnosis);
/// That something could not be looked at, so that a cause may be missing; nothing where all was.
std::optional<Failure> incompleteness(const Analysis::SignInFacts &facts);

} // namespace Cli
