#include "ui/editors/cutoffonboarding.h"

#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/reviewdialog.h"
#include "ui/dialogs/takebackdialog.h"
#include "ui/dialogs/ticketdialog.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/topbanners.h"
#include "ui/theme/plaintext.h"
#include "ui/widgets/banner.h"

#include "session/estate.h"

#include <QAction>
#include <QLocale>
#include <QLockFile>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// An onboarding that began and did not end, and that no other process is at work on.
bool isCutOff(const Change::JournalEntry &entry)
{
    if (!entry.isUnfinished() || entry.plan.customer.isEmpty() || !entry.plan.reverts.isEmpty()) {
        return false;
    }
    QLockFile lock(entry.path + u".lock"_s); // JournalFile's
    lock.setStaleLockTime(0);
    return lock.tryLock(0);
}

QList<Change::JournalEntry> cutOffIn(const QString &folder)
{
    const QList<Change::JournalEntry> journal = Change::readJournal(folder);
    const QHash<QString, Change::Reversal> reversals = Change::reversalsIn(journal);
    QList<Change::JournalEntry> found;
    for (const Change::JournalEntry &entry : journal) {
        if (!reversals.value(entry.plan.id).isWhole && isCutOff(entry)) {
            found.append(entry);
        }
    }
    return found;
}

} // namespace

CutOffOnboarding::CutOffOnboarding(const ChangeServices &services, MainWindow &window)
    : QObject(&window)
    , m_services(services)
    , m_window(window)
    , m_reading(this, [this](const Journal &journal) { show(journal); })
    , m_banner(new Banner(&window))
{
    m_banner->setObjectName(u"cut-off-banner"_s);
    addTopBanner(window, *m_banner);
    m_banner->clear();
    connect(&services.estate, &Session::Estate::opened, this, &CutOffOnboarding::look);
    connect(&services.estate, &Session::Estate::closed, this, &CutOffOnboarding::look);
    look();
}

void CutOffOnboarding::look()
{
    if (m_services.estate.sessions().isEmpty()) {
        m_reading.forget();
        m_banner->clear();
        return;
    }
    m_reading.start([folder = m_services.journalFolder] { return cutOffIn(folder); });
}

/// It may have been gone on with or taken back elsewhere since the banner was shown.
void CutOffOnboarding::carryOut(const Wish &wish, const Journal &journal)
{
    const auto entry = std::find_if(journal.begin(), journal.end(),
                                    [&wish](const Change::JournalEntry &one) { return one.plan.id == wish.plan; });
    const Session::TenantSession *session
        = entry == journal.end() ? nullptr : Session::sessionOf(m_services.estate, entry->plan.tenant);
    if (session) {
        (this->*wish.way)(session->id(), *entry);
    } else {
        m_window.showMessage(tr("That onboarding is not cut off any more. The journal (Ctrl+J) tells how it ended."));
    }
}

void CutOffOnboarding::show(const Journal &journal)
{
    if (const auto wish = std::exchange(m_wish, {})) {
        carryOut(*wish, journal);
    }
    for (const Change::JournalEntry &entry : journal) { // the latest first
        const Session::TenantSession *session = Session::sessionOf(m_services.estate, entry.plan.tenant);
        if (session && !m_later.contains(entry.plan.id)) {
            return tell(entry);
        }
    }
    m_banner->clear();
}

void CutOffOnboarding::tell(const Change::JournalEntry &entry)
{
    const QLocale locale;
    const auto done = std::count_if(entry.items.cbegin(), entry.items.cend(), [](const Change::ItemRecord &item) {
        return item.result.isWritten() || item.result.outcome == Change::ItemOutcome::AlreadySo;
    });
    const Change::Plan back = Change::inversePlan(entry);
    m_banner->showState(
        Banner::Tone::Watch,
        tr("The onboarding of %1 in %2 was cut off on %3.")
            .arg(visibleText(entry.plan.customer), visibleText(entry.plan.tenant.name),
                 locale.toString(entry.begun.toLocalTime(), QLocale::ShortFormat)),
        tr("Done are %1 of its %2 changes.")
                .arg(locale.toString(qlonglong(done)), locale.toString(qlonglong(entry.plan.items.size())))
            + u' '
            + (back.isEmpty() ? tr("Go on with the rest: what is there already is not made again.")
                              : tr("Go on with the rest, which makes nothing twice, or take back what it made.")));
    const auto wish = [this, id = entry.plan.id](Way way) {
        return [this, id, way] {
            m_wish = Wish{id, way};
            look();
        };
    };
    const auto offer = [this](const char *name, const QString &text, const std::function<void()> &way) {
        auto *action = new QAction(text, m_banner);
        action->setObjectName(QLatin1StringView(name));
        connect(action, &QAction::triggered, this, way);
        m_banner->addButton(action);
    };
    offer("goOn", tr("Go on…"), wish(&CutOffOnboarding::goOn));
    if (!back.isEmpty()) {
        offer("takeBack", tr("Take back…"), wish(&CutOffOnboarding::takeBack));
    }
    offer("later", tr("Later"), [this, id = entry.plan.id] {
        m_later.insert(id);
        look();
    });
}

/// Secrets of applications are handed out once the review is closed.
void CutOffOnboarding::goOn(const Domain::TenantId &tenant, const Change::JournalEntry &entry)
{
    auto *dialog = new ReviewDialog(m_services, tenant, entry, &m_window);
    handOut(*dialog, TicketDialog::What::ApplicationSecrets, m_window);
    connect(dialog, &QDialog::finished, this, &CutOffOnboarding::look);
    openDialog(dialog);
}

void CutOffOnboarding::takeBack(const Domain::TenantId &tenant, const Change::JournalEntry &entry)
{
    const Change::Plan back = Change::inversePlan(entry);
    const QList<Session::TenantPlan> plans{{tenant, back}};
    const auto reviewOf = [this](const QList<Session::TenantPlan> &allowed, QWidget *over) {
        auto *review = new ReviewDialog(m_services, allowed, over);
        connect(review, &QDialog::finished, this, &CutOffOnboarding::look);
        return review;
    };
    if (!deletesObjects(back)) {
        return openDialog(reviewOf(plans, &m_window));
    }
    auto *dialog = new TakeBackDialog(plans, &m_window);
    connect(dialog, &TakeBackDialog::confirmed, this, [dialog, reviewOf](const QList<Session::TenantPlan> &allowed) {
        openOver(*dialog, reviewOf(allowed, dialog));
    });
    openDialog(dialog);
}

} // namespace Ui
