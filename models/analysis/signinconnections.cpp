#include "analysis/context.h"
#include "analysis/signincauses.h"
#include "analysis/signincustomers.h"
#include "analysis/translation.h"
#include "domain/locklimit.h"
#include "json/value.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

using Place = SignInContext::Place;
using Which = SignInContext::Which;

/// Those that were read.
QList<const Domain::Connection *> connectionsOf(const QList<const Place *> &places)
{
    QList<const Domain::Connection *> connections;
    for (const Place *place : places) {
        if (place->connection) {
            connections.append(place->connection);
        }
    }
    return connections;
}

/// With another user they can come in, so that this one need not be what keeps them out.
Likelihood unlessOpen(const SignInContext &context)
{
    return context.hasOpenPlace() ? Likelihood::Possible : Likelihood::Certain;
}

/// Where the fix would let one customer's users in to another's, the person may as well mean another place.
Likelihood unlessCrossing(Likelihood likelihood, const SignInFix &fix)
{
    return fix.crossing.isEmpty() ? likelihood : std::max(likelihood, Likelihood::Likely);
}

QString whereIs(const QList<const Place *> &places)
{
    QStringList names;
    for (const Place *place : places) {
        names.append(place->account.connection);
    }
    return tr("The account is in %1.").arg(someOf(names));
}

/// Of a third party's application. Making a connection a domain-level one opens it to every such application.
void lookAtDomainLevel(const QList<const Place *> &places, Diagnosis &diagnosis)
{
    const QList<const Domain::Connection *> known = connectionsOf(places);
    if (known.size() < places.size()
        || std::any_of(known.begin(), known.end(), [](auto *one) { return one->isDomainConnection.value_or(false); })) {
        return; // what was not read may be one
    }
    const Domain::Connection &connection = *known.first();
    const bool isEnabled
        = std::any_of(places.begin(), places.end(), [](const Place *place) { return place->isEnabled; });
    QStringList evidence{
        whereIs(places),
        tr("“is_first_party” of the application is false, “is_domain_connection” of the connection too.")};
    if (isEnabled) {
        evidence.append(tr("It is enabled for the application. Auth0's documents differ on whether that is enough."));
    }
    diagnosis.causes.append(
        {u"connection.not-enabled"_s,
         isEnabled ? Likelihood::Possible : Likelihood::Likely,
         subjectOf(connection),
         tr("The connection “%1” is not open to third-party applications.").arg(connection.name),
         evidence,
         tr("Ask first whether the person is to use this application. If so, make “%1” a domain-level connection by "
            "editing it: every third-party application can then use it.")
             .arg(connection.name),
         {}});
}

void lookAtEnabling(const SignInContext &context, const FoundUser &user, Diagnosis &diagnosis)
{
    const QList<const Place *> places = context.placesOf(user);
    if (context.isThirdParty() && !places.isEmpty()) {
        return lookAtDomainLevel(places, diagnosis);
    }
    if (places.isEmpty()
        || std::any_of(places.begin(), places.end(), [](const Place *place) { return place->isEnabled; })) {
        return;
    }
    SignInFix fix{SignInFix::Kind::EnableConnection, context.applicationSubject()};
    const Domain::Connection *telling = tellingConnection(context.facts, fix, connectionsOf(places));
    const auto chosen = std::find_if(places.begin(), places.end(),
                                     [telling](const Place *place) { return place->connection == telling; });
    const Place &place = **chosen;
    const QString name = place.account.connection;
    if (telling) {
        fix.connection = telling->id.text();
        fix.connectionName = name;
        fix.crossing = crossingText(context.facts, fix, *telling);
        if (fix.crossing.isEmpty()) { // nobody's connection, and of the user another account may tell whose they are
            fix.crossing
                = strangerText(context.facts, fix, *telling, connectionsOf(context.placesOf(user, Which::All)));
        }
    } else {
        fix = {};
    }
    QStringList evidence{whereIs(places)};
    evidence.append(enabledText(*context.facts.enabled));
    if (!fix.crossing.isEmpty()) {
        evidence.append(fix.crossing);
    }
    const Domain::FindingSubject subject = place.connection
        ? subjectOf(*place.connection)
        : Domain::FindingSubject{Domain::FindingSubject::Kind::Connection, {}, name};
    if (!place.isUsed) {
        evidence.append(tr("“%1” is enabled for no application at all.").arg(name));
    }
    const QString note = place.connection ? lockNote(context.facts, *place.connection) : QString();
    if (!note.isEmpty() && databasesOf(context.facts) >= Domain::lockLimit) {
        evidence.append(note);
    }
    const QString advice
        = tr("Enable the connection for the application, if everybody in it is to come in there. Else the person "
             "belongs to another application, or needs another account.");
    diagnosis.causes.append({place.isUsed ? u"connection.not-enabled"_s : u"connection.disabled"_s,
                             unlessCrossing(unlessOpen(context), fix), subject,
                             place.isUsed ? tr("The connection “%1” is not enabled for the application.").arg(name)
                                          : tr("The connection “%1” is disabled.").arg(name),
                             evidence,
                             fix.crossing.isEmpty()
                                 ? advice
                                 : tr("Ask first which application the person means: this one is another customer's. "
                                      "%1")
                                       .arg(advice),
                             fix});
}

