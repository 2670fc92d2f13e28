#pragma once

#include "domain/application.h"
#include "json/parseerror.h"

namespace Json {

/// Reads an application as Auth0 sends it and keeps its bytes. Fails only where it is no object with a client_id.
Outcome<Domain::Application> readApplication(const QByteArray &text);

} // namespace Json
