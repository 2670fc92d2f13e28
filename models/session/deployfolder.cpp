#include "session/deployfolder.h"

#include "session/translation.h"

#include "json/value.h"

#include <QDir>
#include <QFile>

#include <functional>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Store::Part;
using Store::Problem;

constexpr qint64 largestFile = qint64(16) * 1024 * 1024;

/// Reads below one folder, until something fails.
class FolderReader
{
public:
    explicit FolderReader(const QString &path)
        : m_root(QFileInfo(path).canonicalFilePath())
    { }

    const std::optional<Problem> &problem() const { return m_problem; }
    bool hasFolder(const QString &name) const { return QFileInfo(m_root.filePath(name)).isDir(); }
    bool hasFile(const QString &name) const { return QFileInfo(m_root.filePath(name)).isFile(); }

    /// The JSON files of a folder; of one with `file`, that file of each folder below it.
    QStringList files(const QString &folder, const QString &file = {}) const
    {
        QStringList paths;
        const QDir dir(m_root.filePath(folder));
        const QFileInfoList entries
            = dir.entryInfoList({file.isEmpty() ? u"*.json"_s : u"*"_s},
                                (file.isEmpty() ? QDir::Files : QDir::Dirs) | QDir::NoDotAndDotDot, QDir::Name);
        for (const QFileInfo &entry : entries) {
            const QString path = file.isEmpty() ? entry.filePath() : QDir(entry.filePath()).filePath(file);
            if (QFileInfo::exists(path)) {
                paths.append(path);
            }
        }
        return paths;
    }

    Json::Value object(const QString &path)
    {
        const std::optional<QByteArray> text = read(path);
        const auto value = text ? Json::parse(*text) : Json::Outcome<Json::Value>();
        if (text && (!value || !value->is_object())) {
            fail(path, value ? tr("It holds no object.") : value.error().message);
        }
        return text && value && value->is_object() ? *value : Json::Value::object();
    }

    /// Puts the file's text in the place of its name, as the export has scripts and pages beside the objects.
    void inlineText(Json::Value &holder, const std::string &key, const QString &besides)
    {
        const auto member = holder.find(key);
        if (member == holder.end() || !member->is_string()) {
            return;
        }
        const QString name = Json::toQString(member->get<std::string>()).replace(u'\\', u'/');
        const QString path = QFileInfo(besides).dir().filePath(name);
        if (name.startsWith("./"_L1) && QFileInfo(path).isFile()) {
            if (const auto text = read(path)) {
                *member = QString::fromUtf8(*text).toStdString();
            }
        }
    }

private:
    std::optional<QByteArray> read(const QString &path)
    {
        const QString canonical = QFileInfo(path).canonicalFilePath();
        if (!canonical.startsWith(m_root.path() + u'/')) {
            fail(path, tr("It leads out of the folder."));
            return std::nullopt;
        }
        QFile file(canonical);
        if (file.size() > largestFile) {
            fail(path, tr("It is larger than any object of Auth0."));
            return std::nullopt;
        }
        if (!file.open(QIODevice::ReadOnly)) {
            fail(path, file.errorString() + u'.');
            return std::nullopt;
        }
        return file.readAll();
    }

    void fail(const QString &path, const QString &why)
    {
        if (!m_problem) {
            m_problem
                = Problem{Problem::Kind::Unreadable, tr("%1 could not be read.").arg(QDir::toNativeSeparators(path)),
                          why, tr("Export again with auth0-deploy-cli, then try again.")};
        }
    }

    QDir m_root;
    std::optional<Problem> m_problem;
};

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

/// Whether the objects stand in one tenant.yaml, as `--format yaml` and Tenantry's own export write them.
bool isYamlExport(const QString &path)
{
    const QDir folder(path);
    return !folder.exists(u"tenant.json"_s) && (folder.exists(u"tenant.yaml"_s) || folder.exists(u"tenant.yml"_s));
}

