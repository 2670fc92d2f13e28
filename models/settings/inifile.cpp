#include "settings/inifile.h"

#include "settings/migrations.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>

#include <chrono>

using namespace Qt::StringLiterals;

namespace Settings {

namespace {

constexpr QLatin1StringView versionKey("format/version");
constexpr QFile::Permissions onlyOwner = QFile::ReadOwner | QFile::WriteOwner;
/// A temporary file older than this belongs to no write that still runs.
constexpr std::chrono::minutes strayAge(10);

Problem unwritable(const QString &path, const QString &reason)
{
    return {Problem::Kind::Unwritable,
            QCoreApplication::translate("Settings",
                                        "The settings could not be written to %1: %2. Make the folder writable for "
                                        "your account or free some space, then try again.")
                .arg(QDir::toNativeSeparators(path), reason)};
}

Problem unreadable(const QString &path, const QString &reason)
{
    return {Problem::Kind::Unreadable,
            QCoreApplication::translate("Settings",
                                        "The settings in %1 could not be read: %2. Correct the file or move it away; "
                                        "it was left as it is.")
                .arg(QDir::toNativeSeparators(path), reason)};
}

/// QSaveFile writes to `name`.XXXXXX and renames; a process that was killed leaves that file behind.
void removeStrayFiles(const QString &folder, const QString &name)
{
    const QDateTime limit = QDateTime::currentDateTimeUtc().addDuration(-std::chrono::milliseconds(strayAge));
    const QFileInfoList strays = QDir(folder).entryInfoList({name + ".??????"_L1}, QDir::Files | QDir::NoSymLinks);
    for (const QFileInfo &stray : strays) {
        if (stray.lastModified() < limit) {
            QFile::remove(stray.absoluteFilePath());
        }
    }
}

Outcome<void> prepare(const QString &folder, const QString &path)
{
    const bool existed = QDir(folder).exists();
    if (!QDir().mkpath(folder)) {
        return tl::make_unexpected(
            unwritable(folder, QCoreApplication::translate("Settings", "the folder cannot be made")));
    }
    if (!existed) {
        QFile::setPermissions(folder, onlyOwner | QFile::ExeOwner);
    }
    QFile file(path);
    if (!file.exists() && !file.open(QIODevice::WriteOnly | QIODevice::NewOnly, onlyOwner) && !file.exists()) {
        return tl::make_unexpected(unwritable(path, file.errorString()));
    }
    file.close();
    // Replacing the file keeps its permissions, so they are set once, before anything is in it.
    if ((QFile::permissions(path) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther))
        && !QFile::setPermissions(path, onlyOwner)) {
        return tl::make_unexpected(
            unwritable(path, QCoreApplication::translate("Settings", "others can read it and that cannot be changed")));
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return tl::make_unexpected(unreadable(path, file.errorString()));
    }
    return {};
}

} // namespace

IniFile::IniFile(const QString &path)
    : m_path(path)
    , m_keys(std::make_unique<QSettings>(path, QSettings::IniFormat))
{
    remember();
}

IniFile::~IniFile() = default;

Outcome<std::unique_ptr<IniFile>> IniFile::open(const QString &folder, const QString &name)
{
    const QString path = folder + u'/' + name;
    if (const auto prepared = prepare(folder, path); !prepared) {
        return tl::make_unexpected(prepared.error());
    }
    removeStrayFiles(folder, name);
    std::unique_ptr<IniFile> file(new IniFile(path));
    if (file->m_keys->status() != QSettings::NoError) {
        return tl::make_unexpected(unreadable(path, QCoreApplication::translate("Settings", "it is not an INI file")));
    }
    if (const auto migrated = file->migrate(); !migrated) {
        return tl::make_unexpected(migrated.error());
    }
    return file;
}

Outcome<void> IniFile::migrate()
{
    bool isNumber = true;
    const bool isNew = m_keys->allKeys().isEmpty();
    const int version = isNew ? currentVersion : m_keys->value(versionKey, 0).toString().toInt(&isNumber);
    if (!isNumber || version < 0) {
        return tl::make_unexpected(
            unreadable(m_path, QCoreApplication::translate("Settings", "its format version is not a number")));
    }
    if (version > currentVersion) {
        return tl::make_unexpected(Problem{
            Problem::Kind::NewerVersion,
            QCoreApplication::translate("Settings",
                                        "The settings in %1 were written by a later Tenantry (format %2; this one "
                                        "knows up to %3). They were left as they are. Install that version again, or "
                                        "move the file away to start with empty settings.")
                .arg(QDir::toNativeSeparators(m_path))
                .arg(version)
                .arg(currentVersion)});
    }
    if (version == currentVersion && !isNew) {
        return {};
    }
    if (!isNew) {
        const QString copy = m_path + ".v"_L1 + QString::number(version);
        if (!QFile::exists(copy) && !QFile::copy(m_path, copy)) {
            return tl::make_unexpected(
                unwritable(copy, QCoreApplication::translate("Settings", "a copy of the old settings cannot be made")));
        }
        runMigrations(*m_keys, version);
    }
    m_keys->setValue(versionKey, currentVersion);
    return save();
}

Outcome<void> IniFile::save()
{
    if (m_keys->status() != QSettings::NoError) {
        // QSettings never forgets an error; a new one on the same file takes over what is to be written.
        m_keys = std::make_unique<QSettings>(m_path, QSettings::IniFormat);
    }
    m_keys->sync();
    if (m_keys->status() == QSettings::NoError) {
        remember();
        return {};
    }
    revert();
    return tl::make_unexpected(
        unwritable(m_path, QCoreApplication::translate("Settings", "the file cannot be replaced")));
}

void IniFile::remember()
{
    m_saved.clear();
    const QStringList keys = m_keys->allKeys();
    for (const QString &key : keys) {
        m_saved.insert(key, m_keys->value(key));
    }
}

/// QSettings would write what it could not write now at some later time, its own end included, though the user was told
/// that it was not kept.
void IniFile::revert()
{
    const QStringList keys = m_keys->allKeys();
    for (const QString &key : keys) {
        if (!m_saved.contains(key)) {
            m_keys->remove(key);
        }
    }
    for (auto saved = m_saved.cbegin(); saved != m_saved.cend(); ++saved) {
        if (m_keys->value(saved.key()) != saved.value()) {
            m_keys->setValue(saved.key(), saved.value());
        }
    }
}

} // namespace Settings
