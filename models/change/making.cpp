#include "change/making.h"

#include "change/metadatarules.h"
#include "change/preparing.h"
#include "change/translation.h"

#include "api/requests/applicationrequests.h"
#include "api/requests/connectionrequests.h"
#include "api/requests/organizationrequests.h"
#include "json/leaves.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

/// "~" stands unencoded in a path, and begins no id of Auth0's.
constexpr QLatin1StringView standInStart("~new.");

constexpr std::array connectionOptions{
    "passwordPolicy",
    "password_complexity_options",
    "password_history",
    "password_no_personal_info",
    "password_dictionary",
    "password_options",
    "disable_signup",
    "disable_self_service_change_password",
    "requires_username",
    "validation",
    "attributes",
    "precedence",
    "authentication_methods",
    "passkey_options",
    "brute_force_protection",
    "mfa",
    "non_persistent_attrs",
};

constexpr std::array applicationMembers{
    "app_type",
    "grant_types",
    "token_endpoint_auth_method",
    "oidc_conformant",
    "is_first_party",
    "refresh_token",
    "organization_usage",
    "organization_require_behavior",
    "cross_origin_authentication",
    "sso_disabled",
    "require_pushed_authorization_requests",
};

template <std::size_t N> Json::Value picked(const Json::Value &from, const std::array<const char *, N> &members)
{
    Json::Value result = Json::Value::object();
    for (const char *member : members) {
        if (const Json::Value *value = Json::memberAt(from, member); value && !value->is_null()) {
            result[member] = *value;
        }
    }
    return result;
}

/// The members that an item's changes make.
Json::Value membersOf(const PlanItem &item)
{
    return Json::merge(Json::Value::object(), item.changes).value;
}

Obstacle invalid(const QString &reason)
{
    return {Obstacle::Kind::Invalid, reason, {}};
}

Outcome<Prepared> prepareCreation(const PlanItem &item)
{
    const Json::Value body = membersOf(item);
    const ObjectKind kind = item.object.kind;
    if (const auto problem = nameProblem(kind, Json::stringAt(body, "name"))) {
        return tl::make_unexpected(invalid(*problem));
    }
    if (const auto problem = metadataProblem(kind, Json::Value::object(), body)) {
        return tl::make_unexpected(invalid(*problem));
    }
    const QByteArray text = Json::write(body);
    const Api::WireRequest request = kind == ObjectKind::Connection ? Api::createConnection(text).wire
        : kind == ObjectKind::Application                           ? Api::createApplication(text).wire
                                                                    : Api::createOrganization(text).wire;
    Prepared prepared{{request}, text};
    prepared.readMade = [kind](const Api::WireReply &reply) { return readMade(kind, reply); };
    return prepared;
}

Outcome<Prepared> prepareRemoval(const ObjectRef &object)
{
    switch (object.kind) {
    case ObjectKind::Connection:
        return Prepared{{Api::removeConnection(Domain::ConnectionId(object.id)).wire}, {}};
    case ObjectKind::Application:
        return Prepared{{Api::removeApplication(Domain::ApplicationId(object.id)).wire}, {}};
    case ObjectKind::Organization:
        return Prepared{{Api::removeOrganization(Domain::OrganizationId(object.id)).wire}, {}};
    default:
        return tl::make_unexpected(Obstacle{Obstacle::Kind::NotEditable, tr("Tenantry does not delete that."), {}});
    }
}

} // namespace

QString standInFor(ObjectKind kind)
{
    return standInStart + wordOf(kind);
}

bool isStandIn(const QString &id)
{
    return id.startsWith(standInStart);
}

PlanItem resolved(PlanItem item, const MadeIds &ids)
{
    if (ids.isEmpty()) {
        return item;
    }
    item.object.id = ids.value(item.object.id, item.object.id);
    for (Json::LeafChange &change : item.changes) {
        QStringList tokens = change.pointer.tokens();
        for (QString &token : tokens) {
            if (const auto known = ids.constFind(token); known != ids.cend()) {
                item.names.insert(*known, item.names.value(token));
                token = *known;
            }
        }
        change.pointer = Json::Pointer(tokens);
    }
    return item;
}