/// The connection is enabled, and takes no sign-ins, or no passwords.
void lookAtPurpose(const SignInContext &context, const FoundUser &user, Diagnosis &diagnosis)
{
    bool isOpen = false;
    QList<Cause> closed;
    for (const Place *place : context.placesOf(user)) {
        if (!place->isEnabled) {
            continue;
        }
        const auto object = Json::parse(place->connection->original);
        const Json::Value *purpose = object ? Json::memberAt(*object, "authentication") : nullptr;
        const Json::Value *options = object ? Json::memberAt(*object, "options") : nullptr;
        const Json::Value *methods = options ? Json::memberAt(*options, "authentication_methods") : nullptr;
        const Json::Value *password = methods ? Json::memberAt(*methods, "password") : nullptr;
        const bool isOff = purpose && Json::boolAt(*purpose, "active") == false;
        const bool takesNone = password && Json::boolAt(*password, "enabled") == false;
        if (!isOff && !takesNone) {
            isOpen = true;
            continue;
        }
        closed.append({u"connection.disabled"_s,
                       isOff ? Likelihood::Certain : Likelihood::Likely,
                       subjectOf(*place->connection),
                       isOff ? tr("The connection “%1” is not for signing in.").arg(place->connection->name)
                             : tr("The connection “%1” takes no passwords.").arg(place->connection->name),
                       {isOff ? tr("“authentication.active” is false.")
                              : tr("“options.authentication_methods.password.enabled” is false.")},
                       isOff ? tr("Find out why the connection was taken off signing in, then use it again.")
                             : tr("Tell the person to sign in with a passkey or a code, or turn passwords on again in "
                                  "the connection's password policy."),
                       isOff ? SignInFix{SignInFix::Kind::UseConnection, subjectOf(*place->connection)} : SignInFix{}});
    }
    if (!isOpen) {
        diagnosis.causes += closed;
    }
}

/// What Auth0 logs where an application takes no organizations: "parameter organization is not allowed for this
/// client".
bool isRefusalOfOrganizations(const Domain::LogEvent &event)
{
    return event.description.contains("organization is not allowed for this client"_L1, Qt::CaseInsensitive);
}

/// Where nobody set it, which the OpenAPI calls "deny", only the log makes it certain.
void lookAtUsage(const SignInContext &context, const QString &usage, Diagnosis &diagnosis)
{
    const QList<Domain::LogEvent> logs = context.facts.logs.value_or(QList<Domain::LogEvent>());
    const bool isLogged = std::any_of(logs.cbegin(), logs.cend(), isRefusalOfOrganizations);
    if (usage.isEmpty() && !isLogged) {
        diagnosis.notes.append(tr("“organization_usage” of the application is not set. Auth0's default, “deny”, takes "
                                  "nobody through an organization: where the sign-in ends in “parameter organization "
                                  "is not allowed for this client”, that is why."));
        return;
    }
    if (usage != "deny"_L1 && !usage.isEmpty()) {
        return;
    }
    diagnosis.causes.append(
        {u"organization.not-allowed"_s,
         Likelihood::Certain,
         context.applicationSubject(),
         tr("The application takes nobody through an organization."),
         {usage.isEmpty() ? tr("“organization_usage” is not set, and the log says that organizations are not allowed.")
                          : tr("“organization_usage” is “%1”.").arg(usage)},
         tr("Let the application take people through organizations, or have the person sign in without one."),
         {SignInFix::Kind::AllowOrganizations, context.applicationSubject()}});
}

} // namespace

void lookAtConnections(const SignInContext &context, Diagnosis &diagnosis)
{
    const auto application = Json::parse(context.facts.application.original);
    if (application && !isForPeople(*application)) {
        diagnosis.causes.append({u"application.not-for-people"_s,
                                 Likelihood::Certain,
                                 context.applicationSubject(),
                                 tr("Nobody signs in to this application."),
                                 {tr("Its type is “%1”.").arg(context.facts.application.type)},
                                 tr("Find out which application the person means."),
                                 {}});
        return; // what is enabled for it makes nobody sign in
    }
    if (!context.facts.enabled) {
        return;
    }
    if (context.facts.enabled->isEmpty() && context.places.isEmpty() && !context.isThirdParty()) {
        diagnosis.causes.append({u"application.no-connections"_s,
                                 Likelihood::Certain,
                                 context.applicationSubject(),
                                 tr("No connection is enabled for the application."),
                                 {tr("Enabled connections: %1.").arg(0)},
                                 tr("Enable the connection that holds its users."),
                                 {SignInFix::Kind::ChooseConnections, context.applicationSubject()}});
    }
    for (const FoundUser &user : context.facts.users) {
        lookAtEnabling(context, user, diagnosis);
        lookAtPurpose(context, user, diagnosis);
    }
}

