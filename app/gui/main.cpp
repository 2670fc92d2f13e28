#include "gui/auditdecisions.h"
#include "gui/changeshots.h"
#include "gui/clientoptions.h"
#include "gui/customershots.h"
#include "gui/guioptions.h"
#include "gui/linkdoor.h"
#include "gui/metadatashots.h"
#include "gui/paletteshots.h"
#include "gui/policyeditorshots.h"
#include "gui/policyshots.h"
#include "gui/privatememory.h"
#include "gui/program.h"
#include "gui/programactions.h"
#include "gui/programend.h"
#include "gui/sandboxestate.h"
#include "gui/screenshots.h"

#include "auth/tokensources.h"
#include "session/auditor.h"
#include "session/customerbook.h"
#include "session/profilesessions.h"
#include "session/snapshotkeeper.h"
#include "session/usercensus.h"
#include "settings/customerstore.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"
#include "settings/usercountstore.h"
#include "ui/dialogs/changeactions.h"
#include "ui/dialogs/opendialog.h"
#include "ui/editors/countactions.h"
#include "ui/editors/diagnosisactions.h"
#include "ui/editors/editoractions.h"
#include "ui/editors/findingactions.h"
#include "ui/editors/onboardactions.h"
#include "ui/editors/shareactions.h"
#include "ui/editors/supportactions.h"
#include "ui/pages/warningspanel.h"
#include "ui/reports/exportactions.h"
#include "ui/reports/reportactions.h"
#include "ui/shell/actions.h"
#include "ui/shell/linkactions.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/paletteactions.h"
#include "ui/shell/searchactions.h"
#include "ui/shell/sourceplurals.h"
#include "ui/shell/useractions.h"
#include "ui/snapshots/timelineactions.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFutureWatcher>
#include <QIcon>
#include <QMessageBox>
#include <QNetworkProxyFactory>
#include <QTemporaryDir>
#include <QtConcurrentRun>

#include <cstdio>
#include <utility>

using namespace Qt::StringLiterals;

using Gui::Program;

