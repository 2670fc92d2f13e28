#include "cli/commandtable.h"
#include "cli/console.h"
#include "cli/helptext.h"
#include "cli/parse.h"

#include <QGuiApplication>
#include <QLocale>
#include <QLoggingCategory>
#include <QNetworkProxyFactory>
#include <QTimer>

#include <algorithm>
#include <csignal>
#include <memory>
#include <string_view>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace std::string_view_literals;

namespace {

/// Secrets pass through this process: no core file may keep them.
void keepMemoryOffTheDisk()
{
    const rlimit none{0, 0};
    (void)setrlimit(RLIMIT_CORE, &none);
}

/// Reports have pages and charts: those need fonts, and no display.
std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv)
{
    const bool needsFonts = std::any_of(argv, argv + argc, [](const char *word) { return word == "report"sv; });
    if (!needsFonts) {
        return std::make_unique<QCoreApplication>(argc, argv);
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    // Qt complains where nobody is logged in, as for a timer at night, although it needs no such folder here.
    QLoggingCategory::setFilterRules(u"default.warning=false"_s);
    auto application = std::make_unique<QGuiApplication>(argc, argv);
    QLoggingCategory::setFilterRules({});
    return application;
}

int codeOf(Cli::ExitCode code, Cli::Console &console)
{
    console.progress({});
    console.flush();
    if (const auto failure = console.writeFailure()) {
        console.say(*failure);
        return int(failure->code);
    }
    return int(code);
}

} // namespace

int main(int argc, char **argv)
{
    keepMemoryOffTheDisk();
    // A reader that goes away (`| head`) is met where the output is written.
    (void)std::signal(SIGPIPE, SIG_IGN);
    const std::unique_ptr<QCoreApplication> application = makeApplication(argc, argv);
    QCoreApplication::setApplicationName(u"tenantry"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(TENANTRY_VERSION));
    // Its sentences are English, and what it writes is the same wherever it runs.
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QNetworkProxyFactory::setUseSystemConfiguration(true);

    Cli::Console console;
    const Cli::Outcome<Cli::Invocation> invocation = Cli::parse(QCoreApplication::arguments());
    if (!invocation) {
        console.say(invocation.error());
        return codeOf(invocation.error().code, console);
    }
    const Cli::Arguments &arguments = invocation->arguments;
    if (arguments.has(Cli::OptionName::version)) {
        console.write(Cli::versionText());
        return codeOf(Cli::ExitCode::Done, console);
    }
    if (arguments.has(Cli::OptionName::help)) {
        console.write(invocation->command == nullptr ? Cli::helpText() : Cli::helpText(*invocation->command));
        return codeOf(Cli::ExitCode::Done, console);
    }

    QObject run;
    QTimer::singleShot(0, &run, [&invocation, &console, &run] {
        invocation->command->start(invocation->arguments, console, &run,
                                   [](Cli::ExitCode code) { QCoreApplication::exit(int(code)); });
    });
    const int code = QCoreApplication::exec();
    return codeOf(Cli::ExitCode(code), console);
}
