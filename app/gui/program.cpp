#include "gui/program.h"

#include "gui/linkdoor.h"

#include "auth/systemkeychain.h"
#include "settings/paths.h"

using namespace Qt::StringLiterals;

namespace Gui {

tl::expected<void, QString> openSettings(Program &program)
{
    Settings::Paths paths = Settings::Paths::standard();
    if (!program.options.screenshots.isEmpty()) {
        program.scratch = std::make_unique<QTemporaryDir>();
        paths = {program.scratch->filePath(u"config"_s), program.scratch->filePath(u"state"_s),
                 program.scratch->filePath(u"data"_s)};
    }
    auto settings = Settings::SettingsStore::open(paths.config);
    if (!settings) {
        return tl::make_unexpected(settings.error().message);
    }
    program.settings = std::move(*settings);
    Settings::IniFile &file = program.settings->file();
    program.profiles = std::make_unique<Settings::ProfileStore>(file);
    program.decisions = std::make_unique<Settings::DecisionStore>(file, *program.profiles);
    program.customers = std::make_unique<Settings::CustomerStore>(file, *program.profiles);
    program.userCounts = std::make_unique<Settings::UserCountStore>(paths.userCounts(), *program.profiles);
    program.keys = std::make_unique<Settings::CredentialKeys>(file);
    program.palette = std::make_unique<Settings::PaletteStore>(file, *program.profiles);
    program.searches = std::make_unique<Settings::SearchStore>(file, *program.profiles);
    program.reports = std::make_unique<Settings::ReportStore>(file);
    program.door = LinkDoor::doorName(paths.config, paths.state);
    program.keychain = std::make_unique<Auth::KeychainStore>(std::make_unique<Auth::SystemKeychain>(), *program.keys);
    program.credentials = std::make_unique<Auth::LayeredStore>(*program.keychain);
    program.memory = std::make_unique<Settings::WindowState>(paths.state);
    program.snapshots = paths.snapshots();
    program.journal = paths.journal();
    program.templates = paths.templates();
    return {};
}

Ui::ChangeServices changeServices(Program &program)
{
    return {*program.estate,   *program.tray,         program.journal,           program.prompt,
            program.templates, program.auditor.get(), program.customerBook.get()};
}

Ui::CustomerServices customerServices(Program &program)
{
    return {*program.estate, *program.customers,   *program.customerBook, program.auditor.get(),
            program.journal, program.census.get(), program.keeper.get()};
}

} // namespace Gui
