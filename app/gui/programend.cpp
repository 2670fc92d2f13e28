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

using namespace Qt::StringLiterals;

namespace Gui {

ProgramEnd::ProgramEnd(Ui::MainWindow &window, Session::Estate &estate, Session::ChangeTray &tray,
                       const Settings::ProfileStore &profiles, const QString &snapshots)
    : QObject(&window)
    , m_window(window)
    , m_estate(estate)
    , m_tray(tray)
    , m_profiles(profiles)
    , m_file(QFileInfo(snapshots).path() + "/unsent.json"_L1)
{
    auto *watch = new Session::SignalWatch(this);
    connect(watch, &Session::SignalWatch::arrived, this, &ProgramEnd::endUnasked);
    // The manager waits for the answer.
    connect(qGuiApp, &QGuiApplication::commitDataRequest, this, &ProgramEnd::endSession, Qt::DirectConnection);
    load();
    estate.each(this, [this](Session::TenantSession *session) { stageAgain(session); });
}

ProgramEnd::~ProgramEnd()
{
    if (!m_isKept) { // whoever could be asked has let go what was staged
        write(m_kept);
    }
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
    if (!m_window.unsentEdits().isEmpty() && manager.allowsInteraction()) {
        manager.cancel();
        manager.release();
        m_window.close(); // which asks
        return;
    }
    keep();
}

/// What stands in the file already is of tenants that were not open.
void ProgramEnd::keep()
{
    QList<Change::Plan> plans = m_kept;
    for (const Session::TenantPlan &staged : m_tray.plans()) {
        if (m_profiles.find(staged.tenant)) {
            plans.append(staged.plan);
        }
    }
    m_isKept = true;
    write(plans);
}

void ProgramEnd::write(const QList<Change::Plan> &plans) const
{
    if (plans.isEmpty()) {
        QFile::remove(m_file);
        return;
    }
    QDir().mkpath(QFileInfo(m_file).path());
    if (QFile file(m_file); !file.exists()) { // for its owner alone, as what replaces it
        file.open(QIODevice::WriteOnly, QFile::ReadOwner | QFile::WriteOwner);
    }
    Files::writeWholeFile(m_file, Change::writePlans(plans, Json::SecretKeys::fromResource()));
}

void ProgramEnd::load()
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly)) {
        return;
    }
    if (const auto plans = Change::readPlans(file.readAll())) {
        m_kept = *plans;
    }
}

void ProgramEnd::stageAgain(Session::TenantSession *session)
{
    const qsizetype before = m_kept.size();
    m_kept.removeIf([&](const Change::Plan &plan) {
        if (Session::sessionOf(m_estate, plan.tenant) != session) {
            return false;
        }
        m_tray.stage({session->id(), plan});
        return true;
    });
    if (m_kept.size() < before) {
        m_window.showMessage(
            tr("What was staged when Tenantry was ended is staged again. Ctrl+Return reviews what is staged."));
    }
}

} // namespace Gui
