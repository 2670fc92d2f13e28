// How a ReviewDialog applies what it shows, and tells how that went.

#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/reviewdetails.h"
#include "ui/dialogs/reviewdialog.h"
#include "ui/dialogs/reviewfindings.h"
#include "ui/pages/usertab.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/changetree.h"
#include "ui/widgets/wraplabel.h"

#include "items/changemodel.h"
#include "session/changerun.h"
#include "session/changetray.h"
#include "session/estate.h"
#include "session/writeunlock.h"
#include "json/leaves.h"

#include <QApplication>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

/// The edit as if it had been made of what Auth0 holds now.
Change::PlanItem rebased(Change::PlanItem item, const QList<Json::LeafConflict> &conflicts)
{
    QList<Json::LeafChange> theirs;
    for (const Json::LeafConflict &conflict : conflicts) {
        theirs.append({conflict.change.pointer, conflict.change.before, conflict.now, std::nullopt});
        for (Json::LeafChange &change : item.changes) {
            if (change.pointer == conflict.change.pointer) {
                change.before = conflict.now;
            }
        }
    }
    if (const auto seen = Json::parse(item.seen)) {
        item.seen = Json::write(Json::merge(*seen, theirs).value);
    }
    return item;
}

/// A user's page is read of many parts, and no record tells of all of them that they are others now.
void tellUserTabs(const QWidget &dialog, const QList<Session::TenantPlan> &plans)
{
    QList<Session::ObjectId> users;
    for (const Session::TenantPlan &plan : plans) {
        for (const Change::PlanItem &item : plan.plan.items) {
            if (item.object.kind == Change::ObjectKind::User
                || item.object.kind == Change::ObjectKind::UserOrganizations) {
                users.append({plan.tenant, item.object.id});
            }
        }
    }
    const QObject *window = &dialog;
    while (window->parent()) {
        window = window->parent();
    }
    for (UserTab *tab : window->findChildren<UserTab *>()) {
        tab->takeChanged(users);
    }
}

} // namespace

void ReviewDialog::apply()
{
    if (m_apply->isHidden()) {
        return; // its key is there all the same: while a run is under way, and where there is no rest
    }
    if (m_isOver) {
        const int rebased = restageConflicts();
        showPlans(m_services.tray.plans());
        if (rebased > 0) {
            m_banner->showState(Banner::Tone::Watch,
                                tr("Decided anew, beside what Auth0 holds now: %n conflict(s).", nullptr, rebased),
                                tr("Applying writes over what somebody else set. Take out what is to stay theirs."));
        }
        return;
    }
    if (!isReady()) {
        return;
    }
    const QList<Session::TenantPlan> chosen = m_model->titledPlans();
    auto *run = m_entry
        ? new Session::ChangeRun(m_services.estate, chosen.first().tenant, *m_entry, m_services.journalFolder, this)
        : new Session::ChangeRun(m_services.estate, chosen, m_services.journalFolder, &m_services.tray, this);
    if (const auto started = run->start(); !started) {
        run->deleteLater();
        m_banner->showState(Banner::Tone::Error, tr("Nothing was sent."), started.error());
        return;
    }
    for (const Session::TenantPlan &plan : chosen) {
        if (Session::TenantSession *session = m_services.estate.find(plan.tenant)) {
            session->writeUnlock().useUpName();
        }
    }
    delete std::exchange(m_run, run);
    m_banner->clear();
    if (!m_entry && chosen != m_model->plans()) { // what was left out stays in the tray
        m_model->setPlans(chosen);
        m_objects->showObjects();
    }
    m_model->setChoosing(false);
    m_progress->setRange(0, int(run->items()));
    m_progress->setValue(0);
    connect(run, &Session::ChangeRun::itemFinished, this, &ReviewDialog::takeResult);
    connect(run, &Session::ChangeRun::finished, this, &ReviewDialog::conclude);
    showButtons();
    m_progress->setFocus(); // not Stop: one Return too many would leave half of it undone
}

/// What was in conflict is decided anew, before what is there now: as it was staged, it would be in conflict for ever.
int ReviewDialog::restageConflicts()
{
    int count = 0;
    for (qsizetype plan = 0; m_run && plan < m_run->plans().size(); ++plan) {
        const Domain::TenantId &tenant = m_run->plans().at(plan).tenant;
        const QList<Change::ItemResult> &results = m_run->results(plan);
        for (qsizetype i = 0; i < results.size(); ++i) {
            const Change::ObjectRef &object = m_run->plans().at(plan).plan.items.at(i).object;
            const auto staged = m_services.tray.staged(tenant, object);
            if (staged && !results.at(i).conflicts.isEmpty()) {
                const Change::PlanItem item = rebased(*staged, results.at(i).conflicts);
                m_services.tray.unstage(tenant, object);
                m_services.tray.stage(tenant, item);
                ++count;
            }
        }
    }
    return count;
}

void ReviewDialog::takeResult(qsizetype plan, qsizetype item)
{
    m_model->setResult(plan, item, m_run->results(plan).at(item));
    if (const Api::Secret address = m_run->takeSecret(plan, item); !address.isEmpty()) {
        m_hasSecrets = true;
        Q_EMIT ticketMade(m_run->plans().at(plan).plan.items.at(item).object.name, address);
    }
    m_progress->setValue(int(m_run->finishedItems()));
}

