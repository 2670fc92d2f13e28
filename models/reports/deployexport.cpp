#include "reports/deployexport.h"

#include "reports/deployobjects.h"
#include "reports/deployreadme.h"
#include "reports/exporttext.h"
#include "reports/exportvalue.h"
#include "reports/translation.h"
#include "reports/yamltext.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

using Json::Value;

class DeployFolder
{
public:
    DeployFolder(const ExportInput &input, const Json::SecretKeys &secrets)
        : m_input(input)
        , m_secrets(secrets, deployMarker)
    {
        for (const QString &name : input.applicationNames) {
            ++m_timesNamed[name];
        }
        for (const QByteArray &text : input.applications + input.connections + input.organizations) {
            m_secrets.avoid(text);
        }
    }

    ExportFolder make()
    {
        m_folder.tool = ExportTool::DeployCli;
        m_folder.isSelection = m_input.isSelection;
        addApplications();
        addConnections();
        addOrganizations();
        Value all = Value::object();
        QStringList kinds;
        for (const char *kind : {"clients", "databases", "connections", "organizations"}) {
            // An empty list would tell deploy-cli that all of them are to go.
            if (!m_lists[kind].empty()) {
                all[kind] = m_lists[kind];
                kinds.append(QLatin1StringView(kind));
            }
        }
        m_folder.files[u"tenant.yaml"_s] = yamlText(all);
        m_folder.placeholders = m_secrets.placeholders();
        addDeployReadme(m_folder, m_input, kinds);
        return std::move(m_folder);
    }

private:
    void leaveOut(const QString &kind, const QString &name, const QString &why, const QString &what = {})
    {
        m_folder.leftOut.append({kind, name, what, why});
    }

    bool isNameFit(const QString &kind, const QString &name)
    {
        if (name.isEmpty()) {
            leaveOut(kind, name, tr("It has no name, by which deploy-cli knows objects."));
        } else if (endsDeployCli(name)) {
            leaveOut(kind, name, tr("deploy-cli ends with an error at this name."));
        } else {
            return true;
        }
        return false;
    }

    QString nameOfApplication(const QString &id) const
    {
        const QString name = m_input.applicationNames.value(id);
        // A name that several have would mean all of them; an id that deploy-cli does not find is taken as it is.
        return name.isEmpty() || m_timesNamed.value(name) > 1 ? id : name;
    }

    /// deploy-cli looks through the files that it reads for markers as well.
    void noteMarkersIn(const QString &path, const QString &object)
    {
        static const QRegularExpression marker(u"(##|@@)[A-Z0-9_]+\\1"_s);
        if (const auto found = marker.match(QString::fromUtf8(m_folder.files.at(path))); found.hasMatch()) {
            m_folder.notes.append(tr("%1: “%2” stands in %3. deploy-cli replaces it where a mapping, or a variable of "
                                     "the environment, has this name.")
                                      .arg(object, found.captured(), path));
        }
    }

    /// Writes a text into a file of its own.
    void addFile(const QString &path, const QByteArray &text, const QString &object)
    {
        m_folder.files[path] = text;
        noteMarkersIn(path, object);
    }

    /// Texts that deploy-cli would take for a placeholder that nobody filled in, and drop.
    void noteMarkers(const Value &value, const QString &object, const QString &path)
    {
        static const QRegularExpression marker(u"^(##[A-Z0-9_]+##|@@[A-Z0-9_]+@@)$"_s);
        if (value.is_object()) {
            for (const auto &[key, member] : value.items()) {
                noteMarkers(member, object, path.isEmpty() ? Json::toQString(key) : path + u'.' + Json::toQString(key));
            }
        } else if (value.is_string() && marker.match(wholeText(value)).hasMatch()) {
            m_folder.notes.append(
                tr("%1: deploy-cli takes the text of %2 for a placeholder, and leaves it out.").arg(object, path));
        }
    }

    void add(const char *list, const Value &object, const QString &name)
    {
        noteMarkers(object, name, {});
        m_lists[list].push_back(withFirst(object, {"name", "strategy"}));
    }

    void addApplications();
    void addConnections();
    bool addDatabase(Value connection, const NamedObject &named);
    bool addConnection(Value connection, const NamedObject &named);
    void addScripts(Value &connection, const NamedObject &named);
    bool choosePolicy(Value &options, const QString &name);
    void addOrganizations();
    Value organizationConnections(const OrganizationParts &parts) const;

    const ExportInput &m_input;
    ExportSecrets m_secrets;
    ExportFolder m_folder;
    QHash<QString, int> m_timesNamed;
    std::map<std::string, Value> m_lists;
    ExportFileNames m_pages;
    ExportFileNames m_databases;
    ExportFileNames m_templates;
};

