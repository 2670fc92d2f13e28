#pragma once

#include "api/managementclient.h"
#include "domain/tenant.h"

#include <functional>

namespace Auth {
class CredentialStore;
}
namespace Settings {
class ProfileStore;
}

namespace Ui {

class Prompt;

/// What the dialogs about Auth0 tenants work on. All of it is owned by the program's main() and outlives them.
struct TenantServices
{
    Settings::ProfileStore &profiles;
    Auth::CredentialStore &keychain; ///< where credentials are kept; not persistent where there is no keychain
    Auth::CredentialStore &session; ///< where they go when the keychain refuses: gone with the program, asked first
    Prompt &prompt;
    /// How the client of a connection test behaves: CA file and reserve as the tenant's session would have them. Empty:
    /// the defaults.
    std::function<Api::ClientOptions(const Domain::TenantProfile &)> clientFor;
};

} // namespace Ui
