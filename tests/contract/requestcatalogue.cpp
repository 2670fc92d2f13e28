#include "contract/requestcatalogue.h"

#include "api/requests/applicationrequests.h"
#include "api/requests/connectionrequests.h"
#include "api/requests/exportrequests.h"
#include "api/requests/logrequests.h"
#include "api/requests/organizationpartrequests.h"
#include "api/requests/organizationrequests.h"
#include "api/requests/supportrequests.h"
#include "api/requests/tenantrequests.h"
#include "api/requests/useraccessrequests.h"
#include "api/requests/userrequests.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Contract {

namespace {

using namespace Api;
using Paging::Checkpoint;
using Paging::Offset;

QString text(const Sandbox::Json &value)
{
    return QString::fromStdString(value.get<std::string>());
}

/// Collects requests under the name of their function.
class Catalogue
{
public:
    template <typename T> void add(const char *function, const char *variant, const Request<T> &request)
    {
        m_requests.append({QString::fromLatin1(function), QString::fromLatin1(variant), request.wire});
    }

    /// The first page of a source, and one behind a cursor or a page number.
    template <typename T> void addSource(const char *function, const ListSource<T> &source)
    {
        add(function, "first page", source.request({source.paging, source.pageSize, 0, {}}));
        if (source.paging == Offset)
            add(function, "second page", source.request({source.paging, source.pageSize, 1, {}}));
    }

    QList<CataloguedRequest> take() { return std::move(m_requests); }

private:
    QList<CataloguedRequest> m_requests;
};

/// The ids that the requests are about.
struct Subjects
{
    Domain::ApplicationId application;
    Domain::ConnectionId connection; ///< a database whose options may be written
    Domain::ConnectionId unusedConnection; ///< in no organization
    QByteArray options; ///< of `connection`
    Domain::OrganizationId organization;
    QString organizationName; ///< of `organization`
    Domain::OrganizationId goingOrganization; ///< that nothing else is asked of
    Domain::UserId user;
    QString email;
    Domain::UserId blocked; ///< by brute-force protection
    Domain::UserId enrolled; ///< with an authentication method
    QString method; ///< of `enrolled`
    Domain::UserId signedIn; ///< with sessions
    QString log;
    QString job; ///< an export of users
    QString customDomain;

