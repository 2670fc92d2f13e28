#include "session/deployfolder.h"

#include "session/deployfiles.h"
#include "session/translation.h"

#include "json/value.h"

#include <QDir>

#include <algorithm>
#include <iterator>
#include <tuple>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Store::Part;
using Store::Problem;

/// SAML certificates are exported with one more encoding around them.
void decodeCertificates(Json::Value &options)
{
    for (const char *name : {"cert", "signingCert"}) {
        const auto member = options.find(name);
        if (member != options.end() && member->is_string()) {
            const QByteArray text = QByteArray::fromBase64(QByteArray::fromStdString(member->get<std::string>()));
            if (text.startsWith("-----BEGIN")) {
                *member = text.toStdString();
            }
        }
    }
}

QString nameOf(const Json::Value &object)
{
    return Json::stringAt(object, "name");
}

void addApplications(DeployFiles &files, std::vector<DeployFiles::Entry> entries, Store::TenantState &state)
{
    QList<Store::Object> &applications = state.objects[Part::Applications];
    for (auto &[client, folder] : entries) {
        files.inlineText(client, "custom_login_page", folder);
        applications.append({nameOf(client), Json::write(client)});
    }
}

void addConnection(DeployFiles &files, DeployFiles::Entry &entry, Store::TenantState &state, bool &tellsClients)
{
    Json::Value &connection = entry.object;
    if (const auto options = connection.find("options"); options != connection.end() && options->is_object()) {
        decodeCertificates(*options);
        if (const auto scripts = options->find("customScripts"); scripts != options->end() && scripts->is_object()) {
            for (const auto &script : scripts->items()) {
                files.inlineText(*scripts, script.key(), entry.folder);
            }
        }
        if (const auto email = options->find("email"); email != options->end() && email->is_object()) {
            files.inlineText(*email, "body", entry.folder);
        }
    }
    const QString name = nameOf(connection);
    tellsClients = tellsClients && connection.contains("enabled_clients");
    const QStringList clients = Json::stringsAt(connection, "enabled_clients");
    for (const QString &client : clients) {
        state.relations[Part::Enabled][client].append(name);
    }
    state.objects[Part::Connections].append({name, Json::write(connection)});
}

void addConnections(DeployFiles &files, std::vector<DeployFiles::Entry> entries, Store::TenantState &state)
{
    (void)state.objects[Part::Connections];
    (void)state.relations[Part::Enabled];
    bool tellsClients = true;
    for (DeployFiles::Entry &entry : entries) {
        addConnection(files, entry, state, tellsClients);
    }
    if (!tellsClients) {
        state.relations.erase(Part::Enabled);
        state.notRead[Part::Enabled] = tr("some connections of the export do not say");
    }
}

void addOrganizations(std::vector<DeployFiles::Entry> entries, Store::TenantState &state)
{
    QList<Store::Object> &organizations = state.objects[Part::Organizations];
    QHash<QString, QStringList> &connections = state.relations[Part::OrganizationConnections];
    for (auto &[organization, folder] : entries) {
        const QString name = nameOf(organization);
        if (const Json::Value *own = Json::memberAt(organization, "connections"); own && own->is_array()) {
            for (const Json::Value &connection : *own) {
                connections[name].append(nameOf(connection));
            }
        }
        for (const char *relation : {"connections", "client_grants", "discovery_domains"}) {
            organization.erase(relation); // lists of their own at Auth0
        }
        organizations.append({name, Json::write(organization)});
    }
}

/// Of an export that has one of the two, nobody can say whether the other kind is not there or was left out.
void noteOneKind(bool hasDatabases, bool hasOthers, Store::TenantState &state)
{
    if (hasDatabases != hasOthers) {
        state.notRead[Part::Connections] = state.notRead[Part::Enabled] = hasDatabases
            ? tr("the export has no list of connections beside its databases")
            : tr("the export has no list of databases beside its connections");
    }
}

void readFolder(DeployFiles &files, Store::TenantState &state)
{
    if (files.hasFile(u"tenant.json"_s)) {
        state.objects[Part::Settings] = {{QString(), Json::write(files.object(u"tenant.json"_s))}};
    }
    if (files.hasFolder(u"clients"_s)) {
        addApplications(files, files.objects(u"clients"_s), state);
    }
    const bool hasDatabases = files.hasFolder(u"database-connections"_s);
    const bool hasOthers = files.hasFolder(u"connections"_s);
    if (hasDatabases && hasOthers) {
        std::vector<DeployFiles::Entry> entries = files.objects(u"database-connections"_s, u"database.json"_s);
        std::ranges::move(files.objects(u"connections"_s), std::back_inserter(entries));
        addConnections(files, std::move(entries), state);
    }
    noteOneKind(hasDatabases, hasOthers, state);
    if (files.hasFolder(u"organizations"_s)) {
        addOrganizations(files.objects(u"organizations"_s), state);
    }
}

void readYaml(DeployFiles &files, const QString &name, Store::TenantState &state)
{
    Json::Value all = files.yaml(name);
    if (const Json::Value *settings = Json::memberAt(all, "tenant"); settings && settings->is_object()) {
        state.objects[Part::Settings] = {{QString(), Json::write(*settings)}};
    }
    // Pages are named from the folder of their kind, scripts from that of the file.
    if (all.contains("clients")) {
        addApplications(files, files.entries(all, "clients", name, u"clients"_s), state);
    }
    const bool hasDatabases = all.contains("databases");
    const bool hasOthers = all.contains("connections");
    if (hasDatabases && hasOthers) {
        std::vector<DeployFiles::Entry> entries = files.entries(all, "databases", name, {});
        std::ranges::move(files.entries(all, "connections", name, u"connections"_s), std::back_inserter(entries));
        addConnections(files, std::move(entries), state);
    }
    noteOneKind(hasDatabases, hasOthers, state);
    if (all.contains("organizations")) {
        addOrganizations(files.entries(all, "organizations", name, {}), state);
    }
    if (!files.problem() && state.objects.empty() && state.notRead.empty()) {
        files.fail(name, tr("There is neither tenant nor a list of clients, connections or organizations in it."));
    }
}

