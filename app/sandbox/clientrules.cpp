#include "sandbox/clientrules.h"

#include "sandbox/text.h"

#include <algorithm>
#include <array>

namespace Sandbox {

namespace {

constexpr std::size_t mostMetadataKeys = 10;

// Limits as Auth0's API reference states them; members without one are only known by name.
constexpr const char *members = R"({
    "name": {"type": "string", "minLength": 1, "pattern": "[^<>]+"},
    "description": {"type": "string", "maxLength": 140},
    "logo_uri": {"type": "string"},
    "callbacks": {"type": "array", "items": {"type": "string"}},
    "oidc_logout": {"type": "object"}, "oidc_backchannel_logout": {"type": "object"},
    "session_transfer": {"type": ["object", "null"]},
    "allowed_origins": {"type": "array", "items": {"type": "string"}},
    "web_origins": {"type": "array", "items": {"type": "string"}},
    "grant_types": {"type": "array", "items": {"type": "string"}},
    "client_aliases": {"type": "array", "items": {"type": "string"}},
    "allowed_clients": {"type": "array", "items": {"type": "string"}},
    "allowed_logout_urls": {"type": "array", "items": {"type": "string"}},
    "jwt_configuration": {"type": "object", "properties": {
        "lifetime_in_seconds": {"type": "integer", "minimum": 0, "maximum": 2592000},
        "secret_encoded": {"type": "boolean"}, "scopes": {"type": "object"},
        "alg": {"type": "string", "enum": ["HS256", "RS256", "RS512", "PS256"]}}},
    "encryption_key": {"type": ["object", "null"]},
    "sso": {"type": "boolean"}, "sso_disabled": {"type": "boolean"},
    "cross_origin_auth": {"type": "boolean"}, "cross_origin_authentication": {"type": "boolean"},
    "cross_origin_loc": {"type": ["string", "null"]},
    "custom_login_page_on": {"type": "boolean"}, "custom_login_page": {"type": "string"},
    "custom_login_page_preview": {"type": "string"}, "form_template": {"type": "string"},
    "token_endpoint_auth_method": {"type": ["string", "null"],
        "enum": ["none", "client_secret_post", "client_secret_basic", null]},
    "is_token_endpoint_ip_header_trusted": {"type": "boolean"},
    "app_type": {"type": "string", "enum": ["native", "spa", "regular_web", "non_interactive", "resource_server",
        "express_configuration", "rms", "box", "cloudbees", "concur", "dropbox", "mscrm", "echosign", "egnyte",
        "newrelic", "office365", "salesforce", "sentry", "sharepoint", "slack", "springcm", "zendesk", "zoom",
        "sso_integration", "oag"]},
    "is_first_party": {"type": "boolean"}, "oidc_conformant": {"type": "boolean"},
    "addons": {"type": "object"}, "mobile": {"type": "object"},
    "client_metadata": {"type": "object", "maxProperties": 10,
        "propertyNames": {"minLength": 1, "maxLength": 255, "pattern": "[A-Za-z0-9:,+=_*?\"/\\\\()<>@\t -]+"},
        "additionalProperties": {"type": ["string", "null"], "maxLength": 255}},
    "initiate_login_uri": {"type": "string"},
    "native_social_login": {"type": "object"},
    "refresh_token": {"type": ["object", "null"], "required": ["rotation_type", "expiration_type"]},
    "default_organization": {"type": ["object", "null"]},
    "organization_usage": {"type": ["string", "null"], "enum": ["deny", "allow", "require", null]},
    "organization_require_behavior": {"type": ["string", "null"],
        "enum": ["no_prompt", "pre_login_prompt", "post_login_prompt", null]},
    "organization_discovery_methods": {"type": ["array", "null"], "minItems": 1},
    "client_authentication_methods": {"type": ["object", "null"]},
    "require_pushed_authorization_requests": {"type": "boolean"}, "require_proof_of_possession": {"type": "boolean"},
    "signed_request_object": {"type": "object"}, "compliance_level": {"type": ["string", "null"]},
    "skip_non_verifiable_callback_uri_confirmation_prompt": {"type": ["boolean", "null"]},
    "token_exchange": {"type": ["object", "null"]}, "token_quota": {"type": ["object", "null"]},
    "par_request_expiry": {"type": ["integer", "null"], "minimum": 10, "maximum": 600},
    "express_configuration": {"type": ["object", "null"]}, "my_organization_configuration": {"type": ["object", "null"]},
    "async_approval_notification_channels": {"type": ["array", "null"]},
    "third_party_security_mode": {"type": "string", "enum": ["strict", "permissive"]},
    "redirection_policy": {"type": "string", "enum": ["allow_always", "open_redirect_protection"]}
})";

