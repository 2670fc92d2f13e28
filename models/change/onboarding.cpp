#include "change/onboarding.h"

#include "change/metadatarules.h"
#include "change/translation.h"
#include "json/leaves.h"
#include "json/value.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

void setText(Json::Value &object, const char *key, const QString &text)
{
    if (!text.isEmpty()) {
        object[key] = text.toStdString();
    }
}

void setMetadata(Json::Value &object, const char *key, const MetadataTexts &texts)
{
    for (auto text = texts.cbegin(); text != texts.cend(); ++text) {
        object[key][text.key().toStdString()] = text.value().toStdString();
    }
}

PlanItem creationOf(ObjectKind kind, const QString &name, const Json::Value &body, const ObjectRef &model = {},
                    const QByteArray &modelText = {})
{
    PlanItem item{{kind, standInFor(kind), name}, Json::leafChanges(Json::Value::object(), body), "{}"};
    item.creation = Creation{model, model.id.isEmpty() ? QByteArray() : digestOf(kind, modelText)};
    return item;
}

constexpr auto flexibleMember = "password_options";

bool isLegacyMember(const std::string &name)
{
    return QByteArrayView(name).startsWith("password") && name != flexibleMember;
}

/// As it would be copied.
bool holdsBoth(const Json::Value &options)
{
    return options.contains(flexibleMember)
        && std::any_of(options.items().begin(), options.items().end(),
                       [](const auto &member) { return isLegacyMember(member.key()); });
}

void keepPolicy(Json::Value &options, Domain::PolicyGeneration kept)
{
    if (kept == Domain::PolicyGeneration::Legacy) {
        options.erase(flexibleMember);
        return;
    }
    Json::Value others = Json::Value::object();
    for (const auto &member : options.items()) {
        if (!isLegacyMember(member.key())) {
            others[member.key()] = member.value();
        }
    }
    options = others;
}

Json::Value connectionBody(const NewConnection &wanted)
{
    Json::Value body{{"name", wanted.name.toStdString()}};
    setText(body, "display_name", wanted.displayName);
    const auto model = Json::parse(wanted.modelText);
    Json::Value copied = copiedMembers(ObjectKind::Connection, model ? *model : Json::Value::object());
    if (wanted.policy && holdsBoth(copied["options"])) {
        keepPolicy(copied["options"], *wanted.policy);
    }
    for (const auto &member : copied.items()) {
        body[member.key()] = member.value();
    }
    setMetadata(body, "metadata", wanted.metadata);
    return body;
}

Json::Value applicationBody(const NewApplication &wanted)
{
    Json::Value body{{"name", wanted.name.toStdString()}};
    const auto model = Json::parse(wanted.modelText);
    const Json::Value copied = copiedMembers(ObjectKind::Application, model ? *model : Json::Value::object());
    for (const auto &member : copied.items()) {
        body[member.key()] = member.value();
    }
    for (const QString &callback : wanted.callbacks) {
        body["callbacks"].push_back(callback.toStdString());
    }
    setMetadata(body, "client_metadata", wanted.metadata);
    return body;
}

Json::Value organizationBody(const NewOrganization &wanted)
{
    Json::Value body{{"name", wanted.name.toStdString()}};
    setText(body, "display_name", wanted.displayName);
    if (!wanted.logo.isEmpty()) {
        body["branding"]["logo_url"] = wanted.logo.toStdString();
    }
    if (!wanted.primary.isEmpty() && !wanted.background.isEmpty()) {
        body["branding"]["colors"]
            = {{"primary", wanted.primary.toStdString()}, {"page_background", wanted.background.toStdString()}};
    }
    setMetadata(body, "metadata", wanted.metadata);
    return body;
}

/// An edit of a relation that has nothing yet.
PlanItem relation(ObjectKind kind, const ObjectRef &of)
{
    return {{kind, of.id, of.name}, {}, "{}"};
}

void turnOn(PlanItem &item, const ObjectRef &other, const QByteArray &value = "true")
{
    item.changes.append({Json::Pointer({other.id}), std::nullopt, value, std::nullopt});
    item.names.insert(other.id, other.name);
}

