#pragma once

#include "settings/problem.h"

#include <QHash>
#include <QVariant>

#include <memory>

class QSettings;

namespace Settings {

/// One INI file of this program: private to the user (0600 in a 0700 folder), replaced as a whole at each write, and
/// never touched where a later version wrote it. The rooms above see only the typed classes built on it.
class IniFile
{
public:
    /// The format this program writes. Version 0 is a file without a version, as the first builds wrote it.
    static constexpr int currentVersion = 1;

    /// Opens or creates `folder`/`name`. A file of an older version is migrated, after a copy of it was put beside it
    /// as `name`.v0 and so on. Files that an interrupted write left behind are removed.
    static Outcome<std::unique_ptr<IniFile>> open(const QString &folder, const QString &name);

    IniFile(const IniFile &) = delete;
    IniFile &operator=(const IniFile &) = delete;
    ~IniFile();

    /// Keys and values. Changes reach the disk with save().
    QSettings &keys() { return *m_keys; }
    const QSettings &keys() const { return *m_keys; }

    /// Writes what changed, keeping what another running Tenantry wrote meanwhile under other keys. Where that fails,
    /// nothing of it is kept: the keys hold again what they held after the last save.
    Outcome<void> save();

private:
    explicit IniFile(const QString &path);
    Outcome<void> migrate();
    void remember();
    void revert();

    QString m_path;
    std::unique_ptr<QSettings> m_keys;
    QHash<QString, QVariant> m_saved; ///< all keys, as they were last read or written
};

} // namespace Settings
