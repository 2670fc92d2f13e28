#pragma once

#include "domain/passwordpolicy.h"
#include "json/value.h"

namespace Json {

/// Reads both generations of password policy from a connection's `options`, each present only where a member of it
/// is, other than null. Nothing is filled in.
Domain::PasswordPolicy readPasswordPolicy(const Value &options);

} // namespace Json