void DeployFolder::addApplications()
{
    const QString kind = u"application"_s;
    for (const NamedObject &named : byName(m_input.applications, "client_id")) {
        if (m_input.stop.stop_requested()) {
            return;
        }
        const Value original = Json::parse(named.original).value_or(Value::object());
        if (Json::boolAt(original, "global").value_or(false)) {
            leaveOut(kind, named.name, globalApplicationText());
            continue;
        }
        if (!isNameFit(kind, named.name)) {
            continue;
        }
        if (m_timesNamed.value(named.name) > 1) {
            leaveOut(kind, named.name, tr("Several applications have this name, by which deploy-cli knows them."));
            continue;
        }
        Value client = deployClient(m_secrets.taken(named, kind, clientMembersNotTaken()));
        if (const Value *key = Json::memberAt(original, "encryption_key"); key != nullptr && !key->is_null()) {
            leaveOut(kind, named.name, tr("It is a key. An import leaves what is there."), u"encryption_key"_s);
        }
        if (const QByteArray page = wholeBytes(client.value("custom_login_page", Value())); !page.isEmpty()) {
            const QString file = m_pages.unique(named.name, u"_custom_login_page.html"_s, named.id);
            addFile(u"clients/"_s + file, page, named.name);
            client["custom_login_page"] = "./" + file.toStdString();
        }
        add("clients", client, named.name);
        ++m_folder.applications;
    }
}

void DeployFolder::addConnections()
{
    const QString kind = u"connection"_s;
    for (const NamedObject &named : byName(m_input.connections, "id")) {
        if (m_input.stop.stop_requested()) {
            return;
        }
        if (!isNameFit(kind, named.name)) {
            continue;
        }
        const Value original = Json::parse(named.original).value_or(Value::object());
        const QString strategy = Json::stringAt(original, "strategy");
        const bool isDatabase = strategy == "auth0"_L1;
        if (!original.contains("options")) {
            leaveOut(kind, named.name, tr("Its options could not be read: read:connections_options is missing."));
            continue;
        }
        if (m_input.unmapped.contains(named.id)) {
            leaveOut(kind, named.name, unmappedText());
            continue;
        }
        if (const QString why = deployRefusal(original.at("options"), strategy); !why.isEmpty()) {
            leaveOut(kind, named.name, why);
            continue;
        }
        QStringList without{u"id"_s, u"enabled_clients"_s, u"provisioning_ticket_url"_s};
        if (isDatabase) {
            without.append(u"options.configuration"_s);
            const Value options = original.at("options");
            const Value *variables = Json::memberAt(options, "configuration");
            if (variables != nullptr && variables->is_object() && !variables->empty()) {
                QStringList keys;
                for (const auto &[key, value] : variables->items()) {
                    keys.append(Json::toQString(key));
                }
                leaveOut(kind, named.name,
                         tr("Auth0 gives these variables encrypted. An import leaves what is there; in another Auth0 "
                            "tenant set them by hand: %1.")
                             .arg(keys.join(u", "_s)),
                         u"options.configuration"_s);
            }
        }
        const qsizetype placeholders = m_secrets.placeholders().size();
        Value connection = m_secrets.taken(named, kind, without);
        if (m_input.enabled) {
            QStringList names;
            for (const QString &id : m_input.enabled->value(named.id)) {
                names.append(nameOfApplication(id));
            }
            names.sort();
            Value list = Value::array();
            for (const QString &name : names) {
                list.push_back(name.toStdString());
            }
            connection["enabled_clients"] = list;
        }
        const bool isAdded
            = isDatabase ? addDatabase(std::move(connection), named) : addConnection(std::move(connection), named);
        if (isAdded) {
            ++m_folder.connections;
        } else {
            m_secrets.forgetFrom(placeholders);
        }
    }
}

bool DeployFolder::choosePolicy(Value &options, const QString &name)
{
    if (!holdsBothPolicies(options)) {
        return true;
    }
    if (m_input.keptPolicy == ExportInput::KeptPolicy::None) {
        leaveOut(u"connection"_s, name, bothPoliciesText());
        return false;
    }
    keepPolicy(options, m_input.keptPolicy);
    m_folder.notes.append(
        tr("%1: an import takes the other generation of its password policy away from the connection.").arg(name));
    return true;
}

