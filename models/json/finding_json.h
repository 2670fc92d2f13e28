#pragma once

#include "domain/finding.h"

#include <nlohmann/json_fwd.hpp>

#include <QByteArray>

namespace Json {

/// A finding as `check --json` prints it: `tenant` is what the operator calls the Auth0 tenant.
nlohmann::ordered_json valueOf(const Domain::Finding &finding, const QString &tenant);
/// The same as compact text.
QByteArray write(const Domain::Finding &finding, const QString &tenant);

} // namespace Json