void readApplications(FolderReader &folder, Store::TenantState &state)
{
    QList<Store::Object> &applications = state.objects[Part::Applications];
    const QStringList paths = folder.files(u"clients"_s);
    for (const QString &path : paths) {
        Json::Value client = folder.object(path);
        folder.inlineText(client, "custom_login_page", path);
        applications.append({nameOf(client), Json::write(client)});
    }
}

void readConnection(FolderReader &folder, const QString &path, Store::TenantState &state, bool &tellsClients)
{
    Json::Value connection = folder.object(path);
    if (const auto options = connection.find("options"); options != connection.end() && options->is_object()) {
        decodeCertificates(*options);
        if (const auto scripts = options->find("customScripts"); scripts != options->end() && scripts->is_object()) {
            for (const auto &script : scripts->items()) {
                folder.inlineText(*scripts, script.key(), path);
            }
        }
        if (const auto email = options->find("email"); email != options->end() && email->is_object()) {
            folder.inlineText(*email, "body", path);
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

void readConnections(FolderReader &folder, Store::TenantState &state)
{
    (void)state.objects[Part::Connections];
    (void)state.relations[Part::Enabled];
    bool tellsClients = true;
    const QStringList paths
        = folder.files(u"database-connections"_s, u"database.json"_s) + folder.files(u"connections"_s);
    for (const QString &path : paths) {
        readConnection(folder, path, state, tellsClients);
    }
    if (!tellsClients) {
        state.relations.erase(Part::Enabled);
        state.notRead[Part::Enabled] = tr("some connections of the export do not say");
    }
}

void readOrganizations(FolderReader &folder, Store::TenantState &state)
{
    QList<Store::Object> &organizations = state.objects[Part::Organizations];
    QHash<QString, QStringList> &connections = state.relations[Part::OrganizationConnections];
    const QStringList paths = folder.files(u"organizations"_s);
    for (const QString &path : paths) {
        Json::Value organization = folder.object(path);
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

} // namespace

bool isDeployFolder(const QString &path)
{
    const QDir folder(path);
    return folder.exists()
        && (folder.exists(u"tenant.json"_s) || folder.exists(u"clients"_s) || folder.exists(u"connections"_s)
            || folder.exists(u"database-connections"_s) || folder.exists(u"organizations"_s));
}

Store::Outcome<Store::TenantState> readDeployFolder(const QString &path)
{
    const QString shown = QDir::toNativeSeparators(path);
    const QString advice = tr("Write one with a0deploy export --format directory.");
    // Its scripts and pages lie in folders that are called as the other format's, with no object in them.
    if (isYamlExport(path)) {
        return tl::make_unexpected(Problem{Problem::Kind::NotFound, tr("%1 cannot be compared.").arg(shown),
                                           tr("It is an export in YAML; only the directory format is read."), advice});
    }
    if (!isDeployFolder(path)) {
        return tl::make_unexpected(Problem{
            Problem::Kind::NotFound, tr("%1 is no export of auth0-deploy-cli.").arg(shown),
            tr("There is neither tenant.json nor a folder of clients, connections or organizations in it."), advice});
    }
    FolderReader folder(path);
    Store::TenantState state;
    state.name = QFileInfo(QDir(path).absolutePath()).fileName();
    if (folder.hasFile(u"tenant.json"_s)) {
        state.objects[Part::Settings]
            = {{QString(), Json::write(folder.object(QDir(path).filePath(u"tenant.json"_s)))}};
    }
    if (folder.hasFolder(u"clients"_s)) {
        readApplications(folder, state);
    }
    if (folder.hasFolder(u"database-connections"_s) && folder.hasFolder(u"connections"_s)) {
        readConnections(folder, state);
    }
    if (folder.hasFolder(u"organizations"_s)) {
        readOrganizations(folder, state);
    }
    return folder.problem() ? Store::Outcome<Store::TenantState>(tl::make_unexpected(*folder.problem()))
                            : Store::Outcome<Store::TenantState>(state);
}

} // namespace Session
