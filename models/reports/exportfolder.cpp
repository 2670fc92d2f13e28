#include "reports/exportfolder.h"

#include "reports/exportnames.h"
#include "reports/translation.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

constexpr qsizetype longestName = 120; // bytes; file systems take 255

/// Names the files that an export wrote, one a line, so that the next one knows what it may replace.
constexpr QLatin1StringView listFile(".tenantry-export");

/// What of a folder no export wrote; empty: it may be replaced.
QString strangerIn(const QString &folder)
{
    QFile list(QDir(folder).filePath(listFile));
    QSet<QString> own;
    if (list.open(QIODevice::ReadOnly)) {
        own.insert(listFile);
        for (const QByteArray &line : list.readAll().split('\n')) {
            own.insert(QString::fromUtf8(line));
        }
    }
    QDirIterator entries(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QFileInfo entry = entries.nextFileInfo();
        QString file = QDir(folder).relativeFilePath(entry.filePath());
        if ((!entry.isDir() || entry.isSymLink()) && !own.contains(file)) {
            return file;
        }
    }
    return {};
}

/// A link keeps pointing to the folder that it names.
QString placeOf(const QString &path)
{
    const QFileInfo wanted(path);
    return wanted.exists() ? wanted.canonicalFilePath() : QDir::cleanPath(wanted.absoluteFilePath());
}

tl::unexpected<QString> cannotWrite(const QString &path, const QString &why)
{
    return tl::unexpected(tr("“%1” could not be written: %2").arg(path, why));
}

tl::expected<void, QString> writeFile(const QDir &folder, const QString &path, const QByteArray &text)
{
    const QString place = folder.filePath(path);
    if (!QFileInfo(place).dir().mkpath(u"."_s)) {
        return cannotWrite(path, tr("its folder could not be made."));
    }
    QFile file(place);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) || file.write(text) != text.size() || !file.flush()) {
        return cannotWrite(path, file.errorString());
    }
    return {};
}

QString cutToBytes(QString name, qsizetype most)
{
    name.truncate(most); // of characters, which have a byte at least
    while (!name.isEmpty() && (name.back().isHighSurrogate() || name.toUtf8().size() > most)) {
        name.chop(1);
    }
    return name;
}

} // namespace

QString safeFileName(const QString &name)
{
    // The rules of the npm package sanitize-filename, which deploy-cli names files by.
    static const QRegularExpression refused(u"[/?<>\\\\:*|\"\\x{00}-\\x{1f}\\x{7f}-\\x{9f}]"_s);
    static const QRegularExpression onlyDots(u"^\\.+$"_s);
    static const QRegularExpression device(u"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?$"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression trailing(u"[. ]+$"_s);
    QString safe = name;
    safe.replace(refused, u"-"_s).replace(onlyDots, u"-"_s).replace(device, u"-"_s).replace(trailing, u"-"_s);
    safe = cutToBytes(safe, longestName);
    return safe.isEmpty() ? u"undefined"_s : safe;
}

QString ExportFileNames::unique(const QString &name, const QString &ending, const QString &id)
{
    const QString safe = safeFileName(name);
    const auto marked = [&](int attempt) { return u"%1-%2"_s.arg(safe, markOf(id.isEmpty() ? name : id, attempt)); };
    QString chosen = safe == name ? safe : marked(0);
    const auto key = [](const QString &text) { return text.normalized(QString::NormalizationForm_KC).toCaseFolded(); };
    for (int attempt = 0; m_taken.contains(key(chosen + ending)); ++attempt) {
        chosen = marked(attempt);
    }
    m_taken.insert(key(chosen + ending));
    return chosen + ending;
}

QList<ExportLeftOuts> byReason(const QList<ExportLeftOut> &all)
{
    QList<ExportLeftOuts> reasons;
    QHash<QStringList, qsizetype> places;
    for (const ExportLeftOut &left : all) {
        const QStringList key{left.kind, left.what, left.why};
        if (!places.contains(key)) {
            places.insert(key, reasons.size());
            reasons.append({left, {}});
        }
        reasons[places.value(key)].objects.append(left.object);
    }
    return reasons;
}

QString exportObstacle(const QString &path)
{
    const QFileInfo target(placeOf(path));
    if (target.exists() && !target.isDir()) {
        return tr("“%1” is a file. An export is a folder.").arg(path);
    }
    const QString stranger = target.exists() ? strangerIn(target.filePath()) : QString();
    return stranger.isEmpty()
        ? QString()
        : tr("The folder “%1” holds “%2”, which no export wrote. Nothing in it was touched.").arg(path, stranger);
}

tl::expected<void, QString> writeExportFolder(const std::map<QString, QByteArray> &files, const QString &path,
                                              const std::stop_token &stop)
{
    if (const QString obstacle = exportObstacle(path); !obstacle.isEmpty()) {
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
    std::map<QString, QByteArray> all = files;
    QByteArray list;
    for (const auto &[name, text] : files) {
        list += name.toUtf8() + '\n';
    }
    all[listFile] = list;
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
    // Before it is seen: others must not read for a moment what they may not.
    const bool isAsClosed
        = !QFileInfo::exists(old) || QFile::setPermissions(fresh.path(), QFileInfo(old).permissions());
    if (!isAsClosed || !QDir().rename(fresh.path(), place)) {
        if (QFileInfo::exists(old)) {
            QDir().rename(old, place);
        }
        return cannotWrite(path, tr("it could not be put in its place."));
    }
    return {};
}

} // namespace Reports