namespace {

void say(std::FILE *where, const QString &text)
{
    std::fputs(qPrintable(text), where);
    std::fputc('\n', where);
}

void show(Program &program, const QString &problem)
{
    if (!program.options.screenshots.isEmpty()) {
        say(stderr, problem);
        QCoreApplication::exit(1);
        return;
    }
    auto *box = new QMessageBox(QMessageBox::Warning, u"Tenantry"_s, problem, QMessageBox::Ok, program.window.get());
    box->setTextFormat(Qt::PlainText);
    Ui::openDialog(box);
}

/// From a desktop's menu nobody sees standard error.
int tellAndEnd(const QString &problem)
{
    QMessageBox box(QMessageBox::Critical, u"Tenantry"_s, problem, QMessageBox::Close);
    box.setTextFormat(Qt::PlainText);
    QObject::connect(&box, &QDialog::finished, &box, [] { QCoreApplication::exit(1); });
    box.open();
    return QApplication::exec();
}

/// The sandbox's snapshots never come among those of real tenants, and go with the program.
void keepSnapshots(Program &program)
{
    program.passing = std::make_unique<QTemporaryDir>();
    const QString others
        = program.passing->isValid() ? program.passing->filePath(u"data/snapshots.sqlite"_s) : QString();
    program.keeper = std::make_unique<Session::SnapshotKeeper>(*program.estate, *program.profiles,
                                                               Session::SnapshotFiles{program.snapshots, others},
                                                               Json::SecretKeys::fromResource());
    program.keeper->follow(*program.settings);
    program.auditor->setSnapshots(*program.keeper);
    program.window->warnings()->showPast(*program.keeper);
    QObject::connect(program.keeper.get(), &Session::SnapshotKeeper::troubled, program.window.get(),
                     [&program](const QString &text) { show(program, text); });
}

void open(Program &program, const Domain::TenantProfile &profile, const Api::Secret &secret)
{
    auto session = Session::makeSession(profile, Auth::tokenSource(profile, secret),
                                        Gui::clientOptions(profile, program.settings->preferences()));
    if (session) {
        program.estate->open(std::move(*session));
    } else {
        show(program, session.error());
    }
}

/// The sandbox is made on another thread: a large one takes seconds.
void openSandbox(Program &program)
{
    program.window->actions().openSandbox->setEnabled(false);
    program.window->showOpeningSandbox(true);
    program.window->showMessage(QCoreApplication::translate("Gui", "Opening the sandbox…"));
    using Started = tl::expected<Gui::SandboxEstate, QString>;
    auto started = std::make_shared<Started>();
    auto *watcher = new QFutureWatcher<void>(program.window.get());
    QObject::connect(watcher, &QFutureWatcherBase::finished, program.window.get(), [&program, started, watcher] {
        watcher->deleteLater();
        program.window->showOpeningSandbox(false);
        if (!*started) {
            program.window->actions().openSandbox->setEnabled(true);
            show(program, started->error());
            return;
        }
        program.sandbox = std::move((*started)->server);
        for (const Gui::SandboxTenant &tenant : (*started)->tenants) {
            open(program, tenant.profile, tenant.secret);
        }
        program.window->showMessage(QCoreApplication::translate(
            "Gui", "The sandbox is open: made-up tenants on this computer, where a change harms nobody."));
        const Gui::SandboxTenant &first = (*started)->tenants.first();
        program.window->showScope({first.profile.id, Query::Kind::Applications, {}});
        program.links->open(std::exchange(program.options.link, {}));
        if (!program.options.screenshots.isEmpty()) {
            for (const Gui::SandboxTenant &troubled : Gui::troubledTenants(first)) {
                open(program, troubled.profile, troubled.secret);
            }
        }
    });
    watcher->setFuture(
        QtConcurrent::run([started, options = program.options] { *started = Gui::startSandbox(options); }));
}

void openBaseUrl(Program &program)
{
    const Gui::GuiOptions &options = program.options;
    const auto credential = Auth::credentialFrom(Auth::processEnvironment(), !options.clientId.isEmpty());
    if (!credential) {
        show(program, credential.error());
        return;
    }
    Domain::TenantProfile profile;
    profile.id = Domain::TenantId(u"base-url"_s);
    profile.name = options.baseUrl.authority();
    profile.baseUrl = options.baseUrl;
    profile.clientId = options.clientId;
    profile.credential = credential->kind;
    profile.readOnly = false; // the mark is one of a saved profile
    open(program, profile, credential->secret);
}

void drawPictures(Program &program)
{
    program.startWindow
        = std::make_unique<Ui::MainWindow>(*program.nothing, *program.settings, *program.memory, *program.theme);
    auto *shots = new Gui::Screenshots(*program.window, *program.startWindow, *program.estate, *program.theme,
                                       program.options.screenshots, program.window.get());
    Gui::addChangeShots(*shots, *program.window, *program.estate, *program.tray);
    Gui::addMetadataShots(*shots, *program.window, *program.estate, *program.tray);
    Gui::addPolicyShots(*shots, *program.window, *program.tray);
    Gui::addPolicyEditorShots(*shots, *program.window, *program.tray);
    Gui::addCustomerShots(*shots, *program.window, Gui::customerServices(program));
    Gui::addPaletteShots(*shots, *program.window, *program.estate);
    if (program.options.theme) {
        shots->onlyIn(*program.options.theme);
    }
    QObject::connect(shots, &Gui::Screenshots::finished, program.window.get(), [](const QStringList &problems) {
        for (const QString &problem : problems) {
            say(stderr, problem);
        }
        QCoreApplication::exit(problems.isEmpty() ? 0 : 1);
    });
    // The pictures need the sandbox, which opens its tenants one after the other in one go.
    QObject::connect(program.estate.get(), &Session::Estate::opened, shots, [shots](const Domain::TenantId &id) {
        if (id.text() == "limited"_L1) {
            shots->run();
        }
    });
}

} // namespace