    explicit Subjects(const Sandbox::TenantState &tenant)
    {
        for (const auto &client : tenant.clients.items())
            if (!client.value("global", false) && application.isEmpty())
                application = Domain::ApplicationId(text(client["client_id"]));
        for (const auto &each : tenant.connections.items()) {
            const bool plain = each["strategy"] == "auth0" && !each["options"].contains("enabledDatabaseCustomization");
            if (plain && connection.isEmpty()) {
                connection = Domain::ConnectionId(text(each["id"]));
                options = QByteArray::fromStdString(each["options"].dump());
            }
            if (plain)
                unusedConnection = Domain::ConnectionId(text(each["id"]));
        }
        organization = Domain::OrganizationId(text(tenant.organizations.items().front()["id"]));
        organizationName = text(tenant.organizations.items().front()["name"]);
        goingOrganization = Domain::OrganizationId(text(tenant.organizations.items().at(1)["id"]));
        const auto &person = tenant.users.items().front();
        user = Domain::UserId(text(person["user_id"]));
        email = text(person["email"]);
        blocked = Domain::UserId(QString::fromStdString(tenant.blocks.begin()->first));
        for (const auto &[owner, methods] : tenant.authenticationMethods)
            if (enrolled.isEmpty() && !methods.empty()) {
                enrolled = Domain::UserId(QString::fromStdString(owner));
                method = text(methods.front()["id"]);
            }
        signedIn = Domain::UserId(QString::fromStdString(tenant.sessions.begin()->first));
        log = text(tenant.logs.items().front()["log_id"]);
        job = text(tenant.jobs.items().front()["id"]);
        customDomain = text(tenant.customDomains.items().front()["domain"]);
    }
};

void addApplications(Catalogue &catalogue, const Subjects &of)
{
    ApplicationFilter filter;
    filter.isGlobal = false;
    filter.isFirstParty = true;
    filter.types = {u"spa"_s, u"regular_web"_s};
    filter.fields = {u"client_id"_s, u"name"_s};
    catalogue.add("listApplications", "checkpoint", listApplications({Checkpoint, 50, 0, {}}));
    catalogue.add("listApplications", "offset", listApplications({Offset, 50, 1, {}}));
    catalogue.add("listApplications", "filtered", listApplications({Checkpoint, 100, 0, {}}, filter));
    catalogue.addSource("allApplications", allApplications());
    catalogue.addSource("allApplications", allApplications(filter));
    catalogue.add("getApplication", "", getApplication(of.application));
    catalogue.add("patchApplication", "metadata",
                  patchApplication(of.application, R"({"client_metadata":{"customer":"acme","old":null}})"));
    catalogue.add("patchApplication", "organizations",
                  patchApplication(of.application, R"({"organization_usage":"allow"})"));
    catalogue.add("createApplication", "", createApplication(R"({"name":"Portal for Acme","app_type":"regular_web",
        "grant_types":["authorization_code"],"token_endpoint_auth_method":"client_secret_post","oidc_conformant":true,
        "jwt_configuration":{"alg":"RS256"},"callbacks":["https://acme.example/callback"],
        "client_metadata":{"customer":"acme"}})"));
    catalogue.add("removeApplication", "", removeApplication(Domain::ApplicationId(u"gone"_s)));
    catalogue.add("listCredentials", "", listCredentials(of.application));
    catalogue.add("listApplicationConnections", "",
                  listApplicationConnections(of.application, {Checkpoint, 100, 0, {}}));
    catalogue.addSource("allApplicationConnections", allApplicationConnections(of.application));
    catalogue.addSource("allApplicationConnections",
                        allApplicationConnections(of.application, {u"auth0"_s, u"samlp"_s}, {u"id"_s, u"name"_s}));
}

void addConnections(Catalogue &catalogue, const Subjects &of)
{
    ConnectionFilter filter;
    filter.strategies = {u"auth0"_s, u"google-oauth2"_s};
    filter.fields = {u"id"_s, u"name"_s, u"strategy"_s};
    ConnectionFilter byName;
    byName.name = u"Username-Password-Authentication"_s;
    catalogue.add("listConnections", "checkpoint", listConnections({Checkpoint, 50, 0, {}}));
    catalogue.add("listConnections", "offset", listConnections({Offset, 50, 1, {}}));
    catalogue.add("listConnections", "filtered", listConnections({Checkpoint, 100, 0, {}}, filter));
    catalogue.add("listConnections", "by name", listConnections({Checkpoint, 100, 0, {}}, byName));
    catalogue.addSource("allConnections", allConnections());
    catalogue.addSource("allConnections", allConnections(filter));
    catalogue.add("getConnection", "", getConnection(of.connection));
    catalogue.add("patchConnection", "purpose",
                  patchConnection(of.connection, R"({"authentication":{"active":true},"display_name":"Acme"})"));
    catalogue.add("patchConnection", "options", patchConnection(of.connection, "{\"options\":" + of.options + "}"));
    catalogue.add("listConnectionClients", "", listConnectionClients(of.connection, {Checkpoint, 50, 0, {}}));
    catalogue.addSource("allConnectionClients", allConnectionClients(of.connection));
    catalogue.add("createConnection", "", createConnection(R"({"name":"acme-onboarded","strategy":"auth0",
        "display_name":"Acme","options":{"passwordPolicy":"good","disable_signup":true,"brute_force_protection":true},
        "metadata":{"customer":"acme"}})"));
    catalogue.add("removeConnection", "", removeConnection(Domain::ConnectionId(u"con_0000000000gone"_s)));
    for (const auto &request : patchConnectionClients(of.connection, {{of.application, true}}))
        catalogue.add("patchConnectionClients", "one", request);
}

void addOrganizations(Catalogue &catalogue, const Subjects &of)
{
    const PageQuery checkpoint{Checkpoint, 50, 0, {}};
    const Domain::OrganizationConnection added{of.unusedConnection, true, std::nullopt, std::nullopt};
    const Domain::OrganizationConnection changed{of.unusedConnection, false, true, std::nullopt};
    catalogue.add("listOrganizations", "checkpoint", listOrganizations(checkpoint));
    catalogue.add("listOrganizations", "offset", listOrganizations({Offset, 50, 0, {}}));
    catalogue.addSource("allOrganizations", allOrganizations());
    catalogue.add("getOrganization", "", getOrganization(of.organization));
    catalogue.add("getOrganizationByName", "", getOrganizationByName(of.organizationName));
    catalogue.add("createOrganization", "", createOrganization(R"({"name":"acme-onboarded","display_name":"Acme",
        "branding":{"logo_url":"https://acme.example/logo.png",
                    "colors":{"primary":"#112233","page_background":"#ffffff"}},
        "metadata":{"customer":"acme"}})"));
    catalogue.add("removeOrganization", "", removeOrganization(of.goingOrganization));
    catalogue.add("patchOrganization", "", patchOrganization(of.organization, R"({"display_name":"Seen by a test"})"));
    catalogue.add("listOrganizationConnections", "", listOrganizationConnections(of.organization, {Offset, 50, 0, {}}));
    catalogue.addSource("allOrganizationConnections", allOrganizationConnections(of.organization));
    catalogue.addSource("allOrganizationLinks", allOrganizationLinks(of.organization));
    catalogue.addSource("allOrganizationGrants", allOrganizationGrants(of.organization));
    catalogue.addSource("allOrganizationDomains", allOrganizationDomains(of.organization));
    catalogue.add("addOrganizationConnection", "", addOrganizationConnection(of.organization, added));
    catalogue.add("patchOrganizationConnection", "", patchOrganizationConnection(of.organization, changed));
    catalogue.add("removeOrganizationConnection", "",
                  removeOrganizationConnection(of.organization, of.unusedConnection));
    catalogue.add("listOrganizationMembers", "", listOrganizationMembers(of.organization, checkpoint));
    catalogue.add("listOrganizationMembers", "with roles", listOrganizationMembers(of.organization, checkpoint, true));
    catalogue.addSource("allOrganizationMembers", allOrganizationMembers(of.organization));
    catalogue.add("addOrganizationMembers", "", addOrganizationMembers(of.organization, {of.user}));
    catalogue.add("listUserOrganizations", "", listUserOrganizations(of.user, {Offset, 50, 0, {}}));
    catalogue.addSource("allUserOrganizations", allUserOrganizations(of.user));
    catalogue.add("removeOrganizationMembers", "", removeOrganizationMembers(of.organization, {of.user}));
}

void addUsersAndLogs(Catalogue &catalogue, const Subjects &of)
{
    const UserSearch search{u"name:a*"_s, u"created_at:1"_s, {u"user_id"_s, u"email"_s}, true};
    const LogSearch failures{u"type:f*"_s, u"date:1"_s, {u"date"_s, u"type"_s}};
    catalogue.add("searchUsers", "all", searchUsers({}, {Offset, 100, 0, {}}));
    catalogue.add("searchUsers", "search", searchUsers(search, {Offset, 100, 1, {}}));
    catalogue.add("searchUsers", "unordered", searchUsers({{}, {}, {}, false}, {Offset, 100, 0, {}}));
    catalogue.add("searchUsers", "count and last login",
                  searchUsers({u"identities.connection:\"a b\""_s, u"last_login:-1"_s, {u"user_id"_s, u"last_login"_s}},
                              {Offset, 1, 0, {}}));
    catalogue.addSource("allUsers", allUsers(search));
    catalogue.add("getUser", "", getUser(of.user));
    catalogue.add("findUsersByEmail", "", findUsersByEmail(of.email));
    catalogue.addSource("allUsersByEmail", allUsersByEmail(of.email));
    catalogue.add("patchUser", "app_metadata",
                  patchUser(of.user, R"({"app_metadata":{"seen":{"by":"a test"},"old":null}})"));
    catalogue.add("patchUser", "blocked", patchUser(of.user, R"({"blocked":false})"));
    catalogue.add("searchLogs", "all", searchLogs({}, {Offset, 100, 0, {}}));
    catalogue.add("searchLogs", "search", searchLogs(failures, {Offset, 50, 1, {}}));
    catalogue.addSource("foundLogs", foundLogs(failures));
    catalogue.add("logsAfter", "", logsAfter(of.log));
    catalogue.addSource("allLogsAfter", allLogsAfter(of.log));
    catalogue.add("getLog", "", getLog(of.log));
    catalogue.add("listUserLogs", "", listUserLogs(of.user, {Offset, 50, 0, {}}));
}

/// Each list before what empties it.
void addSupport(Catalogue &catalogue, const Subjects &of)
{
    catalogue.add("listUserBlocks", "", listUserBlocks(of.blocked));
    catalogue.add("readUserBlocks", "", readUserBlocks(of.blocked));
    catalogue.add("removeUserBlocks", "", removeUserBlocks(of.blocked));
    catalogue.add("listAuthenticationMethods", "", listAuthenticationMethods(of.enrolled));
    catalogue.add("readSignInMethods", "", readSignInMethods(of.enrolled));
    catalogue.add("removeAuthenticationMethod", "", removeAuthenticationMethod(of.enrolled, of.method));
    catalogue.add("removeAuthenticationMethods", "", removeAuthenticationMethods(of.enrolled));
    catalogue.add("listSessions", "", listSessions(of.signedIn));
    catalogue.add("readUserSessions", "", readUserSessions(of.signedIn));
    catalogue.add("removeSessions", "", removeSessions(of.signedIn));
    catalogue.add("listRefreshTokens", "", listRefreshTokens(of.signedIn));
    catalogue.add("readRefreshTokens", "", readRefreshTokens(of.signedIn));
    catalogue.add("listUserRoles", "", listUserRoles(of.signedIn));
    catalogue.add("removeRefreshTokens", "", removeRefreshTokens(of.signedIn));
    catalogue.add("createUsersExport", "",
                  createUsersExport({{u"identities"_s, {}}, {u"app_metadata.company.id"_s, u"place_0"_s}}));
    catalogue.add("getExportJob", "", getExportJob(of.job));
    catalogue.add("sendVerificationMail", "", sendVerificationMail(of.user));
    catalogue.add("sendVerificationMail", "of an application", sendVerificationMail(of.user, of.application));
    auto inTheNameOf = sendVerificationMail(of.user);
    inTheNameOf.wire.customDomain = of.customDomain;
    catalogue.add("sendVerificationMail", "of a custom domain", inTheNameOf);
    catalogue.add("createPasswordTicket", "", createPasswordTicket({of.user}));
    auto ticket = createPasswordTicket({of.user});
    ticket.wire.customDomain = of.customDomain;
    catalogue.add("createPasswordTicket", "of a custom domain", ticket);
    catalogue.add("createPasswordTicket", "in full",
                  createPasswordTicket({of.user, of.application, std::chrono::hours(1), true}));
    catalogue.add("patchUser", "block", patchUser(of.user, R"({"blocked":true})"));
    catalogue.add(
        "patchUser", "e-mail",
        patchUser(of.user, R"({"email":"seen.by.a.test@acme.example","email_verified":false,"verify_email":false})"));
}

void addTenant(Catalogue &catalogue)
{
    catalogue.add("getTenantSettings", "", getTenantSettings());
    catalogue.add("getBranding", "", getBranding());
    catalogue.add("listCustomDomains", "", listCustomDomains());
    catalogue.add("dailyStats", "", dailyStats());
    catalogue.add("dailyStats", "range", dailyStats(QDate(2026, 10, 1), QDate(2026, 10, 31)));
    catalogue.add("activeUsers", "", activeUsers());
}

} // namespace

QList<CataloguedRequest> requestCatalogue(const Sandbox::TenantState &tenant)
{
    const Subjects subjects(tenant);
    Catalogue catalogue;
    addTenant(catalogue);
    addApplications(catalogue, subjects);
    addConnections(catalogue, subjects);
    addOrganizations(catalogue, subjects);
    addUsersAndLogs(catalogue, subjects);
    addSupport(catalogue, subjects);
    return catalogue.take();
}

QStringList declaredRequestFunctions(const QString &sourceFolder)
{
    static const QRegularExpression function(u"^(?:QList<)?(?:Request|ListSource)<[^;{]*?>\\s+(\\w+)\\("_s,
                                             QRegularExpression::MultilineOption);
    const QDir folder(sourceFolder + "/models/api/requests"_L1);
    QStringList names;
    for (const QString &name : folder.entryList({u"*.h"_s}, QDir::Files)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QString header = QString::fromUtf8(file.readAll());
        for (auto matches = function.globalMatch(header); matches.hasNext();)
            names.append(matches.next().captured(1));
    }
    return names;
}

} // namespace Contract
