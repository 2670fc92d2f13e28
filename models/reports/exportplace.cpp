#include "reports/exportplace.h"

#include "reports/translation.h"

#include "json/value.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

/// Says in its first line what was exported, and names the files that the export wrote, one a line, so that the next
/// one knows what it may replace.
constexpr QLatin1StringView listFile(".tenantry-export");
/// Begins the line that names no file.
constexpr QByteArrayView aboutMark("# ");

/// What the list of a folder holds. A value.
struct ExportList
{
    Json::Value about = Json::Value::object();
    QSet<QString> files;
};

std::optional<ExportList> listIn(const QString &folder)
{
    QFile file(QDir(folder).filePath(listFile));
    if (!file.open(QIODevice::ReadOnly)) {
        return std::nullopt;
    }
    ExportList list;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(aboutMark)) {
            list.about = Json::parse(line.sliced(aboutMark.size())).value_or(Json::Value::object());
        } else if (!line.isEmpty()) {
            list.files.insert(QString::fromUtf8(line));
        }
    }
    return list;
}

QByteArray listOf(const ExportFolder &folder)
{
    QByteArray list = aboutMark.toByteArray()
        + Json::write({{"tool", exportToolName(folder.tool).toStdString()},
                       {"selection", folder.isSelection},
                       {"objects", folder.objects()}})
        + '\n';
    for (const auto &[name, text] : folder.files) {
        list += name.toUtf8() + '\n';
    }
    return list;
}

/// What of a folder no export wrote; empty: it may be replaced.
QString strangerIn(const QString &folder)
{
    const std::optional<ExportList> own = listIn(folder);
    QDirIterator entries(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QFileInfo entry = entries.nextFileInfo();
        QString file = QDir(folder).relativeFilePath(entry.filePath());
        if ((!entry.isDir() || entry.isSymLink()) && !(own && (file == listFile || own->files.contains(file)))) {
            return file;
        }
    }
    return {};
}

QString strangerText(const QString &path, const QString &stranger)
{
    return tr("The folder “%1” holds “%2”, which no export wrote. Nothing in it was touched.").arg(path, stranger);
}

/// A link keeps pointing to the folder that it names.
QString placeOf(const QString &path)
{
    const QFileInfo wanted(path);
    return wanted.exists() ? wanted.canonicalFilePath() : QDir::cleanPath(wanted.absoluteFilePath());
}

/// One sentence, whatever Qt says.
QString cannotWriteText(const QString &path, const QString &why)
{
    const QString text = tr("“%1” could not be written: %2").arg(path, why);
    return text.endsWith(u'.') ? text : text + u'.';
}

tl::unexpected<QString> cannotWrite(const QString &path, const QString &why)
{
    return tl::unexpected(cannotWriteText(path, why));
}

/// Of a full disk Qt takes the beginning of a text and says nothing; of what is left it says why.
bool writeAll(QFile &file, const QByteArray &text)
{
    qsizetype written = 0;
    while (written < text.size()) {
        const qint64 more = file.write(text.constData() + written, text.size() - written);
        if (more <= 0) {
            return false;
        }
        written += more;
    }
    return file.flush();
}

tl::expected<void, QString> writeFile(const QDir &folder, const QString &path, const QByteArray &text)
{
    const QString place = folder.filePath(path);
    if (!QFileInfo(place).dir().mkpath(u"."_s)) {
        return cannotWrite(path, tr("its folder could not be made."));
    }
    QFile file(place);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) || !writeAll(file, text)) {
        return cannotWrite(path, file.errorString());
    }
    return {};
}

/// What permissions do not tell: whether something can be made where the folder is to be, or where the first of the
/// folders above it is.
QString unwritable(const QString &path, const QFileInfo &target)
{
    QDir parent = target.dir();
    while (!parent.exists() && !parent.isRoot()) {
        parent = QFileInfo(parent.path()).dir();
    }
    const QTemporaryDir trial(parent.filePath(u".tenantry-trial-XXXXXX"_s));
    return trial.isValid() ? QString() : cannotWriteText(path, trial.errorString());
}

} // namespace

