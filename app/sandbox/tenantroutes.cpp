#include "sandbox/routes.h"

#include "sandbox/paging.h"
#include "sandbox/validation.h"

#include <array>

namespace Sandbox {

namespace {

const Json &settingsSchema()
{
    static const Json schema = Json::parse(R"({"type": "object", "minProperties": 1, "properties": {
        "flags": {"type": "object", "additionalProperties": {"type": "boolean"}},
        "change_password": {"type": ["object", "null"]}, "guardian_mfa_page": {"type": ["object", "null"]},
        "error_page": {"type": ["object", "null"]}, "device_flow": {"type": ["object", "null"]},
        "default_audience": {"type": "string"}, "default_directory": {"type": "string"},
        "friendly_name": {"type": "string"}, "picture_url": {"type": "string"}, "support_email": {"type": "string"},
        "support_url": {"type": "string"},
        "allowed_logout_urls": {"type": "array", "items": {"type": "string"}},
        "session_lifetime": {"type": "number", "minimum": 0},
        "idle_session_lifetime": {"type": "number", "minimum": 0},
        "session_lifetime_in_minutes": {"type": "integer", "minimum": 1},
        "idle_session_lifetime_in_minutes": {"type": "integer", "minimum": 1},
        "sandbox_version": {"type": "string", "maxLength": 8},
        "enabled_locales": {"type": "array", "minItems": 1, "items": {"type": "string"}},
        "session_cookie": {"type": ["object", "null"], "required": ["mode"]},
        "resource_parameter_profile": {"type": "string", "enum": ["audience", "compatibility"]}}})");
    return schema;
}

const Json &brandingSchema()
{
    static const Json schema = Json::parse(R"({"type": "object", "minProperties": 1, "additionalProperties": false,
        "properties": {"colors": {"type": ["object", "null"]}, "favicon_url": {"type": ["string", "null"]},
                       "logo_url": {"type": ["string", "null"]}, "font": {"type": ["object", "null"]},
                       "identifiers": {"type": ["object", "null"]},
                       "phone_display": {"type": ["object", "null"]}}})");
    return schema;
}

/// Objects merge at every depth, null removes, everything else replaces.
void merge(Json &target, const Json &changes)
{
    for (const auto &[name, value] : changes.items()) {
        if (value.is_null())
            target.erase(name);
        else if (value.is_object() && target.contains(name) && target[name].is_object())
            merge(target[name], value);
        else
            target[name] = value;
    }
}

Response getSettings(TenantState &state, const Request &request)
{
    return jsonResponse(200, projected(state.settings, request, {}));
}

/// Lifetimes given in minutes are kept and answered as hours with a fraction: 181 minutes are 3.0166666666666666.
Response patchSettings(TenantState &state, const Request &request)
{
    if (const auto error = bodyError(settingsSchema(), request))
        return *error;
    Json changes = request.json;
    for (const char *lifetime : {"session_lifetime", "idle_session_lifetime"}) {
        const std::string inMinutes = std::string(lifetime) + "_in_minutes";
        if (const auto minutes = changes.find(inMinutes); minutes != changes.end()) {
            const long whole = minutes->get<long>();
            changes.erase(inMinutes);
            changes[lifetime] = whole % 60 == 0 ? Json(whole / 60) : Json(static_cast<double>(whole) / 60.0);
        }
    }
    merge(state.settings, changes);
    Json answer = state.settings;
    answer.erase("sandbox_versions_available"); // the answer to a PATCH lacks it (recorded)
    return jsonResponse(200, answer);
}

Response getBranding(TenantState &state, const Request &)
{
    return jsonResponse(200, state.branding);
}

Response patchBranding(TenantState &state, const Request &request)
{
    if (const auto error = bodyError(brandingSchema(), request))
        return *error;
    merge(state.branding, request.json);
    return jsonResponse(200, state.branding);
}

/// A bare array unless checkpoint paging is asked for.
Response customDomains(TenantState &state, const Request &request)
{
    return pagedResponse(request, {.key = "custom_domains", .defaultPerPage = 100},
                         pagedCollection(state.customDomains, request, {}));
}

Response customDomain(TenantState &state, const Request &request)
{
    const Json *domain = state.customDomains.find(request.param("id"));
    return domain == nullptr
        ? notFound("The custom domain " + request.param("id") + " does not exist", "inexistent_custom_domain")
        : jsonResponse(200, *domain);
}

} // namespace

Routes tenantRoutes()
{
    return {
        {"GET", "tenants/settings", "Get tenant settings", {{"read:tenant_settings"}}, RateFamily::None, getSettings},
        {"PATCH",
         "tenants/settings",
         "Update tenant settings",
         {{"update:tenant_settings"}},
         RateFamily::None,
         patchSettings},
        {"GET", "branding", "Get branding settings", {{"read:branding"}}, RateFamily::None, getBranding},
        {"PATCH", "branding", "Update branding settings", {{"update:branding"}}, RateFamily::None, patchBranding},
        {"GET", "custom-domains", "Get custom domains", {{"read:custom_domains"}}, RateFamily::None, customDomains},
        {"GET",
         "custom-domains/{id}",
         "Get a custom domain",
         {{"read:custom_domains"}},
         RateFamily::None,
         customDomain},
    };
}

} // namespace Sandbox
