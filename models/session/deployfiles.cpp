#include "session/deployfiles.h"

#include "session/translation.h"

#include "json/yaml.h"

#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Store::Problem;

constexpr qint64 largestFile = qint64(16) * 1024 * 1024;
/// 100,000 connections.
constexpr qint64 largestYaml = qint64(192) * 1024 * 1024;

/// auth0-deploy-cli replaces its keywords before it reads YAML, where a bare one is a comment or an error.
QByteArray withQuotedKeywords(const QByteArray &text)
{
    if (!text.contains(": ##") && !text.contains("- ##") && !text.contains(": @@") && !text.contains("- @@")) {
        return text;
    }
    static const QRegularExpression bare(u"^([^\\n\"'#]*(?::|-) +)(##\\w+##|@@\\w+@@)[ \\r]*$"_s,
                                         QRegularExpression::MultilineOption);
    return QString::fromUtf8(text).replace(bare, u"\\1\"\\2\""_s).toUtf8();
}

} // namespace

DeployFiles::DeployFiles(const QString &path)
    : m_root(QFileInfo(path).canonicalFilePath())
{ }

bool DeployFiles::hasFolder(const QString &name) const
{
    return QFileInfo(m_root.filePath(name)).isDir();
}

bool DeployFiles::hasFile(const QString &name) const
{
    return QFileInfo(m_root.filePath(name)).isFile();
}

Json::Value DeployFiles::object(const QString &name)
{
    const std::optional<QByteArray> text = read(m_root.filePath(name), largestFile);
    const auto value = text ? Json::parse(*text) : Json::Outcome<Json::Value>();
    if (text && (!value || !value->is_object())) {
        fail(name, value ? tr("It holds no object.") : value.error().message);
    }
    return text && value && value->is_object() ? *value : Json::Value::object();
}

std::vector<DeployFiles::Entry> DeployFiles::objects(const QString &folder, const QString &file)
{
    std::vector<Entry> found;
    const QDir dir(m_root.filePath(folder));
    const QFileInfoList infos
        = dir.entryInfoList({file.isEmpty() ? u"*.json"_s : u"*"_s},
                            (file.isEmpty() ? QDir::Files : QDir::Dirs) | QDir::NoDotAndDotDot, QDir::Name);
    for (const QFileInfo &info : infos) {
        const QString path = file.isEmpty() ? info.filePath() : QDir(info.filePath()).filePath(file);
        if (QFileInfo::exists(path)) {
            found.push_back({object(path), QFileInfo(path).path()});
        }
    }
    return found;
}

Json::Value DeployFiles::yaml(const QString &name)
{
    const std::optional<QByteArray> text = read(m_root.filePath(name), largestYaml);
    auto value = text ? Json::fromYaml(withQuotedKeywords(*text)) : Json::Outcome<Json::Value>();
    if (text && (!value || !value->is_object())) {
        fail(name, value ? tr("It holds no object.") : value.error().message);
    }
    return text && value && value->is_object() ? *std::move(value) : Json::Value::object();
}

std::vector<DeployFiles::Entry> DeployFiles::entries(Json::Value &all, const char *list, const QString &name,
                                                     const QString &folder)
{
    std::vector<Entry> found;
    Json::Value &own = all[list];
    if (!own.is_array() && !own.is_null()) {
        fail(name, tr("What stands under “%1” is no list.").arg(QLatin1StringView(list)));
        return found;
    }
    for (Json::Value &entry : own) {
        if (!entry.is_object()) {
            fail(name, tr("Not everything in the list “%1” is an object.").arg(QLatin1StringView(list)));
            return {};
        }
        found.push_back({std::move(entry), m_root.filePath(folder)});
    }
    return found;
}

void DeployFiles::inlineText(Json::Value &holder, const std::string &key, const QString &folder)
{
    const auto member = holder.find(key);
    if (member == holder.end() || !member->is_string()) {
        return;
    }
    const QString name = Json::toQString(member->get<std::string>()).replace(u'\\', u'/');
    const QString path = QDir(folder).filePath(name);
    if (name.startsWith("./"_L1) && QFileInfo(path).isFile()) {
        if (const auto text = read(path, largestFile)) {
            *member = QString::fromUtf8(*text).toStdString();
        }
    }
}

std::optional<QByteArray> DeployFiles::read(const QString &path, qint64 largest)
{
    const QString canonical = QFileInfo(path).canonicalFilePath();
    if (m_problem) {
        return std::nullopt;
    }
    if (!canonical.startsWith(m_root.path() + u'/')) {
        fail(path, tr("It leads out of the folder."));
        return std::nullopt;
    }
    QFile file(canonical);
    if (file.size() > largest) {
        fail(path,
             largest == largestFile ? tr("It is larger than any object of Auth0.")
                                    : tr("It is larger than any export of an Auth0 tenant."));
        return std::nullopt;
    }
    if (!file.open(QIODevice::ReadOnly)) {
        fail(path, file.errorString() + u'.');
        return std::nullopt;
    }
    return file.readAll();
}

void DeployFiles::fail(const QString &name, const QString &why)
{
    if (!m_problem) {
        m_problem = Problem{Problem::Kind::Unreadable,
                            tr("%1 could not be read.").arg(QDir::toNativeSeparators(m_root.filePath(name))), why,
                            tr("Mend it, or export again, then try again.")};
    }
}

} // namespace Session
