#include "sandbox/connectionrules.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace Sandbox {

namespace {

constexpr std::array<std::string_view, 56> strategies{"ad",
                                                      "adfs",
                                                      "amazon",
                                                      "apple",
                                                      "dropbox",
                                                      "bitbucket",
                                                      "auth0-oidc",
                                                      "auth0",
                                                      "baidu",
                                                      "bitly",
                                                      "box",
                                                      "custom",
                                                      "daccount",
                                                      "dwolla",
                                                      "email",
                                                      "evernote-sandbox",
                                                      "evernote",
                                                      "exact",
                                                      "facebook",
                                                      "fitbit",
                                                      "github",
                                                      "google-apps",
                                                      "google-oauth2",
                                                      "instagram",
                                                      "ip",
                                                      "line",
                                                      "linkedin",
                                                      "oauth1",
                                                      "oauth2",
                                                      "office365",
                                                      "oidc",
                                                      "okta",
                                                      "paypal",
                                                      "paypal-sandbox",
                                                      "pingfederate",
                                                      "planningcenter",
                                                      "salesforce-community",
                                                      "salesforce-sandbox",
                                                      "salesforce",
                                                      "samlp",
                                                      "sharepoint",
                                                      "shopify",
                                                      "shop",
                                                      "sms",
                                                      "soundcloud",
                                                      "thirtysevensignals",
                                                      "twitter",
                                                      "untappd",
                                                      "vkontakte",
                                                      "waad",
                                                      "weibo",
                                                      "windowslive",
                                                      "wordpress",
                                                      "yahoo",
                                                      "yandex",
                                                      "auth0-adldap"};

// Limits of the password policy as Auth0's API reference states them.
constexpr const char *databaseOptions = R"({
    "passwordPolicy": {"type": ["string", "null"], "enum": ["none", "low", "fair", "good", "excellent", null]},
    "password_complexity_options": {"type": ["object", "null"], "properties": {
        "min_length": {"type": "integer", "minimum": 1, "maximum": 128}}},
    "password_history": {"type": ["object", "null"], "required": ["enable"], "properties": {
        "enable": {"type": "boolean"}, "size": {"type": "integer", "minimum": 0, "maximum": 24}}},
    "password_no_personal_info": {"type": ["object", "null"], "required": ["enable"], "properties": {
        "enable": {"type": "boolean"}}},
    "password_dictionary": {"type": ["object", "null"], "required": ["enable"], "properties": {
        "enable": {"type": "boolean"},
        "dictionary": {"type": "array", "maxItems": 200, "items": {"type": "string", "maxLength": 50}}}},
    "password_options": {"type": ["object", "null"], "additionalProperties": false, "properties": {
        "complexity": {"type": "object", "additionalProperties": false, "properties": {
            "min_length": {"type": "integer", "minimum": 1, "maximum": 72},
            "character_types": {"type": "array", "items": {
                "type": "string", "enum": ["uppercase", "lowercase", "number", "special"]}},
            "character_type_rule": {"type": "string", "enum": ["all", "three_of_four"]},
            "identical_characters": {"type": "string", "enum": ["allow", "block"]},
            "sequential_characters": {"type": "string", "enum": ["allow", "block"]},
            "max_length_exceeded": {"type": "string", "enum": ["truncate", "error"]}}},
        "dictionary": {"type": "object", "additionalProperties": false, "properties": {
            "active": {"type": "boolean"},
            "custom": {"type": "array", "maxItems": 200, "items": {"type": "string", "maxLength": 50}},
            "default": {"type": "string", "enum": ["en_10k", "en_100k"]}}},
        "history": {"type": "object", "additionalProperties": false, "properties": {
            "active": {"type": "boolean"}, "size": {"type": "integer", "minimum": 1, "maximum": 24}}},
        "profile_data": {"type": "object", "additionalProperties": false, "properties": {
            "active": {"type": "boolean"},
            "blocked_fields": {"type": "array", "maxItems": 12, "items": {"type": "string", "maxLength": 100}}}}}},
    "brute_force_protection": {"type": ["boolean", "null"]},
    "disable_signup": {"type": ["boolean", "null"]},
    "requires_username": {"type": ["boolean", "null"]},
    "import_mode": {"type": ["boolean", "null"]},
    "enabledDatabaseCustomization": {"type": ["boolean", "null"]},
    "customScripts": {"type": ["object", "null"]},
    "configuration": {"type": ["object", "null"], "additionalProperties": {"type": ["string", "null"]}},
    "disable_self_service_change_password": {"type": ["boolean", "null"]}
})";

