#include "reports/terraformexport.h"

#include "reports/exportnames.h"
#include "reports/exporttext.h"
#include "reports/exportvalue.h"
#include "reports/terraformwriter.h"
#include "reports/translation.h"

#include "query/visibletext.h"

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

using Json::Value;

Value variableOf(const ExportPlaceholder &placeholder)
{
    return rawValue("var." + placeholder.name.toLower().toLatin1());
}

class TerraformFolder
{
public:
    TerraformFolder(const ExportInput &input, const Json::SecretKeys &secrets)
        : m_input(input)
        , m_secrets(secrets, variableOf)
    { }

    ExportFolder make();

private:
    /// Begins a resource, and its import block.
    void open(HclWriter &out, const QByteArray &type, const QString &label, const QString &id);
    /// The text of a file that is written beside the resources.
    Value file(const QString &path, const QByteArray &text);
    static Value fileAt(const QString &path);
    Value reference(const QByteArray &type, const QHash<QString, QString> &labels, const QString &id) const;
    void addApplications();
    void addConnections();
    void addOptions(HclWriter &out, Value options, const NamedObject &named, const QString &strategy);
    void addScripts(Value &options, const NamedObject &named);
    void addOrganizations();
    void addOrganizationConnections(HclWriter &out, const QString &organization, const QString &label,
                                    const OrganizationParts &parts);
    void addVariables();
    void addReadme();

    const ExportInput &m_input;
    ExportSecrets m_secrets;
    ExportFolder m_folder;
    TerraformWriter m_writer;
    HclWriter m_imports;
    QHash<QString, QString> m_clients; ///< id -> label
    QHash<QString, QString> m_connections;
    ExportFileNames m_pages;
    ExportFileNames m_databases;
    ExportFileNames m_templates;
};

void TerraformFolder::open(HclWriter &out, const QByteArray &type, const QString &label, const QString &id)
{
    out.open("resource", {QString::fromLatin1(type), label});
    m_imports.open("import");
    m_imports.attribute("to", rawValue(type + '.' + label.toLatin1()));
    m_imports.attribute("id", id.toStdString());
    m_imports.close();
}

Value TerraformFolder::file(const QString &path, const QByteArray &text)
{
    m_folder.files[path] = text;
    return fileAt(path);
}

Value TerraformFolder::fileAt(const QString &path)
{
    return rawValue("file(\"${path.module}/" + hclString(path).mid(1) + ')');
}

Value TerraformFolder::reference(const QByteArray &type, const QHash<QString, QString> &labels, const QString &id) const
{
    const QString label = labels.value(id);
    return label.isEmpty() ? Value(id.toStdString()) : rawValue(type + '.' + label.toLatin1() + ".id");
}

void TerraformFolder::addApplications()
{
    HclWriter out;
    ExportLabels labels;
    for (const NamedObject &named : byName(m_input.applications, "client_id")) {
        if (m_input.stop.stop_requested()) {
            return;
        }
        const Value original = Json::parse(named.original).value_or(Value::object());
        if (Json::boolAt(original, "global").value_or(false)) {
            m_folder.leftOut.append({u"application"_s, named.name, {}, globalApplicationText()});
            continue;
        }
        // The provider sets secrets and keys with a resource of its own.
        static const QStringList without{u"client_id"_s,
                                         u"client_secret"_s,
                                         u"tenant"_s,
                                         u"global"_s,
                                         u"encrypted"_s,
                                         u"signing_keys"_s,
                                         u"encryption_key"_s,
                                         u"callback_url_template"_s,
                                         u"custom_login_page_preview"_s,
                                         u"token_endpoint_auth_method"_s,
                                         u"client_authentication_methods"_s};
        Value client = m_secrets.taken(named, u"application"_s, without);
        if (const Value *older = Json::memberAt(client, "cross_origin_auth")) {
            if (!client.contains("cross_origin_authentication")) {
                client["cross_origin_authentication"] = *older;
            }
            client.erase("cross_origin_auth");
        }
        if (const QByteArray page = wholeBytes(client.value("custom_login_page", Value())); !page.isEmpty()) {
            client["custom_login_page"]
                = file(u"clients/"_s + m_pages.unique(named.name, u"_custom_login_page.html"_s, named.id), page);
        }
        const QString label = labels.unique(u"application"_s, named.name, named.id);
        m_clients.insert(named.id, label);
        open(out, "auth0_client", label, named.id);
        m_writer.write(out, client, terraformClient(), u"application "_s);
        out.close();
        ++m_folder.applications;
    }
    if (m_folder.applications > 0) {
        m_folder.files[u"applications.tf"_s] = out.take();
    }
}

