#pragma once

#include "domain/connection.h"
#include "json/parseerror.h"

namespace Json {

/// Reads a connection as Auth0 sends it and keeps its bytes. Fails only where it is no object or has no id: types
/// of single members vary by strategy, and a member of an unexpected type is treated as absent.
Outcome<Domain::Connection> readConnection(const QByteArray &text);

} // namespace Json
