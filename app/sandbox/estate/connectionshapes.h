#pragma once

#include "sandbox/tenantstate.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace Sandbox {

/// `options` of a database connection without its password policy.
Json databaseOptions(bool signupOpen);

/// `options` of an enterprise connection (samlp, waad, okta, oidc, adfs, ad) for people of this e-mail domain.
Json enterpriseOptions(std::string_view strategy, std::string_view domain, std::uint64_t seed);

/// `options` of a social or passwordless connection (google-oauth2, github, apple, windowslive, email, sms).
Json sharedOptions(std::string_view strategy, std::uint64_t seed);

/// A whole connection in the member order Auth0 uses.
Json connectionObject(std::string id, std::string_view name, std::string_view strategy, Json options);

} // namespace Sandbox
