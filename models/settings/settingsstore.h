#pragma once

#include "settings/inifile.h"
#include "settings/preferences.h"

#include <QObject>

#include <memory>

namespace Settings {

/// What the user chose, in `tenantry.ini`: the preferences. Owned by the program's main(); the file is
/// shared with ProfileStore and CredentialKeys, which must not outlive it.
class SettingsStore : public QObject
{
    Q_OBJECT
public:
    static constexpr QLatin1StringView fileName{"tenantry.ini"};

    explicit SettingsStore(std::unique_ptr<IniFile> file, QObject *parent = nullptr);
    ~SettingsStore() override;

    /// Opens the file in the config folder. The error is fit to be shown before any window is.
    static Outcome<std::unique_ptr<SettingsStore>> open(const QString &configFolder);

    IniFile &file() { return *m_file; }

    Preferences preferences() const;
    /// Keeps them, each number brought within its range. Where they could not be saved, those of before hold.
    Outcome<void> setPreferences(const Preferences &preferences);

Q_SIGNALS:
    void preferencesChanged(const Settings::Preferences &preferences);

private:
    std::unique_ptr<IniFile> m_file;
};

} // namespace Settings
