#include "change/bodies.h"

#include "api/requests/applicationrequests.h"
#include "api/requests/userrequests.h"

namespace Change {

namespace {

const Json::Value &objectAt(const Json::Value &value, const char *key)
{
    static const Json::Value none = Json::Value::object();
    const Json::Value *member = Json::memberAt(value, key);
    return member && member->is_object() ? *member : none;
}

/// Adds what changes of an account itself to a body of users.
void addAccount(Json::Value &body, Json::Value &promise, const Edited &edited)
{
    const auto differs = [&edited](const char *key) {
        const Json::Value *now = Json::memberAt(edited.now, key);
        const Json::Value *wanted = Json::memberAt(edited.wanted, key);
        return wanted ? !now || !Json::isSame(*now, *wanted) : now != nullptr;
    };
    const auto put = [&](const char *key, const Json::Value &absent) {
        const Json::Value *wanted = Json::memberAt(edited.wanted, key);
        body[key] = wanted ? *wanted : absent;
        promise[key] = body[key];
    };
    if (differs("blocked")) {
        put("blocked", false);
    }
    if (differs("email")) {
        put("email", nullptr);
        put("email_verified", false); // else Auth0 makes it false by itself
        body["verify_email"] = false; // a mail is an action of its own
    } else if (differs("email_verified")) {
        put("email_verified", false);
    }
}

} // namespace

Json::Value changedMembers(const Json::Value &now, const Json::Value &wanted)
{
    Json::Value body = Json::Value::object();
    for (const auto &member : wanted.items()) {
        const auto old = now.find(member.key());
        const bool isSame = old == now.end() ? member.value().is_null() : Json::isSame(*old, member.value());
        if (!isSame) {
            body[member.key()] = member.value();
        }
    }
    for (const auto &member : now.items()) {
        if (!wanted.contains(member.key())) {
            body[member.key()] = nullptr;
        }
    }
    return body;
}

Json::Value afterMerging(const Json::Value &now, const Json::Value &body)
{
    Json::Value after = now;
    for (const auto &member : body.items()) {
        if (member.value().is_null()) {
            after.erase(member.key());
        } else {
            after[member.key()] = member.value();
        }
    }
    return after;
}

Outcome<Prepared> prepareUser(const Edited &edited)
{
    Json::Value body = Json::Value::object();
    Json::Value promise = edited.now;
    addAccount(body, promise, edited);
    for (const char *key : {"app_metadata", "user_metadata"}) {
        const Json::Value &now = objectAt(edited.now, key);
        const Json::Value *wanted = Json::memberAt(edited.wanted, key);
        const bool isWhole = !now.empty() && (!wanted || (wanted->is_object() && wanted->empty()));
        if (isWhole) {
            // "{}" takes everything: app_metadata goes, user_metadata stays empty (auth0.md 4.13).
            body[key] = Json::Value::object();
            if (key == std::string_view("app_metadata")) {
                promise.erase(key);
            } else {
                promise[key] = Json::Value::object();
            }
            continue;
        }
        Json::Value change = changedMembers(now, objectAt(edited.wanted, key));
        if (!change.empty()) {
            promise[key] = afterMerging(now, change);
            body[key] = std::move(change);
        }
    }
    return Prepared{{Api::patchUser(Domain::UserId(edited.object.id), Json::write(body)).wire}, Json::write(promise)};
}

Outcome<Prepared> prepareApplication(const Edited &edited)
{
    Json::Value body = Json::Value::object();
    Json::Value promise = edited.wanted;
    for (const auto &member : edited.wanted.items()) {
        const auto old = edited.now.find(member.key());
        if (member.key() != "client_metadata" && (old == edited.now.end() || !Json::isSame(*old, member.value()))) {
            body[member.key()] = member.value();
        }
    }
    for (const auto &member : edited.now.items()) {
        if (member.key() != "client_metadata" && !edited.wanted.contains(member.key())) {
            body[member.key()] = nullptr;
        }
    }
    const Json::Value &now = objectAt(edited.now, "client_metadata");
    Json::Value metadata = changedMembers(now, objectAt(edited.wanted, "client_metadata"));
    if (!metadata.empty()) {
        promise["client_metadata"] = afterMerging(now, metadata);
        body["client_metadata"] = std::move(metadata);
    }
    return Prepared{{Api::patchApplication(Domain::ApplicationId(edited.object.id), Json::write(body)).wire},
                    Json::write(promise)};
}

} // namespace Change
