#include "ui/shell/linkactions.h"

#include "ui/pages/customernotice.h"
#include "ui/pages/selectiontab.h"
#include "ui/pages/statustext.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/showplace.h"
#include "ui/shell/topbanners.h"
#include "ui/theme/plaintext.h"
#include "ui/widgets/banner.h"

#include "query/objectlink.h"
#include "session/customerbook.h"
#include "session/estate.h"
#include "session/organizationconnections.h"
#include "session/resting.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using Query::Kind;

namespace Ui {

LinkActions::LinkActions(Session::Estate &estate, const Session::CustomerBook &book, MainWindow &window)
    : QObject(&window)
    , m_estate(estate)
    , m_book(book)
    , m_window(window)
    , m_banner(new Banner(&window))
{
    m_banner->setObjectName(u"link-banner"_s);
    addTopBanner(window, *m_banner);
    m_banner->clear();
    connect(window.actions().copyLink, &QAction::triggered, this, &LinkActions::copy);
    // The title names what is shown: whoever went elsewhere wants to hear of the object no more.
    connect(&window, &QWidget::windowTitleChanged, this, [this] {
        if (m_looking && m_window.scope() != m_scope) {
            stopLooking();
        }
    });
}

void LinkActions::open(const QString &link)
{
    m_looking.reset();
    if (link.isEmpty()) {
        return;
    }
    m_waiting.reset();
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    // Whoever writes in a dialog goes on writing there, whatever is wrong with a link.
    QWidget *dialog = QApplication::activeModalWidget();
    QWidget &front = dialog ? *dialog : m_window;
    front.raise();
    front.activateWindow();
    const auto read = Query::readLink(link);
    if (!read) {
        refuse(tr("A link could not be opened."), read.error());
        return;
    }
    const Session::TenantSession *session = sessionOf(*read);
    if (!session) {
        refuse(tr("A link names the tenant “%1”, which is not open here.").arg(visibleText(read->tenant.left(100))),
               tr("Links lead to saved tenants only. Add the tenant first (%1), then open the link again.")
                   .arg(m_window.actions().addTenant->shortcut().toString(QKeySequence::NativeText)));
        return;
    }
    if (dialog) {
        waitFor(*dialog, link);
        return;
    }
    m_banner->clear();
    const QString id = read->kind == Kind::Tenants ? session->id().text() : read->id;
    const Domain::Place place{session->id(), Query::wordFor(read->kind), id};
    showPlace(m_window, place);
    if (read->kind != Kind::Tenants) {
        m_scope = m_window.scope();
        look(place);
    }
}

/// The last link that came is shown when the dialog is gone; another may have followed it, which is waited for too.
void LinkActions::waitFor(QWidget &dialog, const QString &link)
{
    refuse(tr("A link waits: a dialog is open."), tr("It is shown when the dialog is closed."));
    m_waiting = std::make_unique<QObject>();
    const auto again = [this, link] {
        auto *timer = new QTimer(m_waiting.get());
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, m_waiting.get(), [this, link] {
            m_waiting.release()->deleteLater();
            open(link);
        });
        timer->start(0); // what follows the dialog comes first
    };
    if (auto *known = qobject_cast<QDialog *>(&dialog)) {
        connect(known, &QDialog::finished, m_waiting.get(), again);
    } else {
        connect(&dialog, &QObject::destroyed, m_waiting.get(), again);
    }
}

/// By the name, which is one profile's, before the domain, which several may have: of those, who knows the object.
Session::TenantSession *LinkActions::sessionOf(const Query::ObjectLink &link) const
{
    Session::TenantSession *found = nullptr;
    for (Session::TenantSession *session : m_estate.sessions()) {
        const Domain::TenantProfile &profile = session->profile();
        if (profile.name.compare(link.tenant, Qt::CaseInsensitive) == 0) {
            return session;
        }
        const bool isIts = profile.domain.compare(link.tenant, Qt::CaseInsensitive) == 0;
        if (isIts && (!found || (link.kind != Kind::Tenants && session->record(link.kind, link.id)))) {
            found = session;
        }
    }
    return found;
}