int main(int argc, char **argv)
{
    Gui::keepMemoryPrivate();
    Gui::choosePlatform(argc, argv);
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"tenantry"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(TENANTRY_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Tenantry"_s);
    QGuiApplication::setDesktopFileName(QStringLiteral(TENANTRY_APP_ID));
    QNetworkProxyFactory::setUseSystemConfiguration(true);
    Ui::SourcePlurals plurals;
    QCoreApplication::installTranslator(&plurals);

    Program program;
    const auto options = Gui::readOptions(QCoreApplication::arguments());
    if (!options) {
        say(stderr, options.error());
        return 2; // as the command line does of what it does not understand
    }
    program.options = *options;
    if (!program.options.helpText.isEmpty()) {
        say(stdout, program.options.helpText);
        return 0;
    }
    if (program.options.version) {
        say(stdout, u"tenantry "_s + QCoreApplication::applicationVersion());
        return 0;
    }
    if (const auto opened = Gui::openSettings(program); !opened) {
        say(stderr, opened.error());
        return program.options.screenshots.isEmpty() ? tellAndEnd(opened.error()) : 1;
    }
    const bool isOnlySandbox = program.options.sandbox || !program.options.screenshots.isEmpty();
    const bool takesLinks = !isOnlySandbox && program.options.baseUrl.isEmpty();
    if (takesLinks && !program.options.link.isEmpty() && Gui::LinkDoor::handOver(program.door, program.options.link)) {
        return 0;
    }
    program.sessions = std::make_unique<Session::ProfileSessions>(
        *program.estate, *program.profiles, *program.credentials, [&program](const Domain::TenantProfile &profile) {
            return Gui::clientOptions(profile, program.settings->preferences());
        });
    program.customerBook = std::make_unique<Session::CustomerBook>(*program.estate, *program.customers);
    program.customerBook->setUserCounts(*program.userCounts);
    program.customerBook->setAuditor(*program.auditor);
    program.census = std::make_unique<Session::UserCensus>(*program.estate, *program.customerBook, *program.userCounts);
    if (!isOnlySandbox) {
        program.sessions->openAll();
    }
    program.theme = std::make_unique<Ui::Theme>();
    program.window
        = std::make_unique<Ui::MainWindow>(*program.estate, *program.settings, *program.memory, *program.theme);
    Gui::followDecisions(*program.auditor, *program.decisions, *program.keysOfApplications, *program.settings,
                         program.templates);
    program.window->showFindings(*program.auditor, program.staged.get());
    program.window->warnings()->showCustomers(*program.customerBook);
    keepSnapshots(program);
    if (program.options.theme) {
        program.theme->setChoice(*program.options.theme);
    }
    auto *actions = new Gui::ProgramActions(*program.window, *program.estate, *program.sessions, *program.profiles,
                                            *program.credentials, *program.settings, program.templates);
    const Ui::ChangeServices changes = Gui::changeServices(program);
    new Ui::ChangeActions(changes, *program.window);
    QObject::connect(program.profiles.get(), &Settings::ProfileStore::removed, program.tray.get(),
                     &Session::ChangeTray::forget);
    new Ui::EditorActions(changes, *program.window);
    new Ui::SupportActions(changes, *program.customerBook, *program.memory, *program.window);
    new Ui::DiagnosisActions(changes, *program.customerBook, *program.decisions, *program.window);
    new Ui::FindingActions(changes, *program.decisions, *program.memory, *program.window);
    new Ui::UserActions(*program.estate, *program.customerBook, *program.window);
    new Ui::ShareActions(Gui::customerServices(program), changes, *program.window);
    new Ui::CountActions(Gui::customerServices(program), *program.window);
    actions->serve(*new Ui::OnboardActions(Gui::customerServices(program), changes, *program.window));
    new Ui::ReportActions(Gui::customerServices(program), *program.reports, program.prompt, *program.window);
    new Ui::ExportActions(*program.estate, program.prompt, *program.window);
    new Ui::TimelineActions(changes, *program.keeper, *program.window);
    auto *palette = new Ui::PaletteActions(*program.estate, *program.palette, *program.window);
    new Ui::SearchActions(*program.estate, *program.searches, *palette, *program.window);
    program.links = new Ui::LinkActions(*program.estate, *program.customerBook, *program.window);
    QObject::connect(program.window->actions().openSandbox, &QAction::triggered, program.window.get(),
                     [&program] { openSandbox(program); });
    if (program.options.screenshots.isEmpty()) {
        new Gui::ProgramEnd(*program.window, *program.estate, *program.tray, *program.profiles, program.snapshots);
        program.window->show();
    } else {
        drawPictures(program);
        program.options.sandbox = true;
    }
    if (program.options.sandbox) {
        openSandbox(program);
    }
    if (!program.options.baseUrl.isEmpty()) {
        openBaseUrl(program);
    }
    if (takesLinks) {
        auto *door = new Gui::LinkDoor(program.door, program.window.get());
        QObject::connect(door, &Gui::LinkDoor::linkArrived, program.links, &Ui::LinkActions::open);
    }
    if (!program.options.sandbox) { // whose tenants are on their way
        program.links->open(std::exchange(program.options.link, {}));
    }
    return QApplication::exec();
}