QByteArray membership(bool assigns, bool shows)
{
    return Json::write({{"assign_membership_on_login", assigns}, {"show_as_button", shows}});
}

void checkMetadata(QStringList &problems, const MetadataTexts &texts, int mostKeys, const QString &of)
{
    if (texts.size() > mostKeys) {
        problems.append(tr("Auth0 keeps %1 keys in the metadata of %2; there are %3. Take some out.")
                            .arg(mostKeys)
                            .arg(of)
                            .arg(texts.size()));
    }
    for (auto text = texts.cbegin(); text != texts.cend(); ++text) {
        if (text.key().size() > maximumMetadataText || text.value().size() > maximumMetadataText) {
            problems.append(
                tr("A key and a text of metadata have up to 255 characters. Shorten “%1”.").arg(text.key()));
        }
    }
}

bool isColor(const QString &text)
{
    static const QRegularExpression color(u"^#[0-9a-fA-F]{6}$"_s);
    return color.match(text).hasMatch();
}

void checkOrganization(QStringList &problems, const NewOrganization &wanted, bool hasNewConnection)
{
    constexpr qsizetype mostConnections = 10; // auth0.md 4.2
    if (wanted.connections.size() + (hasNewConnection ? 1 : 0) > mostConnections) {
        problems.append(tr("An organization takes 10 connections. Leave some out."));
    }
    if (!wanted.logo.isEmpty() && (!QUrl(wanted.logo).isValid() || QUrl(wanted.logo).scheme() != "https"_L1)) {
        problems.append(tr("The logo is fetched by browsers: give its whole address, which begins with https://."));
    }
    if (wanted.primary.isEmpty() != wanted.background.isEmpty()) {
        problems.append(tr("Auth0 takes both colours or none. Give the other one, or take this one out."));
    }
    for (const QString &color : {wanted.primary, wanted.background}) {
        if (!color.isEmpty() && !isColor(color)) {
            problems.append(tr("“%1” is no colour. Write it as #rrggbb.").arg(color));
        }
    }
    checkMetadata(problems, wanted.metadata, maximumOrganizationMetadataKeys, tr("an organization"));
}

void appendConnection(Plan &plan, const Onboarding &wanted)
{
    const NewConnection &connection = *wanted.connection;
    const ObjectRef made{ObjectKind::Connection, standInFor(ObjectKind::Connection), connection.name};
    PlanItem item
        = creationOf(made.kind, made.name, connectionBody(connection), connection.model, connection.modelText);
    item.notes = {tr("Made like %1: its password policy, attributes and switches; none of its users, scripts or "
                     "secrets. The name cannot be changed later.")
                      .arg(described(connection.model))};
    plan.items.append(item);
    PlanItem clients = relation(ObjectKind::ConnectionClients, made);
    for (const ObjectRef &application : connection.applications) {
        turnOn(clients, application);
    }
    if (wanted.application) {
        turnOn(clients, {ObjectKind::Application, standInFor(ObjectKind::Application), wanted.application->name});
    }
    if (!clients.changes.isEmpty()) {
        plan.items.append(clients);
    }
}

void appendApplication(Plan &plan, const NewApplication &application)
{
    PlanItem item = creationOf(ObjectKind::Application, application.name, applicationBody(application),
                               application.model, application.modelText);
    item.notes = {tr("Made like %1: its type, grants and switches; none of its secrets and addresses. Auth0 gives it a "
                     "secret of its own, which is shown once.")
                      .arg(described(application.model))};
    plan.items.append(item);
}

void appendSwitches(Plan &plan, const NewApplication &application)
{
    const ObjectRef made{ObjectKind::Application, standInFor(ObjectKind::Application), application.name};
    for (const ObjectRef &connection : application.connections) {
        PlanItem item = relation(ObjectKind::ConnectionClients, connection);
        turnOn(item, made);
        plan.items.append(item);
    }
    for (const ObjectRef &connection : application.turnedOff) {
        PlanItem item = relation(ObjectKind::ConnectionClients, connection);
        item.seen = Json::write({{made.id.toStdString(), true}});
        item.changes = {{Json::Pointer({made.id}), QByteArray("true"), std::nullopt, std::nullopt}};
        item.names.insert(made.id, made.name);
        plan.items.append(item);
    }
}