/// Says so where the object is not there once its list has been read, until it comes after all.
void LinkActions::look(const Domain::Place &place)
{
    const Kind kind = *Query::kindFor(place.kind);
    Session::TenantSession *session = m_estate.find(place.tenant);
    if (!session || session->record(kind, place.id)) {
        stopLooking();
        return;
    }
    if (!m_looking) {
        lookAgainOnChanges(*session, place);
    }
    const bool isToCome = Query::isDerived(kind) ? Session::isReading(*session) || m_book.isAwaited(place.tenant)
                                                 : session->status(kind).isReading();
    if (isToCome) {
        return;
    }
    const QString name = session->profile().name;
    const QString what = tr("%1 %2 is not in what was read of %3.").arg(singularFor(kind), place.id, name);
    const bool wasRead = tableStatus(*session, kind).readAt.isValid();
    refuse(what,
           wasRead ? tr("It may have been deleted, or be newer than the list: F5 brings the list up to date.")
                   : tr("The list was not read: F5 reads it, and shows the object if it is there."));
}

void LinkActions::lookAgainOnChanges(Session::TenantSession &session, const Domain::Place &place)
{
    m_looking = std::make_unique<QObject>();
    QObject *context = m_looking.get();
    const auto again = [this, place] { look(place); };
    const auto ofKind = [this, place](Kind changed) {
        const Kind kind = *Query::kindFor(place.kind);
        if (changed == Query::sourceOf(kind) || Query::isDerived(kind)) {
            look(place);
        }
    };
    connect(&session, &Session::TenantSession::recordsChanged, context, ofKind);
    connect(&session, &Session::TenantSession::statusChanged, context, ofKind);
    if (Query::isDerived(*Query::kindFor(place.kind))) {
        connect(&session, &Session::TenantSession::mapStatusChanged, context, again);
        connect(&session.organizationConnections(), &Session::OrganizationConnections::changed, context, again);
        // Later, when the book knows whether it looks at the tenant once more.
        connect(&m_book, &Session::CustomerBook::changed, context, again, Qt::QueuedConnection);
    }
}

/// Nothing but what look() says stands in the banner meanwhile.
void LinkActions::stopLooking()
{
    if (m_looking) {
        m_looking.reset();
        m_banner->clear();
    }
}

void LinkActions::refuse(const QString &what, const QString &why)
{
    m_banner->showState(Banner::Tone::Warning, visibleText(what), visibleText(why));
    auto *dismiss = new QAction(tr("Close"), m_banner);
    connect(dismiss, &QAction::triggered, this, [this] {
        m_looking.reset();
        m_banner->clear();
    });
    m_banner->addButton(dismiss);
}

void LinkActions::copy()
{
    QStringList links;
    qsizetype without = 0;
    const auto add = [&](const Domain::TenantId &tenant, Kind kind, const QString &id) {
        const Session::TenantSession *session = m_estate.find(tenant);
        if (!session) {
            return;
        }
        // Whoever reads the ticket may call the tenant otherwise.
        const Domain::TenantProfile &profile = session->profile();
        const QString text = Query::linkText({profile.domain.isEmpty() ? profile.name : profile.domain, kind, id});
        text.isEmpty() ? void(++without) : links.append(text);
    };
    if (const TablePage *page = m_window.tablePage()) {
        const Selection selection = page->selection();
        for (const Session::ObjectId &object : selection.objects) {
            add(object.tenant, selection.kind, object.id);
        }
    } else if (const auto &tenant = m_window.scope().tenant) {
        add(*tenant, Kind::Tenants, {});
    }
    if (links.isEmpty()) {
        m_window.showMessage(without > 0 ? tr("What is selected cannot be named by a link.")
                                         : tr("Select what the link is to lead to first."));
        return;
    }
    QApplication::clipboard()->setText(links.join(u'\n'));
    const QString copied
        = links.size() == 1 ? tr("Copied %1").arg(links.first()) : tr("Copied %n link(s).", nullptr, int(links.size()));
    m_window.showMessage(without > 0 ? copied + u' ' + tr("%n cannot be named by a link.", nullptr, int(without))
                                     : copied);
}

} // namespace Ui