void TerraformFolder::addScripts(Value &options, const NamedObject &named)
{
    Value *scripts = memberIn(options, u"customScripts"_s);
    if (scripts == nullptr || !scripts->is_object() || scripts->empty()) {
        return;
    }
    *scripts
        = scriptPaths(*scripts, u"databases/"_s + m_databases.unique(named.name, {}, named.id), named.name, m_folder);
    for (Value &path : *scripts) {
        path = fileAt(wholeText(path));
    }
}

void TerraformFolder::addOptions(HclWriter &out, Value options, const NamedObject &named, const QString &strategy)
{
    options = terraformOptions(options, strategy);
    addScripts(options, named);
    if (strategy == "email"_L1 && !Json::stringAt(options, "template").isEmpty()) {
        options["template"] = file(u"connections/"_s + m_templates.unique(named.name, u".html"_s, named.id),
                                   wholeBytes(options["template"]));
    }
    if (Value *client = memberIn(options, u"idpinitiated.client_id"_s); client != nullptr && client->is_string()) {
        *client = reference("auth0_client", m_clients, wholeText(*client));
    }
    out.open("options");
    m_writer.write(out, options, terraformConnectionOptions(), u"connection options."_s);
    out.close();
}

void TerraformFolder::addConnections()
{
    HclWriter out;
    ExportLabels labels;
    for (const NamedObject &named : byName(m_input.connections, "id")) {
        if (m_input.stop.stop_requested()) {
            return;
        }
        const Value original = Json::parse(named.original).value_or(Value::object());
        const Value *told = Json::memberAt(original, "options");
        if (told == nullptr) {
            m_folder.leftOut.append({u"connection"_s,
                                     named.name,
                                     {},
                                     tr("Its options could not be read: read:connections_options is missing.")});
            continue;
        }
        if (m_input.unmapped.contains(named.id)) {
            m_folder.leftOut.append({u"connection"_s, named.name, {}, unmappedText()});
            continue;
        }
        if (holdsBothPolicies(*told) && m_input.keptPolicy == ExportInput::KeptPolicy::None) {
            m_folder.leftOut.append({u"connection"_s, named.name, {}, bothPoliciesText()});
            continue;
        }
        Value connection
            = m_secrets.taken(named, u"connection"_s, {u"id"_s, u"enabled_clients"_s, u"provisioning_ticket_url"_s});
        Value options = connection.value("options", Value::object());
        connection.erase("options");
        if (holdsBothPolicies(options)) {
            keepPolicy(options, m_input.keptPolicy);
        }
        const QString label = labels.unique(u"connection"_s, named.name, named.id);
        m_connections.insert(named.id, label);
        open(out, "auth0_connection", label, named.id);
        m_writer.write(out, connection, terraformConnection(), u"connection "_s);
        if (options.is_object() && !options.empty()) {
            addOptions(out, options, named, Json::stringAt(connection, "strategy"));
        }
        out.close();
        ++m_folder.connections;
        const QStringList enabled = m_input.enabled ? m_input.enabled->value(named.id) : QStringList();
        if (!enabled.isEmpty()) {
            QStringList ids = enabled;
            ids.sort();
            Value clients = Value::array();
            for (const QString &id : ids) {
                clients.push_back(reference("auth0_client", m_clients, id));
            }
            open(out, "auth0_connection_clients", label, named.id);
            out.attribute("connection_id", rawValue("auth0_connection." + label.toLatin1() + ".id"));
            out.attribute("enabled_clients", clients);
            out.close();
        }
    }
    if (m_folder.connections > 0) {
        m_folder.files[u"connections.tf"_s] = out.take();
    }
}

void TerraformFolder::addOrganizationConnections(HclWriter &out, const QString &organization, const QString &label,
                                                 const OrganizationParts &parts)
{
    Value entries = Value::array();
    for (const QByteArray &text : parts.connections) {
        Value entry = Json::parse(text).value_or(Value::object());
        if (Json::boolAt(entry, "is_enabled").value_or(true)) {
            entry.erase("connection");
            entry.erase("is_enabled");
            entry["connection_id"]
                = reference("auth0_connection", m_connections, Json::stringAt(entry, "connection_id"));
            entries.push_back(entry);
        } else {
            m_writer.count(u"organization connections that are switched off"_s);
        }
    }
    if (entries.empty()) {
        return;
    }
    open(out, "auth0_organization_connections", label, organization);
    out.attribute("organization_id", rawValue("auth0_organization." + label.toLatin1() + ".id"));
    for (const Value &entry : entries) {
        out.open("enabled_connections");
        m_writer.write(out, entry, terraformOrganizationConnection(), u"organization connections."_s);
        out.close();
    }
    out.close();
}

