#pragma once

#include "domain/lockfile.h"
#include "json/parseerror.h"

#include <QByteArray>

namespace Json {

/// The file is JavaScript, one call: `Auth0.setClient({...});`. Anything else around the object is an error, and
/// nothing of it is ever run. Connections without a name are left out.
Outcome<Domain::LockFile> readLockFile(const QByteArray &script);

} // namespace Json
