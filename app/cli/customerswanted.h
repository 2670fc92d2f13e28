#pragma once

#include "cli/failure.h"
#include "cli/target.h"

#include "analysis/customers.h"
#include "analysis/snapshot.h"

namespace Cli {

/// What must be read to tell whose the objects of an Auth0 tenant are: by its rules, or by those that are proposed.
Analysis::Needs customerNeeds(const Target &target);

/// Whether `customers` shows it where this name was given: its name or its key contains it.
bool isNamed(const Analysis::Customer &customer, const QString &name);

/// What to say where none of them is named so; nothing where one is.
std::optional<Failure> noSuchCustomer(const std::map<QString, Analysis::Customer> &customers, const QString &name);

} // namespace Cli
