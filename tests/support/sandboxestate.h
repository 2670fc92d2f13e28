#pragma once

#include "sandbox/server.h"
#include "session/estate.h"

/// Sessions over a sandbox for tests of what stands on them.
namespace SandboxEstate {

/// A session on the nth tenant of a running sandbox, with the client that holds every scope, or with another one.
std::unique_ptr<Session::TenantSession> session(const Sandbox::Server &server, std::size_t tenant = 0,
                                                const Sandbox::ApiClient *client = nullptr);
/// A session whose profile is not read-only, and which is locked.
std::unique_ptr<Session::TenantSession> writableSession(const Sandbox::Server &server, std::size_t tenant = 0,
                                                        const std::shared_ptr<Api::Clock> &clock = {});

/// Reads the window's lists and waits until nothing is being read; false after `milliseconds`.
bool readAll(Session::TenantSession &session, int milliseconds = 30000);

/// GET requests that reached the server below /api/v2, and any to oauth/token, by their path.
QStringList pathsAt(const Sandbox::Server &server);

} // namespace SandboxEstate
