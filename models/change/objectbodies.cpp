#include "change/bodies.h"
#include "change/translation.h"

#include "api/requests/connectionrequests.h"
#include "api/requests/organizationrequests.h"
#include "policy/policyplacing.h"
#include "policy/policyrefusal.h"
#include "json/organization_json.h"

#include <algorithm>

namespace Change {

namespace {

bool holds(const Json::Value &options, const std::string &member)
{
    const auto found = options.find(member);
    return found != options.end() && !found->is_null();
}

/// Since `options` are sent whole, whatever Auth0 holds of them must survive that.
std::optional<Obstacle> obstacleToOptions(const Edited &edited)
{
    const Json::Value *now = Json::memberAt(edited.now, "options");
    const QString strategy = Json::stringAt(edited.now, "strategy");
    if (const auto refusal = Policy::refusalOf(now, strategy)) {
        const bool isMissing = refusal->kind == Policy::Refusal::Kind::NoOptions;
        return Obstacle{isMissing ? Obstacle::Kind::NoOptions : Obstacle::Kind::Unsafe, refusal->reason, {}};
    }
    const Json::Value &wanted = edited.wanted["options"];
    const QList<std::string> &legacy = Policy::legacyMembers();
    const bool holdsLegacy = std::any_of(legacy.cbegin(), legacy.cend(),
                                         [&wanted](const std::string &member) { return holds(wanted, member); });
    if (holdsLegacy && holds(wanted, "password_options")) {
        return Obstacle{Obstacle::Kind::Invalid,
                        tr("The connection would be sent a legacy and a flexible password policy in one request, "
                           "which Auth0 refuses. Choose which of the two to keep."),
                        {}};
    }
    return std::nullopt;
}

} // namespace

Outcome<Prepared> prepareConnection(const Edited &edited)
{
    Json::Value body = changedMembers(edited.now, edited.wanted);
    if (body.contains("options")) {
        if (auto obstacle = obstacleToOptions(edited)) {
            return tl::make_unexpected(*std::move(obstacle));
        }
    }
    // Whether Auth0 merges a connection's metadata is not documented: it is sent whole.
    if (body.contains("metadata") && body["metadata"].is_null()) {
        body["metadata"] = Json::Value::object();
    }
    Json::Value promise = edited.wanted;
    for (const char *flag :
         {"show_as_button", "is_domain_connection"}) { // off where they are not there; no null is taken
        if (body.contains(flag) && body[flag].is_null()) {
            body[flag] = false;
            promise[flag] = false;
        }
    }
    if (body.contains("authentication") && !body["authentication"].contains("active")) { // on where it is not said
        body["authentication"] = {{"active", true}};
        promise["authentication"] = body["authentication"];
    }
    // An omitted display name falls back to the name (OpenAPI): the present one goes along.
    if (const Json::Value *name = Json::memberAt(edited.wanted, "display_name"); name && name->is_string()) {
        body["display_name"] = *name;
    }
    return Prepared{{Api::patchConnection(Domain::ConnectionId(edited.object.id), Json::write(body)).wire},
                    Json::write(promise)};
}

Outcome<Prepared> prepareOrganization(const Edited &edited)
{
    Json::Value body = changedMembers(edited.now, edited.wanted);
    if (body.contains("metadata") && body["metadata"].is_null()) {
        body["metadata"] = Json::Value::object();
    }
    Json::Value promise = edited.wanted;
    if (body.contains("branding") && body["branding"].is_null()) { // Auth0 takes an empty one, and no null (OpenAPI)
        body["branding"] = Json::Value::object();
        promise["branding"] = Json::Value::object();
    }
    return Prepared{{Api::patchOrganization(Domain::OrganizationId(edited.object.id), Json::write(body)).wire},
                    Json::write(promise)};
}

Outcome<Prepared> prepareConnectionClients(const Edited &edited)
{
    QList<Api::ClientSwitch> switches;
    const Json::Value body = changedMembers(edited.now, edited.wanted);
    for (const auto &member : body.items()) {
        switches.append({Domain::ApplicationId(Json::toQString(member.key())), member.value() == true});
    }
    Prepared prepared{{}, Json::write(edited.wanted)};
    for (const auto &request : Api::patchConnectionClients(Domain::ConnectionId(edited.object.id), switches)) {
        prepared.requests.append(request.wire);
    }
    return prepared;
}

/// What goes, goes first: Auth0 refuses one connection more where the organization is full.
Outcome<Prepared> prepareOrganizationConnections(const Edited &edited)
{
    const Domain::OrganizationId organization(edited.object.id);
    Prepared prepared{{}, Json::write(edited.wanted)};
    QList<Api::WireRequest> remaining;
    const Json::Value body = changedMembers(edited.now, edited.wanted);
    for (const auto &member : body.items()) {
        const Json::Value &wanted = member.value();
        const auto connection = Json::readSwitches(Domain::ConnectionId(Json::toQString(member.key())), wanted);
        if (wanted.is_null()) {
            prepared.requests.append(Api::removeOrganizationConnection(organization, connection.connection).wire);
        } else if (edited.now.contains(member.key())) {
            remaining.append(Api::patchOrganizationConnection(organization, connection).wire);
        } else {
            remaining.append(Api::addOrganizationConnection(organization, connection).wire);
        }
    }
    prepared.requests.append(remaining);
    return prepared;
}

/// A request for each organization, since one that is refused must not take the others along.
Outcome<Prepared> prepareUserOrganizations(const Edited &edited)
{
    const Domain::UserId user(edited.object.id);
    Prepared prepared{{}, Json::write(edited.wanted)};
    const Json::Value body = changedMembers(edited.now, edited.wanted);
    for (const auto &member : body.items()) {
        const Domain::OrganizationId organization(Json::toQString(member.key()));
        prepared.requests.append(member.value().is_null() ? Api::removeOrganizationMembers(organization, {user}).wire
                                                          : Api::addOrganizationMembers(organization, {user}).wire);
    }
    return prepared;
}

} // namespace Change
