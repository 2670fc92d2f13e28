#pragma once

#include "api/managementclient.h"

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
    Api::ClientOptions client; ///< for tests of a connection
};

} // namespace Ui
