#pragma once

#include "domain/user.h"
#include "json/parseerror.h"

namespace Json {

/// Reads a user as Auth0 sends it and keeps its bytes. Fails only where it is no object with a user_id.
Outcome<Domain::User> readUser(const QByteArray &text);
/// Reads a tenant log event as Auth0 sends it and keeps its bytes. Its id is `log_id`, or `_id` in older answers.
Outcome<Domain::LogEvent> readLogEvent(const QByteArray &text);

} // namespace Json