void ReviewDialog::conclude()
{
    using Outcome = Change::ItemOutcome;
    m_isOver = true;
    m_findings->clear(); // they are no forecast any more
    tellUserTabs(*this, m_run->plans());
    qsizetype good = 0;
    QModelIndex firstBad;
    bool isConflict = false; // its fields tell what Auth0 holds now
    for (qsizetype plan = 0; plan < m_run->plans().size(); ++plan) {
        const QList<Change::ItemResult> &results = m_run->results(plan);
        for (qsizetype item = 0; item < results.size(); ++item) {
            m_model->setResult(plan, item, results.at(item));
            const bool isGood
                = results.at(item).outcome == Outcome::Done || results.at(item).outcome == Outcome::AlreadySo;
            good += isGood ? 1 : 0;
            m_hasWritten = m_hasWritten || isGood || results.at(item).isWritten();
            if (!isGood && !firstBad.isValid()) {
                firstBad = m_model->indexOf(plan, item);
                isConflict = results.at(item).outcome == Outcome::Conflict;
            }
        }
    }
    const QString what = tr("%L1 of %L2 changes are done.").arg(good).arg(m_run->items());
    m_result = what;
    m_isGood = !firstBad.isValid();
    m_title->setText(tr("Applied %L1 of %L2 changes").arg(good).arg(m_run->items()));
    setWindowTitle(m_title->text());
    if (firstBad.isValid()) {
        const QStringList why = m_run->stopReasons();
        m_banner->showState(Banner::Tone::Warning, what,
                            !why.isEmpty()  ? why.join(u'\n')
                                : m_entry   ? tr("What was not done says why; the journal can go on with it.")
                                : m_isGiven ? tr("What was not done says why.")
                                            : tr("What was not done says why, and stays staged."));
        m_objects->setCurrentIndex(firstBad);
    } else {
        m_banner->showState(Banner::Tone::Good, what, aftermath());
    }
    m_resultDetail = m_banner->detail();
    m_details->showIndex(current());
    if (!m_isGood && !isConflict) {
        m_details->showResult(); // it says why
    }
    showButtons();
    m_close->setFocus();
}

/// What is left of an entry that was cut off: what was done of it stands in the tenant, and is no forecast any more.
QList<Session::TenantPlan> ReviewDialog::remaining() const
{
    QList<Session::TenantPlan> plans = m_model->chosenPlans();
    for (Session::TenantPlan &own : plans) {
        if (own.plan.id != m_entry->plan.id) {
            continue; // staged again: of that all is to be done
        }
        const QList<Change::PlanItem> items = std::exchange(own.plan.items, {});
        for (qsizetype i = 0; i < items.size(); ++i) {
            const Change::ItemOutcome outcome = m_entry->items.value(i).result.outcome;
            if (outcome != Change::ItemOutcome::Done && outcome != Change::ItemOutcome::AlreadySo) {
                own.plan.items.append(items.at(i));
            }
        }
    }
    return plans;
}

/// Applications that the run which was cut off made: whoever closed it may not have seen their secrets.
QString ReviewDialog::earlierSecrets() const
{
    QStringList names;
    for (qsizetype i = 0; m_entry && i < m_entry->items.size(); ++i) {
        const Change::PlanItem &item = m_entry->plan.items.at(i);
        const Change::ItemRecord &record = m_entry->items.at(i);
        if (item.creation && item.object.kind == Change::ObjectKind::Application && !record.isOpen
            && record.result.isWritten()) {
            names.append(item.object.name);
        }
    }
    return names.isEmpty()
        ? QString()
        : tr("%1 was made before the run was cut off: its secret was handed out then, or not at all. "
             "See it in the Dashboard, at the application's settings, or rotate it there.")
              .arg(QLocale().createSeparatedList(names));
}

/// What can be done about what was done.
QString ReviewDialog::aftermath() const
{
    if (QString earlier = earlierSecrets(); !earlier.isEmpty()) {
        return earlier;
    }
    if (m_hasSecrets) {
        return tr("What Auth0 gave out is shown once this is closed, and then never again.");
    }
    const Json::SecretKeys secrets = Json::SecretKeys::fromResource();
    qsizetype final = 0;
    for (const Session::TenantPlan &plan : m_run->plans()) {
        const QList<Change::PlanItem> &items = plan.plan.items;
        final += std::count_if(items.begin(), items.end(),
                               [&secrets](const auto &item) { return Change::cannotUndo(item, secrets).has_value(); });
    }
    if (final == 0) {
        return tr("The journal can take them back.");
    }
    return final == m_run->items() ? tr("The journal keeps what was done; it cannot be taken back.")
                                   : tr("The journal keeps what was done; some of it cannot be taken back.");
}

void ReviewDialog::reject()
{
    if (m_run && m_run->isRunning()) {
        m_run->cancel();
        m_banner->showState(Banner::Tone::Neutral, tr("Stopping…"),
                            tr("What went out is followed to its end; nothing more is begun."));
        return;
    }
    done(m_hasWritten ? Accepted : Rejected);
}

void openOver(QDialog &asked, ReviewDialog *review)
{
    QObject::connect(review, &QDialog::accepted, &asked, [&asked] {
        QWidget *window = asked.parentWidget() ? asked.parentWidget()->window() : nullptr;
        asked.done(QDialog::Accepted);
        if (!window) {
            return;
        }
        // Both go at once: the desktop hands the keyboard back to the one below, which is no more. Later, as the close
        // may open what was given out.
        QTimer::singleShot(0, window, [window] {
            if (!QApplication::activeModalWidget()) {
                window->activateWindow();
            }
        });
    });
    openDialog(review);
}

} // namespace Ui