void TerraformFolder::addOrganizations()
{
    HclWriter out;
    ExportLabels labels;
    for (const NamedObject &named : byName(m_input.organizations, "id")) {
        if (m_input.stop.stop_requested()) {
            return;
        }
        const Value organization = m_secrets.taken(named, u"organization"_s, {u"id"_s});
        const QString label = labels.unique(u"organization"_s, named.name, named.id);
        open(out, "auth0_organization", label, named.id);
        m_writer.write(out, organization, terraformOrganization(), u"organization "_s);
        out.close();
        ++m_folder.organizations;
        if (const auto parts = m_input.parts.constFind(named.id); parts != m_input.parts.cend()) {
            addOrganizationConnections(out, named.id, label, *parts);
        } else {
            m_folder.leftOut.append({u"organization"_s, named.name, u"connections"_s, tr("They could not be read.")});
        }
    }
    if (m_folder.organizations > 0) {
        m_folder.files[u"organizations.tf"_s] = out.take();
    }
}

void TerraformFolder::addVariables()
{
    if (m_secrets.placeholders().isEmpty()) {
        return;
    }
    HclWriter out;
    QByteArray example;
    for (const ExportPlaceholder &placeholder : m_secrets.placeholders()) {
        const QString name = placeholder.name.toLower();
        out.open("variable", {name});
        out.attribute(
            "description",
            u"%1 “%2”: %3"_s
                .arg(placeholder.kind, Query::visibleText(placeholder.object), Query::visibleText(placeholder.member))
                .toStdString());
        out.attribute("type", rawValue("string"));
        out.attribute("sensitive", true);
        out.close();
        example += name.toLatin1() + " = \"\"\n";
    }
    m_folder.files[u"variables.tf"_s] = out.take();
    m_folder.files[u"secrets.auto.tfvars.example"_s] = example;
}

void TerraformFolder::addReadme()
{
    for (const auto &[member, count] : m_writer.unknown()) {
        m_folder.notes.append(
            tr("The provider has no argument for: %1 (%2). A change that Terraform makes to such an object may take it "
               "away.")
                .arg(member, QString::number(count)));
    }
    QString text
        = tr("Objects of the Auth0 tenant %1 for the Terraform provider auth0/auth0 1").arg(m_input.domain) + u"\n\n"_s;
    text += tr("1. Give the provider its access: AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET of the "
               "environment.")
        + u'\n';
    text += tr("2. terraform init") + u'\n';
    text += tr("3. terraform plan. It should import each object. Look at every change that it shows: what it would set "
               "is "
               "what stands in these files.")
        + u'\n';
    text += tr("4. terraform apply. Then imports.tf can go.") + u"\n\n"_s;
    text += tr("For another Auth0 tenant take imports.tf away first: everything is then made anew. How applications "
               "prove "
               "who they are (auth0_client_credentials), users, roles, grants and members are not in it. Flexible "
               "password policies need a version of the provider from May 2026 on.")
        + u'\n';
    if (!m_folder.placeholders.isEmpty()) {
        text += u'\n' + tr("Secrets") + u"\n\n"_s;
        text += tr("No secret is in this folder. Copy secrets.auto.tfvars.example to secrets.auto.tfvars and fill each "
                   "in, "
                   "or set TF_VAR_ and its name. Terraform keeps them in its state.")
            + u"\n\n"_s;
        for (const ExportPlaceholder &placeholder : m_folder.placeholders) {
            text += u"- %1: %2 “%3”, %4\n"_s.arg(placeholder.name.toLower(), placeholder.kind,
                                                 Query::visibleText(placeholder.object),
                                                 Query::visibleText(placeholder.member));
        }
    }
    text += leftOutText(m_folder);
    m_folder.files[u"README.txt"_s] = text.toUtf8();
}

ExportFolder TerraformFolder::make()
{
    m_folder.tool = ExportTool::Terraform;
    m_folder.isSelection = m_input.isSelection;
    addApplications();
    addConnections();
    addOrganizations();
    HclWriter versions;
    versions.open("terraform");
    versions.attribute("required_version", ">= 1.5.0"); // import blocks
    versions.open("required_providers");
    versions.attribute("auth0",
                       rawValue("{\n      source  = \"auth0/auth0\"\n      version = \">= 1.32.0, < 2.0.0\"\n    }"));
    versions.close();
    versions.close();
    m_folder.files[u"versions.tf"_s] = versions.take();
    if (const QByteArray imports = m_imports.take(); !imports.isEmpty()) {
        m_folder.files[u"imports.tf"_s] = imports;
    }
    addVariables();
    m_folder.placeholders = m_secrets.placeholders();
    for (ExportPlaceholder &placeholder : m_folder.placeholders) {
        placeholder.name = placeholder.name.toLower();
    }
    addReadme();
    return std::move(m_folder);
}

} // namespace

ExportFolder terraformFolder(const ExportInput &input, const Json::SecretKeys &secrets)
{
    return TerraformFolder(input, secrets).make();
}

} // namespace Reports