void appendOrganization(Plan &plan, const Onboarding &wanted)
{
    const NewOrganization &organization = *wanted.organization;
    const ObjectRef made{ObjectKind::Organization, standInFor(ObjectKind::Organization), organization.name};
    plan.items.append(creationOf(made.kind, made.name, organizationBody(organization)));
    PlanItem connections = relation(ObjectKind::OrganizationConnections, made);
    if (wanted.connection) {
        turnOn(connections, {ObjectKind::Connection, standInFor(ObjectKind::Connection), wanted.connection->name},
               membership(organization.assignsMembership, organization.showsButton));
    }
    for (const ObjectRef &connection : organization.connections) {
        turnOn(connections, connection, membership(false, true)); // who signs in there may be anybody
    }
    if (!connections.changes.isEmpty()) {
        plan.items.append(connections);
    }
}

} // namespace

std::optional<QString> modelProblem(ObjectKind kind, const QByteArray &model)
{
    const auto object = Json::parse(model);
    if (!object) {
        return tr("Choose what it is to be like.");
    }
    if (kind != ObjectKind::Connection) {
        return std::nullopt;
    }
    const Json::Value *options = Json::memberAt(*object, "options");
    if (Json::stringAt(*object, "strategy") != "auth0"_L1) {
        return tr("It is no database of Auth0's. Choose one.");
    }
    if (!options) {
        return tr("Auth0 sent it without its options, so that nothing can be copied. Grant read:connections_options to "
                  "the application of this profile, then read again.");
    }
    if (Json::boolAt(*options, "enabledDatabaseCustomization").value_or(false)) {
        return tr("It has a database of its own with scripts and secrets, which are not copied. Choose another.");
    }
    return std::nullopt;
}

bool holdsBothPolicies(const QByteArray &model)
{
    const auto object = Json::parse(model);
    return object && holdsBoth(copiedMembers(ObjectKind::Connection, *object)["options"]);
}

QStringList problemsOf(const Onboarding &onboarding)
{
    QStringList problems;
    const auto check = [&problems](const std::optional<QString> &problem) {
        if (problem) {
            problems.append(*problem);
        }
    };
    if (onboarding.customer.trimmed().isEmpty()) {
        return {tr("Say what the customer is called.")};
    }
    if (onboarding.connection) {
        check(nameProblem(ObjectKind::Connection, onboarding.connection->name));
        check(modelProblem(ObjectKind::Connection, onboarding.connection->modelText));
        if (!onboarding.connection->policy && holdsBothPolicies(onboarding.connection->modelText)) {
            problems.append(tr("The connection it is made like holds a legacy and a flexible password policy, of which "
                               "Auth0 takes one. Choose which is copied."));
        }
        checkMetadata(problems, onboarding.connection->metadata, maximumConnectionMetadataKeys, tr("a connection"));
    }
    if (onboarding.application) {
        check(nameProblem(ObjectKind::Application, onboarding.application->name));
        check(modelProblem(ObjectKind::Application, onboarding.application->modelText));
        checkMetadata(problems, onboarding.application->metadata, maximumClientMetadataKeys, tr("an application"));
    }
    if (onboarding.organization) {
        check(nameProblem(ObjectKind::Organization, onboarding.organization->name));
        checkOrganization(problems, *onboarding.organization, onboarding.connection.has_value());
    }
    return problems;
}

Plan onboardingPlan(const Onboarding &onboarding, const PlanTenant &tenant)
{
    Plan plan = newPlan(tr("Onboard %1").arg(onboarding.customer), tenant);
    plan.customer = onboarding.customer;
    if (onboarding.application) {
        appendApplication(plan, *onboarding.application);
    }
    if (onboarding.connection) {
        appendConnection(plan, onboarding);
    }
    if (onboarding.application) {
        appendSwitches(plan, *onboarding.application);
    }
    if (onboarding.organization) {
        appendOrganization(plan, onboarding);
    }
    plan.notes = {tr("Ids that begin with ~new stand for those that Auth0 will give."),
                  tr("Taking it back deletes what this makes, as long as it holds no users.")};
    return plan;
}

} // namespace Change