std::optional<EarlierExport> earlierExport(const QString &path)
{
    const std::optional<ExportList> list = listIn(placeOf(path));
    if (!list) {
        return std::nullopt;
    }
    EarlierExport earlier;
    const QString tool = Json::stringAt(list->about, "tool");
    const bool isTerraform
        = tool.isEmpty() ? list->files.contains(u"versions.tf"_s) : tool == exportToolName(ExportTool::Terraform);
    earlier.tool = isTerraform ? ExportTool::Terraform : ExportTool::DeployCli;
    earlier.isSelection = Json::boolAt(list->about, "selection").value_or(true);
    if (const Json::Value *objects = Json::memberAt(list->about, "objects"); objects && objects->is_number_integer()) {
        earlier.objects = objects->get<int>();
    }
    return earlier;
}

QString exportObstacle(const QString &path, ExportTool tool, bool isSelection)
{
    const QFileInfo target(placeOf(path));
    if (target.exists() && !target.isDir()) {
        return tr("“%1” is a file. An export is a folder.").arg(path);
    }
    if (const QString stranger = target.exists() ? strangerIn(target.filePath()) : QString(); !stranger.isEmpty()) {
        return strangerText(path, stranger);
    }
    const std::optional<EarlierExport> earlier = earlierExport(path);
    if (earlier && earlier->tool != tool) {
        return tr("The folder “%1” holds an export for %2, which one for %3 does not replace.")
            .arg(path, exportToolName(earlier->tool), exportToolName(tool));
    }
    if (earlier && !earlier->isSelection && isSelection) {
        return tr("The folder “%1” holds the export of a whole Auth0 tenant, which a selection does not replace.")
            .arg(path);
    }
    return unwritable(path, target);
}

tl::expected<void, QString> writeExportFolder(const ExportFolder &folder, const QString &path,
                                              const std::stop_token &stop)
{
    if (const QString obstacle = exportObstacle(path, folder.tool, folder.isSelection); !obstacle.isEmpty()) {
        return tl::unexpected(obstacle);
    }
    const QString place = placeOf(path);
    const QFileInfo target(place);
    const QDir parent = target.dir();
    if (!parent.mkpath(u"."_s)) {
        return cannotWrite(path, tr("the folder above it could not be made."));
    }
    QTemporaryDir beside(parent.filePath(u".tenantry-export-XXXXXX"_s));
    if (!beside.isValid()) {
        return cannotWrite(path, beside.errorString());
    }
    const QDir fresh(beside.filePath(u"new"_s));
    std::map<QString, QByteArray> all = folder.files;
    all[listFile] = listOf(folder);
    const auto isStopped = [&stop] { return stop.stop_requested(); };
    for (const auto &[name, text] : all) {
        if (isStopped()) {
            break;
        }
        if (auto written = writeFile(fresh, name, text); !written) {
            return written;
        }
    }
    if (isStopped()) {
        return cannotWrite(path, tr("it was stopped."));
    }
    const QString old = beside.filePath(u"old"_s);
    if (target.exists() && !QDir().rename(place, old)) {
        return cannotWrite(path, tr("the folder that is there could not be replaced."));
    }
    const bool hadOne = QFileInfo::exists(old);
    // What came since it was looked at, as the state of Terraform, must not go with it.
    const QString stranger = hadOne ? strangerIn(old) : QString();
    // Before it is seen: others must not read for a moment what they may not.
    const bool isAsClosed = !hadOne || QFile::setPermissions(fresh.path(), QFileInfo(old).permissions());
    if (stranger.isEmpty() && isAsClosed && QDir().rename(fresh.path(), place)) {
        return {};
    }
    if (hadOne && !QDir().rename(old, place)) {
        beside.setAutoRemove(false);
        return cannotWrite(path, tr("it could not be put in its place. What was there lies in “%1”.").arg(old));
    }
    return stranger.isEmpty() ? cannotWrite(path, tr("it could not be put in its place."))
                              : tl::make_unexpected(strangerText(path, stranger));
}

} // namespace Reports
