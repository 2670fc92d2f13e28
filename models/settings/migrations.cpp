#include "settings/migrations.h"

#include "settings/inifile.h"

#include <QSettings>

#include <array>

using namespace Qt::StringLiterals;

namespace Settings {

namespace {

/// Format 0 knew two themes and two environments, each as a yes or no.
void fromZero(QSettings &keys)
{
    if (keys.contains("dark"_L1)) {
        keys.setValue("preferences/theme"_L1, keys.value("dark"_L1).toBool() ? u"dark"_s : u"light"_s);
        keys.remove("dark"_L1);
    }
    keys.beginGroup("profiles"_L1);
    const QStringList ids = keys.childGroups();
    for (const QString &id : ids) {
        const QString production = id + "/production"_L1;
        if (keys.contains(production)) {
            keys.setValue(id + "/environment"_L1, keys.value(production).toBool() ? u"production"_s : u"development"_s);
            keys.remove(production);
        }
    }
    keys.endGroup();
}

using Migration = void (*)(QSettings &);
/// The entry at n leads from format n to n + 1.
constexpr std::array<Migration, IniFile::currentVersion> migrations{&fromZero};

} // namespace

void runMigrations(QSettings &keys, int version)
{
    for (auto next = static_cast<std::size_t>(version); next < migrations.size(); ++next) {
        migrations.at(next)(keys);
    }
}

} // namespace Settings
