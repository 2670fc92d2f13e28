#pragma once

#include "auth/connectiontest.h"

namespace Auth {

/// Why no usable token was had, named: which setting is wrong, not which status came back. Pure.
TestStep diagnoseToken(const Domain::TenantProfile &profile, const Api::ApiError &error);
/// Why the Management API does not take the token. Nothing where it does: an answer that a scope is missing shows that
/// the token itself is taken. Pure.
std::optional<TestStep> diagnoseApi(const Domain::TenantProfile &profile, const Api::ApiError &error);

} // namespace Auth