void lookAtOrganization(const SignInContext &context, Diagnosis &diagnosis)
{
    const SignInFacts &facts = context.facts;
    const auto application = Json::parse(facts.application.original);
    const QString usage = application ? Json::stringAt(*application, "organization_usage") : QString();
    if (!facts.organization) {
        if (usage == "require"_L1) {
            diagnosis.notes.append(tr("The application takes people only through an organization, and none was named: "
                                      "look again with the one that is meant."));
        }
        return;
    }
    const Domain::FindingSubject subject{Domain::FindingSubject::Kind::Organization, facts.organization->id.text(),
                                         facts.organization->name};
    lookAtUsage(context, usage, diagnosis);
    for (const FoundUser &user : facts.users) {
        const QList<const Place *> places = context.placesOf(user);
        const auto inside = std::find_if(places.begin(), places.end(),
                                         [](const Place *place) { return place->isInOrganization.value_or(false); });
        // The one that is enabled for the application, where there is one: both are needed.
        const auto enabled
            = std::find_if(places.begin(), places.end(), [](const Place *place) { return place->isEnabled; });
        const Place *place = enabled != places.end() ? *enabled : places.value(0);
        if (place && place->isInOrganization && inside == places.end()) {
            SignInFix fix{SignInFix::Kind::AddToOrganization, subject, place->connection->id.text(),
                          place->connection->name};
            fix.crossing = crossingText(facts, fix, *place->connection);
            QStringList evidence{whereIs(places),
                                 tr("Connections of the organization: %L1.").arg(facts.organizationConnections->size()),
                                 fix.crossing};
            evidence.removeAll(QString());
            diagnosis.causes.append(
                {u"organization.connection-missing"_s, unlessCrossing(unlessOpen(context), fix),
                 subjectOf(*place->connection),
                 tr("The connection “%1” is not among those of the organization “%2”.")
                     .arg(place->account.connection, facts.organization->name),
                 evidence,
                 fix.crossing.isEmpty()
                     ? tr("Add the connection to the organization.")
                     : tr(
                         "Ask first which organization the person means. If it is this one, add the connection to it."),
                 fix});
        }
        if (!user.organizations || user.organizations->contains(facts.organization->id.text())) {
            continue;
        }
        if (inside != places.end()) {
            const Domain::OrganizationConnection *entry = entryOf(facts, (*inside)->connection->id);
            if (entry->assignMembershipOnLogin.value_or(false)) {
                diagnosis.notes.append(tr("The user is no member of “%1” yet, and becomes one by signing in.")
                                           .arg(facts.organization->name));
                continue;
            }
        }
        // Else signing in may make them a member.
        const bool isRead = facts.organizationConnections
            && std::all_of(places.begin(), places.end(),
                           [](const Place *one) { return one->isInOrganization.has_value(); });
        QStringList evidence{
            tr("Organizations of the user: %L1. This one is not among them.").arg(user.organizations->size())};
        if (isRead) {
            evidence.append(tr("Nobody becomes a member by signing in through the user's connection."));
        }
        // The one person, not everybody of the connection: that may be shared with other customers.
        SignInFix fix{SignInFix::Kind::AddMember, subjectOf(user.user)};
        fix.organization = subject.id;
        fix.organizationName = subject.name;
        const QList<const Domain::Connection *> all = connectionsOf(context.placesOf(user, Which::All));
        if (const Domain::Connection *telling = tellingConnection(facts, fix, all)) {
            fix.crossing = crossingText(facts, fix, *telling);
        }
        if (!fix.crossing.isEmpty()) {
            evidence.append(fix.crossing);
        }
        diagnosis.causes.append(
            {u"organization.not-member"_s,
             !isRead ? Likelihood::Possible
                     : unlessCrossing(facts.users.size() == 1 ? Likelihood::Certain : Likelihood::Likely, fix),
             subjectOf(user.user), tr("The user is no member of the organization “%1”.").arg(facts.organization->name),
             evidence,
             tr("Make the user a member of the organization, if the person belongs to it. Where everybody of a "
                "connection does, “assign_membership_on_login” of that connection makes them members by signing in."),
             fix});
    }
}

} // namespace Analysis