QString openStandIn(const PlanItem &item)
{
    if (!item.creation && isStandIn(item.object.id)) {
        return item.object.id;
    }
    for (const Json::LeafChange &change : item.changes) {
        const QStringList &tokens = change.pointer.tokens();
        const auto open = std::find_if(tokens.cbegin(), tokens.cend(), &isStandIn);
        if (open != tokens.cend()) {
            return *open;
        }
    }
    return {};
}

Json::Value copiedMembers(ObjectKind kind, const Json::Value &model)
{
    if (kind == ObjectKind::Connection) {
        const Json::Value *options = Json::memberAt(model, "options");
        return {{"strategy", "auth0"},
                {"options", options ? picked(*options, connectionOptions) : Json::Value::object()}};
    }
    if (kind != ObjectKind::Application) {
        return Json::Value::object();
    }
    Json::Value members = picked(model, applicationMembers);
    const Json::Value *jwt = Json::memberAt(model, "jwt_configuration");
    if (const QString algorithm = jwt ? Json::stringAt(*jwt, "alg") : QString(); !algorithm.isEmpty()) {
        members["jwt_configuration"] = {{"alg", algorithm.toStdString()}};
    }
    return members;
}

QByteArray digestOf(ObjectKind kind, const QByteArray &model)
{
    const auto object = Json::parse(model);
    const QByteArray text = object ? Json::write(copiedMembers(kind, *object)) : QByteArray();
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
}

Outcome<Prepared> prepareMaking(const PlanItem &item)
{
    return item.creation ? prepareCreation(item) : prepareRemoval(item.object);
}

Api::Outcome<Made> readMade(ObjectKind kind, const Api::WireReply &reply)
{
    const auto object = Json::parse(reply.body);
    const bool isApplication = kind == ObjectKind::Application;
    const QString id = object ? Json::stringAt(*object, isApplication ? "client_id" : "id") : QString();
    if (id.isEmpty()) { // without the answer's words, which may hold a secret
        Api::ApiError error;
        error.kind = Api::ApiError::Kind::BadResponse;
        error.httpStatus = reply.status;
        error.message = tr("The answer names no id.");
        error.unknownOutcome = true;
        return tl::make_unexpected(error);
    }
    const QString secret = isApplication ? Json::stringAt(*object, "client_secret") : QString();
    return Made{id, secret.isEmpty() ? Api::Secret() : Api::Secret(secret.toUtf8())};
}

std::optional<QString> nameProblem(ObjectKind kind, const QString &name)
{
    // OpenAPI: CreateConnectionRequestContent, CreateOrganizationRequestContent, CreateClientRequestContent.
    static const QRegularExpression connection(u"^[a-zA-Z0-9](-[a-zA-Z0-9]|[a-zA-Z0-9])*$"_s);
    static const QRegularExpression organization(u"^[a-z0-9][a-z0-9_-]*$"_s);
    constexpr qsizetype longestConnection = 128;
    constexpr qsizetype longestOrganization = 50;
    if (name.isEmpty()) {
        return tr("A name is missing.");
    }
    switch (kind) {
    case ObjectKind::Connection:
        return connection.match(name).hasMatch() && name.size() <= longestConnection
            ? std::nullopt
            : std::optional(tr("“%1” is no name of a connection: letters, digits and single hyphens between them, up "
                               "to 128. It cannot be changed later.")
                                .arg(name));
    case ObjectKind::Organization:
        return organization.match(name).hasMatch() && name.size() <= longestOrganization
            ? std::nullopt
            : std::optional(tr("“%1” is no name of an organization: small letters, digits, - and _, up to 50, a letter "
                               "or a digit first.")
                                .arg(name));
    default:
        return name.contains(u'<') || name.contains(u'>') || name.trimmed() != name
            ? std::optional(tr("“%1” is no name of an application: it can hold neither < nor >, nor begin or end with "
                               "a blank.")
                                .arg(name))
            : std::nullopt;
    }
}

} // namespace Change
