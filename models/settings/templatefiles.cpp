#include "settings/templatefiles.h"

#include "files/wholefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace Settings {

namespace {

constexpr qsizetype longestFileName = 80;

QString tr(const char *text)
{
    return QCoreApplication::translate("Settings", text);
}

/// Letters, digits and dashes: nothing that a folder, a shell or another system takes for something else.
QString fileNameFor(const QString &name)
{
    QString result;
    for (const QChar character : name.toLower()) {
        if (character.isLetterOrNumber()) {
            result += character;
        } else if (!result.isEmpty() && !result.endsWith(u'-')) {
            result += u'-';
        }
    }
    while (result.endsWith(u'-')) {
        result.chop(1);
    }
    return result.left(longestFileName);
}

} // namespace

TemplateFiles::TemplateFiles(QString folder)
    : m_folder(std::move(folder))
{ }

QList<TemplateFiles::File> TemplateFiles::files() const
{
    QList<File> files;
    if (m_folder.isEmpty()) {
        return files;
    }
    const QDir folder(m_folder);
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files | QDir::Readable, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (file.size() <= largestFile && file.open(QIODevice::ReadOnly)) {
            files.append({file.fileName(), file.read(largestFile)});
        }
    }
    return files;
}

Outcome<QString> TemplateFiles::save(const QString &name, const QByteArray &text) const
{
    const QString fileName = fileNameFor(name);
    if (fileName.isEmpty()) {
        return tl::make_unexpected(
            Problem{Problem::Kind::Invalid, tr("A template needs a name with a letter or a digit in it.")});
    }
    if (m_folder.isEmpty() || !QDir().mkpath(m_folder)) {
        return tl::make_unexpected(
            Problem{Problem::Kind::Unwritable, tr("The folder of the templates cannot be made: %1").arg(m_folder)});
    }
    const QString path = QDir(m_folder).filePath(fileName + u".json"_s);
    if (const QString why = Files::writeWholeFile(path, text); !why.isEmpty()) {
        return tl::make_unexpected(
            Problem{Problem::Kind::Unwritable, tr("The template cannot be kept in %1: %2.").arg(path, why)});
    }
    return path;
}

Outcome<void> TemplateFiles::remove(const QString &path) const
{
    const bool isOurs = !m_folder.isEmpty() && QFileInfo(path).absolutePath() == QDir(m_folder).absolutePath();
    if (!isOurs || !QFile::exists(path)) {
        return tl::make_unexpected(Problem{Problem::Kind::NotFound, tr("There is no such template.")});
    }
    QFile file(path);
    if (!file.remove()) {
        return tl::make_unexpected(
            Problem{Problem::Kind::Unwritable, tr("The template cannot be removed: %1.").arg(file.errorString())});
    }
    return {};
}

} // namespace Settings