constexpr const char *sharedMembers = R"({
    "display_name": {"type": "string", "maxLength": 128},
    "is_domain_connection": {"type": "boolean"},
    "show_as_button": {"type": "boolean"},
    "realms": {"type": "array", "items": {"type": "string"}},
    "metadata": {"type": "object", "maxProperties": 10,
                 "additionalProperties": {"type": ["string", "null"], "maxLength": 255}},
    "authentication": {"type": "object", "required": ["active"], "additionalProperties": false,
                       "properties": {"active": {"type": "boolean"}}},
    "connected_accounts": {"type": "object", "required": ["active"], "additionalProperties": false,
                           "properties": {"active": {"type": "boolean"}, "cross_app_access": {"type": "boolean"}}}
})";

Json schemaOfMembers()
{
    Json members = Json::parse(sharedMembers);
    members["options"] = Json{{"type", Json::array({"object", "null"})}, {"properties", Json::parse(databaseOptions)}};
    return Json{{"type", "object"}, {"additionalProperties", false}, {"properties", members}};
}

/// Adds what is missing at any depth and leaves what is there.
void fill(Json &target, const Json &defaults)
{
    for (const auto &[name, value] : defaults.items()) {
        const auto found = target.find(name);
        if (found == target.end() || found->is_null())
            target[name] = value;
        else if (found->is_object() && value.is_object())
            fill(*found, value);
    }
}

bool present(const Json &object, const char *name)
{
    const auto found = object.find(name);
    return found != object.end() && !found->is_null();
}

} // namespace

const Json &connectionPatchSchema()
{
    static const Json schema = [] {
        Json made = schemaOfMembers();
        made["minProperties"] = 1;
        return made;
    }();
    return schema;
}

const Json &newConnectionSchema()
{
    static const Json schema = [] {
        Json made = schemaOfMembers();
        made["required"] = Json::array({"name", "strategy"});
        made["properties"]["name"] = Json{{"type", "string"},
                                          {"minLength", 1},
                                          {"maxLength", 128},
                                          {"pattern", "[a-zA-Z0-9](-[a-zA-Z0-9]|[a-zA-Z0-9])*"}};
        made["properties"]["strategy"]
            = Json{{"type", "string"}, {"enum", Json(std::vector<std::string>(strategies.begin(), strategies.end()))}};
        made["properties"]["enabled_clients"] = Json{{"type", "array"}, {"items", {{"type", "string"}}}};
        return made;
    }();
    return schema;
}

std::optional<Response> conflictingOptions(const Json &options)
{
    static constexpr std::array legacy{"passwordPolicy", "password_complexity_options", "password_history",
                                       "password_no_personal_info", "password_dictionary"};
    if (!options.is_object())
        return std::nullopt;
    if (present(options, "password_options")) {
        for (const char *name : legacy) {
            if (present(options, name))
                return invalidBody("Payload validation error: 'password_options cannot be combined with "
                                   + std::string(name) + "' on property options.");
        }
        if (options.value("enabledDatabaseCustomization", Json()) == true)
            return invalidBody("password_options is not supported for custom databases.");
    }
    if (present(options, "attributes")) {
        for (const char *name : {"requires_username", "validation"}) {
            if (present(options, name))
                return invalidBody("Payload validation error: 'attributes cannot be combined with " + std::string(name)
                                   + "' on property options.");
        }
    }
    return std::nullopt;
}

const Json &defaultPasswordOptions()
{
    static const Json defaults = Json::parse(R"({
        "complexity": {"character_type_rule": "all", "identical_characters": "allow", "sequential_characters": "allow",
                       "max_length_exceeded": "error", "min_length": 15, "character_types": []},
        "profile_data": {"active": false, "blocked_fields": ["name", "username", "nickname", "email", "phone_number",
                         "user_metadata.name", "user_metadata.first", "user_metadata.last"]},
        "history": {"active": false, "size": 3},
        "dictionary": {"active": false, "custom": [], "default": "en_100k"}})");
    return defaults;
}

void refillOptions(Json &options, const std::string &strategy)
{
    if (strategy != "auth0")
        return;
    static const Json defaults = Json::parse(R"({
        "authentication_methods": {
            "password": {"enabled": true, "api_behavior": "required", "signup_behavior": "allow"},
            "passkey": {"enabled": false}},
        "passkey_options": {"challenge_ui": "both", "progressive_enrollment_enabled": true,
                            "local_enrollment_enabled": true},
        "brute_force_protection": true})");
    fill(options, defaults);
    if (present(options, "password_options"))
        fill(options["password_options"], defaultPasswordOptions());
}

bool isStrategy(const std::string &name)
{
    return std::find(strategies.begin(), strategies.end(), name) != strategies.end();
}

} // namespace Sandbox
