#pragma once

#include "domain/finding.h"

#include <QByteArray>

namespace Json {

/// A finding as `check --json` prints it: `tenant` is what the operator calls the Auth0 tenant. Compact.
QByteArray write(const Domain::Finding &finding, const QString &tenant);

} // namespace Json