Json schemaOfMembers()
{
    return Json{{"type", "object"}, {"additionalProperties", false}, {"properties", Json::parse(members)}};
}

/// Auth0 always says whether a secret is base64: false unless told otherwise.
void completeJwtConfiguration(Json &client)
{
    if (const auto jwt = client.find("jwt_configuration");
        jwt != client.end() && jwt->is_object() && !jwt->contains("secret_encoded"))
        (*jwt)["secret_encoded"] = false;
}

void mergeMetadata(Json &target, const Json &changes)
{
    if (!target.is_object())
        target = Json::object();
    for (const auto &[name, value] : changes.items()) {
        if (value.is_null())
            target.erase(name);
        else
            target[name] = value;
    }
}

} // namespace

const Json &clientPatchSchema()
{
    static const Json schema = [] {
        Json made = schemaOfMembers();
        made["minProperties"] = 1;
        made["properties"]["client_secret"] = Json{{"type", "string"}, {"minLength", 1}};
        return made;
    }();
    return schema;
}

const Json &newClientSchema()
{
    static const Json schema = [] {
        Json made = schemaOfMembers();
        made["required"] = Json::array({"name"});
        made["properties"]["resource_server_identifier"] = Json{{"type", "string"}};
        return made;
    }();
    return schema;
}

std::optional<Response> applyClientPatch(Json &client, const Json &body)
{
    if (const auto changes = body.find("client_metadata"); changes != body.end()) {
        Json metadata = client.value("client_metadata", Json::object());
        mergeMetadata(metadata, *changes);
        if (metadata.size() > mostMetadataKeys)
            return invalidBody("Payload validation error: 'Too many properties defined ("
                               + std::to_string(metadata.size()) + "), maximum 10' on property client_metadata.");
        client["client_metadata"] = std::move(metadata);
    }
    for (const auto &[name, value] : body.items()) {
        if (name == "client_metadata")
            continue;
        if (value.is_null())
            client.erase(name);
        else
            client[name] = value;
    }
    completeJwtConfiguration(client);
    return std::nullopt;
}

Json newClient(const Json &body, const std::string &tenantName)
{
    Json client{{"tenant", tenantName},
                {"global", false},
                {"is_token_endpoint_ip_header_trusted", false},
                {"name", body.at("name")},
                {"callbacks", Json::array()},
                {"is_first_party", true},
                {"oidc_conformant", false},
                {"sso_disabled", false},
                {"cross_origin_auth", false}};
    for (const auto &[name, value] : body.items()) {
        if (name == "client_metadata")
            mergeMetadata(client[name], value); // null is nothing here too
        else if (!value.is_null())
            client[name] = value;
    }
    client["encrypted"] = true;
    client["signing_keys"]
        = Json::array({{{"cert", "-----BEGIN CERTIFICATE-----\r\nsandbox\r\n-----END CERTIFICATE-----"},
                        {"pkcs7", "-----BEGIN PKCS7-----\r\nsandbox\r\n-----END PKCS7-----"},
                        {"subject", "deprecated"}}});
    client["client_id"] = randomText(32);
    client["callback_url_template"] = false;
    client["client_secret"] = randomText(64);
    completeJwtConfiguration(client);
    return client;
}

bool seesClientSecrets(const Request &request)
{
    return request.hasScope("read:client_keys") || request.hasScope("read:client_credentials");
}

Json visibleClient(const Json &client, const Request &request)
{
    static constexpr std::array secrets{"client_secret", "signing_keys", "encryption_key",
                                        "client_authentication_methods"};
    static constexpr std::array summary{"client_id", "app_type", "name", "description"};
    const bool secretsToo = seesClientSecrets(request);
    const bool writes = request.hasScope("update:clients") || request.hasScope("create:clients");
    if (!request.hasScope("read:clients") && !secretsToo && !(writes && request.method != "GET")) {
        Json view = Json::object();
        for (const char *name : summary) {
            if (const auto found = client.find(name); found != client.end())
                view[name] = *found;
        }
        return view;
    }
    Json view = client;
    if (!secretsToo) {
        for (const char *name : secrets)
            view.erase(name);
    }
    return view;
}

} // namespace Sandbox
