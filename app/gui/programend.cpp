#include "gui/programend.h"

#include "change/planfile.h"
#include "files/wholefile.h"
#include "session/changetray.h"
#include "session/estate.h"
#include "session/signalwatch.h"
#include "settings/profilestore.h"
#include "ui/dialogs/stagedguard.h"
#include "ui/shell/mainwindow.h"
#include "json/mask.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QSessionManager>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Gui {

namespace {

/// Each kept plan with the path of its file. One that cannot be read, as of a newer Tenantry, is left alone.
QList<std::pair<QString, Change::Plan>> keptIn(const QString &folder)
{
    QList<std::pair<QString, Change::Plan>> kept;
    const QDir dir(folder);
    for (const QString &name : dir.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        QFile file(dir.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) {
            continue;
        }
        if (const auto plans = Change::readPlans(file.readAll()); plans && plans->size() == 1) {
            kept.append({file.fileName(), plans->first()});
        }
    }
    return kept;
}

} // namespace

ProgramEnd::ProgramEnd(Ui::MainWindow &window, Session::Estate &estate, Session::ChangeTray &tray,
                       const Settings::ProfileStore &profiles, const QString &snapshots)
    : QObject(&window)
    , m_window(window)
    , m_estate(estate)
    , m_tray(tray)
    , m_profiles(profiles)
    , m_folder(QFileInfo(snapshots).path() + "/unsent"_L1)
{
    auto *watch = new Session::SignalWatch(this);
    connect(watch, &Session::SignalWatch::arrived, this, &ProgramEnd::endUnasked);
    // The manager waits for the answer.
    connect(qGuiApp, &QGuiApplication::commitDataRequest, this, &ProgramEnd::endSession, Qt::DirectConnection);
    connect(&profiles, &Settings::ProfileStore::removed, this, &ProgramEnd::forgetRemoved);
    estate.each(this, [this](Session::TenantSession *session) { stageAgain(session); });
}

void ProgramEnd::endUnasked()
{
    keep();
    if (auto *guard = m_window.findChild<Ui::StagedGuard *>()) {
        guard->letGo();
    }
    m_window.close();
    QCoreApplication::exit(0); // what is shown beside the window does not keep it
}

void ProgramEnd::endSession(QSessionManager &manager)
{
    if (m_window.unsentEdits().isEmpty()) {
        return; // the window closes by itself
    }
    if (!manager.allowsInteraction()) {
        return endUnasked();
    }
    manager.cancel();
    manager.release();
    m_window.close(); // which asks
}

void ProgramEnd::keep()
{
    for (const Session::TenantPlan &staged : m_tray.plans()) {
        if (!m_profiles.find(staged.tenant)) {
            continue;
        }
        QDir().mkpath(m_folder);
        const QString path = u"%1/%2.json"_s.arg(m_folder, QUuid::createUuid().toString(QUuid::WithoutBraces));
        const QString problem = Files::writeWholeFile(
            path, Change::writePlans({staged.plan}, Json::SecretKeys::fromResource()), Files::Readers::OwnerAlone);
        if (!problem.isEmpty()) {
            qWarning("What was staged could not be kept: %s", qPrintable(problem));
        }
    }
}

void ProgramEnd::stageAgain(Session::TenantSession *session)
{
    bool isStaged = false;
    for (const auto &[path, plan] : keptIn(m_folder)) {
        // Another window that shows the tenant may be about to take it too: whoever takes the file away has it.
        if (Session::sessionOf(m_estate, plan.tenant) == session && QFile::remove(path)) {
            m_tray.stage({session->id(), plan});
            isStaged = true;
        }
    }
    if (isStaged) {
        m_window.showMessage(
            tr("What was staged when Tenantry was ended is staged again. Ctrl+Return reviews what is staged."));
    }
}

/// What is kept of a tenant goes with its profile.
void ProgramEnd::forgetRemoved()
{
    for (const auto &[path, plan] : keptIn(m_folder)) {
        const bool isKnown
            = std::ranges::any_of(m_profiles.profiles(), [&origin = plan.tenant.origin](const auto &profile) {
                  return Change::planTenant(profile).origin == origin;
              });
        if (!isKnown) {
            QFile::remove(path);
        }
    }
}

} // namespace Gui
