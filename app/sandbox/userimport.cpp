#include "sandbox/userimport.h"

#include "sandbox/text.h"
#include "sandbox/userrules.h"

#include <algorithm>
#include <unordered_map>

namespace Sandbox {

namespace {

// Members of Auth0's import schema; passwords and factors are taken and not kept here.
constexpr const char *kKept[]
    = {"email",   "email_verified", "username",     "given_name",     "family_name",  "name",         "nickname",
       "picture", "blocked",        "phone_number", "phone_verified", "app_metadata", "user_metadata"};
constexpr const char *kIgnored[] = {
    "user_id", "password_hash", "custom_password_hash", "password_set_date", "mfa_factors", "identities", "created_at"};

Json failure(const Json &user, const char *code, const std::string &message, const std::string &path)
{
    Json shown = user;
    if (shown.is_object()) {
        for (const char *secret : {"password_hash", "custom_password_hash"}) {
            if (shown.contains(secret))
                shown[secret] = "*****";
        }
    }
    return {{"user", shown}, {"errors", Json::array({{{"code", code}, {"message", message}, {"path", path}}})}};
}

/// The error of one user, or null.
Json problem(const Json &user)
{
    if (!user.is_object())
        return failure(user, "INVALID_TYPE", "Expected type object", "");
    const auto known = [&](const std::string &name) {
        return std::find(std::begin(kKept), std::end(kKept), name) != std::end(kKept)
            || std::find(std::begin(kIgnored), std::end(kIgnored), name) != std::end(kIgnored);
    };
    for (const auto &[name, value] : user.items()) {
        if (!known(name))
            return failure(user, "OBJECT_ADDITIONAL_PROPERTIES", "Additional properties not allowed: " + name, name);
        if (name.ends_with("_metadata") && !value.is_object())
            return failure(user, "INVALID_TYPE", "Expected type object", name);
    }
    const auto email = user.find("email");
    if (email == user.end())
        return failure(user, "OBJECT_REQUIRED", "Missing required property: email", "email");
    if (!email->is_string() || email->get_ref<const std::string &>().find('@') == std::string::npos)
        return failure(user, "INVALID_FORMAT", "Object didn't pass validation for format email", "email");
    if (metadataError(user))
        return failure(user, "INVALID_KEY", "A metadata key is reserved by Auth0 or holds a dot", "app_metadata");
    return nullptr;
}

/// User ids of a connection by e-mail, made once: a file of 1,000 users may meet 100,000.
std::unordered_map<std::string, std::string> idsByEmail(const TenantState &state, const std::string &connection)
{
    std::unordered_map<std::string, std::string> ids;
    for (const Json &user : state.users.items()) {
        if (isUserOf(user, connection))
            ids.emplace(lowerCase(user.value("email", "")), user.at("user_id"));
    }
    return ids;
}

} // namespace

ImportResult importUsers(TenantState &state, const Json &connection, const Json &users, bool upsert,
                         const std::string &now)
{
    ImportResult result;
    const std::string name = connection.at("name");
    std::unordered_map<std::string, std::string> known = idsByEmail(state, name);
    for (const Json &imported : users) {
        if (Json wrong = problem(imported); !wrong.is_null()) {
            result.failed.push_back(std::move(wrong));
            continue;
        }
        const std::string email = lowerCase(imported.at("email").get_ref<const std::string &>());
        const auto match = known.find(email);
        Json *existing = match == known.end() ? nullptr : state.users.find(match->second);
        if (existing && !upsert) {
            result.failed.push_back(failure(imported, "DUPLICATED_USER", "The user already exists.", "email"));
            continue;
        }
        Json fresh = {{"created_at", now}};
        Json &user = existing ? *existing : fresh;
        for (const char *member : kKept) {
            if (imported.contains(member))
                user[member] = imported.at(member);
        }
        user["email"] = email;
        user["email_verified"] = imported.value("email_verified", false);
        user["updated_at"] = now;
        if (existing) {
            ++result.updated;
            continue;
        }
        const std::string inner = imported.value("user_id", lowerCase(randomText(24)));
        if (!user.contains("name"))
            user["name"] = email;
        user["nickname"] = user.value("nickname", email.substr(0, email.find('@')));
        user["identities"]
            = Json::array({{{"connection", name}, {"user_id", inner}, {"provider", "auth0"}, {"isSocial", false}}});
        user["user_id"] = "auth0|" + inner;
        known.emplace(email, "auth0|" + inner);
        state.users.append(std::move(fresh));
        ++result.inserted;
    }
    return result;
}

} // namespace Sandbox