void DeployFolder::addScripts(Value &connection, const NamedObject &named)
{
    Value *scripts = memberIn(connection, u"options.customScripts"_s);
    if (scripts == nullptr || !scripts->is_object()) {
        eraseMember(connection, u"options.customScripts"_s);
        return;
    }
    if (!scripts->empty()) {
        *scripts = scriptPaths(*scripts, u"databases/"_s + m_databases.unique(named.name, {}, named.id), named.name,
                               m_folder);
    }
    for (Value &path : *scripts) {
        noteMarkersIn(wholeText(path), named.name);
        path = "./" + path.get<std::string>();
    }
}

bool DeployFolder::addDatabase(Value connection, const NamedObject &named)
{
    Value &options = connection["options"];
    if (!options.is_object()) {
        options = Value::object();
    }
    if (!choosePolicy(options, named.name)) {
        return false;
    }
    addScripts(connection, named);
    add("databases", connection, named.name);
    return true;
}

bool DeployFolder::addConnection(Value connection, const NamedObject &named)
{
    const QString strategy = Json::stringAt(connection, "strategy");
    const QString kind = u"connection"_s;
    if (connection.value("realms", Value()) == Value::array({named.name.toStdString()})) {
        connection.erase("realms"); // what Auth0 gives one that is made
    }
    if (const Value *accounts = Json::memberAt(connection, "connected_accounts");
        accounts != nullptr && accounts->is_object() && (accounts->size() != 1 || !accounts->contains("active"))) {
        leaveOut(kind, named.name, tr("deploy-cli takes no more of it than “active”. An import leaves what is there."),
                 u"connected_accounts"_s);
        connection.erase("connected_accounts");
    }
    if (strategy == "email"_L1) {
        Value *body = memberIn(connection, u"options.email.body"_s);
        if (body == nullptr || !body->is_string()) {
            leaveOut(kind, named.name, tr("It has no text for its e-mails, which deploy-cli asks for."));
            return false;
        }
        const QString file = m_templates.unique(named.name, u".html"_s, named.id);
        addFile(u"connections/"_s + file, wholeBytes(*body), named.name);
        *body = "./" + file.toStdString();
    }
    if (Value *client = memberIn(connection, u"options.idpinitiated.client_id"_s);
        client != nullptr && client->is_string()) {
        *client = nameOfApplication(wholeText(*client)).toStdString();
    }
    add("connections", connection, named.name);
    return true;
}

Value DeployFolder::organizationConnections(const OrganizationParts &parts) const
{
    Value list = Value::array();
    for (const QByteArray &text : parts.connections) {
        Value entry = Json::parse(text).value_or(Value::object());
        Value written = Value::object();
        QString name = m_input.connectionNames.value(Json::stringAt(entry, "connection_id"));
        if (const Value *connection = Json::memberAt(entry, "connection"); name.isEmpty() && connection != nullptr) {
            name = Json::stringAt(*connection, "name");
        }
        written["name"] = name.toStdString();
        entry.erase("connection");
        entry.erase("connection_id");
        written.update(entry);
        list.push_back(written);
    }
    return list;
}

void DeployFolder::addOrganizations()
{
    const QString kind = u"organization"_s;
    for (const NamedObject &named : byName(m_input.organizations, "id")) {
        if (m_input.stop.stop_requested()) {
            return;
        }
        if (!isNameFit(kind, named.name)) {
            continue;
        }
        const auto parts = m_input.parts.constFind(named.id);
        if (parts == m_input.parts.cend()) {
            leaveOut(kind, named.name,
                     tr("Its connections and client grants could not be read, and an import takes away those that are "
                        "not named."));
            continue;
        }
        Value organization = m_secrets.taken(named, kind, {u"id"_s});
        organization["connections"] = organizationConnections(*parts);
        Value grants = Value::array();
        for (const QByteArray &text : parts->grants) {
            const QString id = Json::stringAt(Json::parse(text).value_or(Value::object()), "client_id");
            // deploy-cli finds them by name alone, also where several have it.
            grants.push_back({{"client_id", m_input.applicationNames.value(id, id).toStdString()}});
        }
        organization["client_grants"] = grants;
        if (parts->domains && !parts->domains->isEmpty()) {
            Value domains = Value::array();
            for (const QByteArray &text : *parts->domains) {
                Value domain = Json::parse(text).value_or(Value::object());
                domain.erase("id");
                domains.push_back(domain);
            }
            organization["discovery_domains"] = domains;
        }
        add("organizations", organization, named.name);
        ++m_folder.organizations;
    }
}

} // namespace

ExportFolder deployFolder(const ExportInput &input, const Json::SecretKeys &secrets)
{
    return DeployFolder(input, secrets).make();
}

} // namespace Reports
