#pragma once

#include "sandbox/message.h"

#include <optional>
#include <string>

namespace Sandbox {

/// The first violation of a schema in Auth0's words: "Payload validation error: 'String is too long (130 chars),
/// maximum 128' on property display_name." Understands the part of JSON Schema that Auth0's limits need: type,
/// properties, additionalProperties, propertyNames, required, enum, pattern, items and the min/max keywords.
std::optional<std::string> violation(const Json &schema, const Json &value);

/// The 400 invalid_body for a request whose body breaks the schema, if it does.
std::optional<Response> bodyError(const Json &schema, const Request &request);

/// The custom domain that the header auth0-custom-domain names; empty where there is none.
std::string customDomainOf(const Request &request);
/// The 400 for a header that names none of the tenant's verified custom domains. Auth0 documents that it refuses it,
/// not in which words.
std::optional<Response> customDomainError(const TenantState &state, const Request &request);

} // namespace Sandbox
