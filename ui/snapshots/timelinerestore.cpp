// What the dialog of snapshots does with what is chosen: it exports and restores.

#include "ui/dialogs/prompt.h"
#include "ui/pages/agetext.h"
#include "ui/snapshots/timelinedialog.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/namedbutton.h"

#include "items/differencemodel.h"
#include "session/letgo.h"
#include "session/tenantsession.h"

#include <QAction>
#include <QLocale>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr qsizetype toldReasons = 5; ///< the review has more
constexpr qsizetype keptReasons = 100; ///< of what stays, with the plan

/// What of a restoration stays, and why.
QString leftText(const Session::Restoration &restoration)
{
    QStringList lines = restoration.notes;
    for (const Change::Skipped &skipped : restoration.stays) {
        if (lines.size() == toldReasons) {
            break;
        }
        QString line = TimelineDialog::tr("%1 stays. %2").arg(Change::described(skipped.object), skipped.reason);
        line[0] = line.at(0).toUpper();
        lines.append(line);
    }
    if (restoration.leftCount() > lines.size()) {
        lines.append(TimelineDialog::tr("and %L1 more").arg(restoration.leftCount() - lines.size()));
    }
    return lines.join(u'\n');
}

} // namespace

void TimelineDialog::showButtons()
{
    const QList<Store::SnapshotInfo> chosen = chosenSnapshots();
    m_export->setText(chosen.size() > 1 ? tr("E&xport %n snapshot(s)…", nullptr, int(chosen.size()))
                                        : tr("E&xport the snapshot…"));
    showObstacle(*m_export, chosen.isEmpty() ? tr("Choose a snapshot") : QString(),
                 tr("To a file for another computer, or for a shelf"));
    const QString why = chosen.isEmpty() ? tr("Choose a snapshot")
        : chosen.size() > 1              ? tr("Choose one snapshot: what is brought back is told against now")
        : !m_tree->selectionModel()->hasSelection() ? tr("Select what is to be as it was: objects, or single fields")
        : m_comparing.isBusy()                      ? tr("It is being compared")
        : m_relations.isRunning()                   ? tr("What it needs is being read")
                                                    : QString();
    showObstacle(*m_restore, why, tr("Stages what brings it back. Nothing is sent before it is reviewed and applied"));
}

void TimelineDialog::exportChosen()
{
    QList<qint64> ids;
    for (const Store::SnapshotInfo &snapshot : chosenSnapshots()) {
        ids.append(snapshot.id);
    }
    const QString proposal = u"%1-%2.snapshots"_s.arg(QString(m_place.tenant).replace(u':', u'-'),
                                                      chosenSnapshots().last().at.toString(u"yyyy-MM-dd"_s));
    m_prompt.saveFile(
        this, {tr("Export the snapshot"), tr("Snapshots (*.snapshots)"), proposal}, [this, ids](const QString &path) {
            m_exporting.start([place = m_place, ids, path] { return Session::exportFromTimeline(place, ids, path); });
        });
}

void TimelineDialog::restore()
{
    if (m_relations.isRunning() || m_restoring.isBusy() || m_comparing.isBusy()) {
        return; // once is enough
    }
    m_restored = wish();
    m_chosen = m_differences->chosen(m_tree->selectionModel()->selection());
    if (!m_restored || m_restored->after || m_chosen.isEmpty()) {
        return;
    }
    m_heldThen.emplace(m_session); // what is read again later on is not whole for a while
    const QStringList organizations = Session::organizationsToRead(m_chosen);
    if (organizations.size() > Session::unaskedMapRequests) {
        offerReading(organizations);
    } else {
        m_relations.start(organizations);
    }
}

void TimelineDialog::offerReading(const QStringList &organizations)
{
    const auto time = Session::RelationsReading::duration(m_session, organizations.size());
    const QString requests = tr("%n request(s)", nullptr, int(organizations.size()));
    m_banner->showState(Banner::Tone::Watch, tr("The connections of many organizations have to be read first."),
                        tr("Auth0 tells them only one by one. Choose less, or read them all."));
    auto *read = new QAction(tr("Read and restore (%1)", "with what it costs")
                                 .arg(time ? requests + u", "_s + durationText(*time) : requests),
                             m_banner);
    read->setObjectName(u"readAll"_s);
    connect(read, &QAction::triggered, this, [this, organizations] {
        if (!m_chosen.isEmpty() && !m_relations.isRunning()) {
            m_relations.start(organizations);
        }
    });
    m_banner->addButton(read);
}

void TimelineDialog::showReading(qint64 done, qint64 total)
{
    if (done == 0) {
        m_banner->showState(Banner::Tone::Neutral, tr("Reading the connections of the organizations…"),
                            tr("%n request(s)", nullptr, int(total)));
        auto *stop = new QAction(tr("Stop"), m_banner);
        stop->setObjectName(u"stopReading"_s);
        connect(stop, &QAction::triggered, &m_relations, &Session::RelationsReading::stop);
        m_banner->addButton(stop);
        showButtons();
    }
    m_banner->showProgress(done, total);
}

void TimelineDialog::stopRestoring()
{
    m_chosen.clear();
    Session::letGo(std::exchange(m_heldThen, std::nullopt));
    m_banner->showState(Banner::Tone::Neutral, tr("Stopped. Nothing was staged."), {});
    showButtons();
}

void TimelineDialog::concludeReading(const Session::RelationsRead &relations)
{
    m_restoring.start([place = m_place, before = m_restored->before, chosen = std::exchange(m_chosen, {}),
                       now = *std::exchange(m_heldThen, std::nullopt),
                       relations] { return Session::restoreFromTimeline(place, before, chosen, now, relations); });
    showButtons();
}

void TimelineDialog::showRestored(const Restored &restored)
{
    showButtons();
    if (!restored) {
        m_banner->showState(Banner::Tone::Error, tr("It cannot be brought back."), restored.error().text());
        return;
    }
    const QString left = leftText(*restored);
    if (restored->items.isEmpty()) {
        m_banner->showState(Banner::Tone::Watch, tr("Nothing of it can be brought back."), left);
        return;
    }
    const QString when = QLocale().toString(m_restored->before.at.toLocalTime(), QLocale::ShortFormat);
    Change::Plan plan = Change::newPlan(tr("Restore as of %1").arg(when), Change::planTenant(m_session.profile()));
    plan.items = restored->items;
    plan.skipped = restored->stays.first(std::min(keptReasons, restored->stays.size()));
    plan.notes = restored->notes;
    if (restored->stays.size() > keptReasons) {
        plan.notes.append(tr("%L1 more stay as they are.").arg(restored->stays.size() - keptReasons));
    }
    Q_EMIT staged({m_session.id(), plan});
    const QString staged
        = tr("Staged, not sent: edits of %n object(s). Close this and press Ctrl+Return to review them.", nullptr,
             int(plan.items.size()));
    m_banner->showState(left.isEmpty() ? Banner::Tone::Good : Banner::Tone::Watch, staged, left);
}

} // namespace Ui