constexpr QLatin1StringView leftOutFile("tenantry-left-out.json");

constexpr std::tuple<QLatin1StringView, Part, Analysis::ComparedKind> leftOutKinds[] = {
    {"application"_L1, Part::Applications, Analysis::ComparedKind::Application},
    {"connection"_L1, Part::Connections, Analysis::ComparedKind::Connection},
    {"organization"_L1, Part::Organizations, Analysis::ComparedKind::Organization},
};

/// What Tenantry left out of the export that it wrote. Objects of a kind that is not compared mean nothing.
Analysis::LeftOutByKind leftOutOf(DeployFiles &files, const Store::TenantState &state)
{
    Analysis::LeftOutByKind leftOut;
    const Json::Value told = files.hasFile(leftOutFile) ? files.object(leftOutFile) : Json::Value::object();
    const Json::Value *list = Json::memberAt(told, "left_out");
    for (const Json::Value &entry : list && list->is_array() ? *list : Json::Value::array()) {
        const QString kind = entry.is_object() ? Json::stringAt(entry, "kind") : QString();
        const auto known = std::ranges::find(leftOutKinds, kind, [](const auto &each) { return std::get<0>(each); });
        const Json::Value *name = entry.is_object() ? Json::memberAt(entry, "object") : nullptr;
        if (known == std::end(leftOutKinds) || name == nullptr || !name->is_string()) {
            files.fail(leftOutFile, tr("Not everything in the list “%1” is an object.").arg("left_out"_L1));
            return {};
        }
        Analysis::LeftOut &own = leftOut[std::get<2>(*known)];
        const QString object = Json::stringAt(entry, "object");
        if (const QString member = Json::stringAt(entry, "member"); !member.isEmpty()) {
            own.members[object].insert(u'/' + QString(member).replace(u'.', u'/'));
        } else {
            own.objects.insert(object);
        }
    }
    for (const auto &[word, part, kind] : leftOutKinds) {
        const auto there = state.objects.find(part);
        const auto own = leftOut.find(kind);
        if (there != state.objects.end() && own != leftOut.end()) {
            for (const Store::Object &object : there->second) {
                own->second.objects.remove(object.id); // somebody added it
            }
        }
    }
    return leftOut;
}

/// The file of an export in YAML; empty where the path is none.
QString yamlFile(const QString &path)
{
    const QFileInfo given(path);
    if (given.isFile()) {
        return given.fileName();
    }
    const QDir folder(path);
    for (const QString &name : {u"tenant.yaml"_s, u"tenant.yml"_s}) {
        // Its scripts and pages lie in folders that are called as the other format's, with no object in them.
        if (!folder.exists(u"tenant.json"_s) && folder.exists(name)) {
            return name;
        }
    }
    return {};
}

constexpr QLatin1StringView objectFolders[]
    = {"clients"_L1, "connections"_L1, "database-connections"_L1, "organizations"_L1};

/// Folders of Terraform's files are called the same: in those lie pages and scripts alone.
bool mayHoldObjects(const QDir &folder)
{
    const QStringList entries = folder.entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    return entries.isEmpty() || std::ranges::any_of(entries, [&folder](const QString &name) {
               return name.endsWith(".json"_L1) || QFileInfo(folder.filePath(name)).isDir();
           });
}

Problem noExport(const QString &path)
{
    const bool isTerraform = !QDir(path).entryList({u"*.tf"_s}, QDir::Files).isEmpty();
    return {Problem::Kind::NotFound, tr("%1 is no export of auth0-deploy-cli.").arg(QDir::toNativeSeparators(path)),
            isTerraform ? tr("It holds files of Terraform, which cannot be compared.")
                        : tr("There is neither tenant.yaml nor tenant.json nor a folder of clients, connections or "
                             "organizations in it."),
            tr("Write one with a0deploy export, or with tenantry-cli export deploy-cli.")};
}

} // namespace

bool isDeployFolder(const QString &path)
{
    const QDir folder(path);
    return folder.exists()
        && (folder.exists(u"tenant.json"_s) || std::ranges::any_of(objectFolders, [&folder](QLatin1StringView name) {
                return folder.exists(name) && mayHoldObjects(QDir(folder.filePath(name)));
            }));
}

bool isDeployFile(const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    return (suffix == "yaml"_L1 || suffix == "yml"_L1) && QFileInfo(path).isFile();
}

Store::Outcome<DeployedState> readDeployFolder(const QString &path)
{
    const QString yaml = yamlFile(path);
    if (yaml.isEmpty() && !isDeployFolder(path)) {
        return tl::make_unexpected(noExport(path));
    }
    const QString root = QFileInfo(path).isDir() ? path : QFileInfo(path).absolutePath();
    DeployFiles files(root);
    DeployedState read;
    read.state.name = QFileInfo(QDir(root).absolutePath()).fileName();
    yaml.isEmpty() ? readFolder(files, read.state) : readYaml(files, yaml, read.state);
    read.leftOut = leftOutOf(files, read.state);
    return files.problem() ? Store::Outcome<DeployedState>(tl::make_unexpected(*files.problem()))
                           : Store::Outcome<DeployedState>(read);
}

} // namespace Session
