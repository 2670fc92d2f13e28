#include "ui/editors/supportactions.h"

#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/reviewdialog.h"
#include "ui/dialogs/supportdialog.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/tablepage.h"
#include "ui/pages/usertab.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/plaintext.h"
#include "ui/widgets/recordtable.h"

#include "api/requests/tenantrequests.h"
#include "change/supportplan.h"
#include "session/customdomains.h"
#include "session/estate.h"
#include "settings/windowstate.h"
#include "json/user_json.h"

#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

using Change::SupportKind;

using Part = Settings::WindowState::Part;

namespace {

/// Where the custom domain that was chosen last is kept.
QString domainKey(const Domain::TenantId &tenant)
{
    return u"custom-domain-"_s + tenant.text();
}

/// "All Applications", to which nobody logs in. It is of each Auth0 tenant, and objects are many: most are not parsed.
bool isGlobal(const Query::Record &application)
{
    if (!application.original.contains("\"global\":true") && !application.original.contains("\"global\": true")) {
        return false;
    }
    const auto object = Json::parse(application.original);
    return object && Json::boolAt(*object, "global").value_or(false);
}

QList<SupportDialog::Choice> applicationsOf(const Session::TenantSession *session)
{
    QList<SupportDialog::Choice> choices;
    if (session) {
        for (const Query::RecordPtr &record : session->records(Query::Kind::Applications)) {
            if (!isGlobal(*record)) {
                choices.append({record->id, Query::textAt(*record, Query::Kind::Applications, u"name")});
            }
        }
    }
    std::sort(choices.begin(), choices.end(),
              [](const auto &left, const auto &right) { return left.name.localeAwareCompare(right.name) < 0; });
    return choices;
}

bool isOfOneTenant(const Selection &selected)
{
    return std::all_of(selected.objects.begin(), selected.objects.end(), [&selected](const Session::ObjectId &object) {
        return object.tenant == selected.objects.first().tenant;
    });
}

/// Whether all of them are known to be blocked, or not to be.
bool areAll(const Selection &selected, const Session::Estate &estate, bool blocked)
{
    const qsizetype column = Query::columnIndex(Query::Kind::Users, u"blocked");
    return std::all_of(selected.objects.begin(), selected.objects.end(), [&](const Session::ObjectId &object) {
        const Query::RecordPtr record = estate.record(object.tenant, Query::Kind::Users, object.id);
        const bool *isBlocked = record ? std::get_if<bool>(&record->cells.at(column)) : nullptr;
        return isBlocked && *isBlocked == blocked;
    });
}

} // namespace

SupportActions::SupportActions(const ChangeServices &services, const Session::CustomerBook &book,
                               Settings::WindowState &memory, MainWindow &window)
    : QObject(&window)
    , m_services(services)
    , m_memory(memory)
    , m_window(window)
    , m_menu(new QMenu(&window))
{
    buildMenu();
    const Actions &actions = window.actions();
    actions.support->setMenu(m_menu);
    connect(actions.support, &QAction::triggered, this, [this] {
        const TablePage *page = m_window.tablePage();
        const QWidget *place = page ? static_cast<const QWidget *>(page->table()) : &m_window;
        m_menu->popup(place->mapToGlobal(QPoint(place->width() / 3, place->height() / 4)));
    });
    m_tab = new UserTab(services.estate, book, actions, &window);
    window.inspector()->addTab(m_tab);
    connect(window.inspector(), &InspectorPanel::selectionShown, this, [this](const Selection &selection) {
        m_window.actions().support->setEnabled(selection.kind == Query::Kind::Users && !selection.objects.isEmpty());
    });
}

void SupportActions::buildMenu()
{
    m_menu->setTitle(m_window.actions().support->text());
    m_menu->setToolTipsVisible(true);
    for (const SupportKind kind : Change::supportKinds()) {
        QAction *action = m_menu->addAction(Change::titleOf(kind) + u'…');
        action->setObjectName(Change::wordOf(kind));
        action->setData(int(kind));
        connect(action, &QAction::triggered, this, [this, kind] { begin(kind); });
    }
    connect(m_menu, &QMenu::aboutToShow, this, &SupportActions::tellScopes);
}

/// What each does, and what the token misses for it: told, and not forbidden, since the claim may be short. What would
/// do nothing for any of them is not offered.
void SupportActions::tellScopes()
{
    const Selection selected = users();
    Session::TenantSession *session
        = selected.objects.isEmpty() ? nullptr : m_services.estate.find(selected.objects.first().tenant);
    for (QAction *action : m_menu->actions()) {
        const Change::SupportAction meant{SupportKind(action->data().toInt())};
        QStringList lines{Change::consequenceOf(meant)};
        if (const auto why = Change::whyFinal(meant)) {
            lines.append(*why);
        }
        const QStringList missing
            = Change::missingScopes(meant, session ? session->client().tokenScopes() : std::nullopt);
        if (!missing.isEmpty()) {
            lines.append(tr("Missing scope: %1.").arg(missing.join(u", "_s)));
        }
        const bool isForNobody = (meant.kind == SupportKind::Unblock && areAll(selected, m_services.estate, false))
            || (meant.kind == SupportKind::Block && areAll(selected, m_services.estate, true));
        if (isForNobody) {
            lines = {meant.kind == SupportKind::Block ? tr("All of the selected users are blocked already.")
                                                      : tr("None of the selected users is blocked.")};
        }
        action->setToolTip(plainToolTip(lines.join(u' ')));
        action->setEnabled(!isForNobody && (meant.kind != SupportKind::ChangeEmail || selected.objects.size() <= 1));
    }
}

Selection SupportActions::users() const
{
    const TablePage *page = m_window.tablePage();
    const Selection selection = page ? page->selection() : Selection();
    return selection.kind == Query::Kind::Users ? selection : Selection();
}

void SupportActions::begin(SupportKind kind)
{
    const Selection selected = users();
    if (selected.objects.isEmpty()) {
        m_window.showMessage(tr("Select the users who need it."));
        return;
    }
    if (!SupportDialog::asksFor(kind)) {
        review(Change::SupportAction{kind}, selected);
        return;
    }
    ask(kind, selected);
}

void SupportActions::ask(SupportKind kind, const Selection &selected)
{
    const Domain::TenantId tenant = selected.objects.first().tenant;
    // An application is of one tenant: the others would be sent an id that they do not know.
    if (!isOfOneTenant(selected) && kind == SupportKind::PasswordMail) {
        m_window.showMessage(tr("The mail for a new password was not begun: it is sent in the name of an application, "
                                "and the users are of several tenants. Select the users of one tenant."));
        return;
    }
    const auto applications
        = isOfOneTenant(selected) ? applicationsOf(m_services.estate.find(tenant)) : QList<SupportDialog::Choice>();
    auto *dialog = new SupportDialog(kind, selected.objects.size(), applications, &m_window);
    connect(dialog, &SupportDialog::chosen, this,
            [this, dialog, tenant, selected](const Change::SupportAction &action) {
                if (dialog->hasDomains()) {
                    m_memory.setValue(Part::Choice, domainKey(tenant), action.customDomain.toLatin1());
                    m_memory.save();
                }
                review(action, selected, dialog);
            });
    if (Change::takesCustomDomain(kind)) {
        readDomains(*dialog, selected);
    }
    openDialog(dialog);
}

void SupportActions::readDomains(SupportDialog &dialog, const Selection &selected)
{
    const Domain::TenantId tenant = selected.objects.first().tenant;
    Session::TenantSession *session = m_services.estate.find(tenant);
    if (!isOfOneTenant(selected) || !session) {
        dialog.showNoDomains(tr("The users are of several tenants: each link leads to its tenant's default."));
        return;
    }
    const QString last = QString::fromLatin1(m_memory.value(Part::Choice, domainKey(tenant)));
    dialog.beginWith(last);
    using Page = Api::Page<QByteArray>;
    session->client().send<Page>(Api::listCustomDomains(), &dialog, [&dialog, last](const Api::Outcome<Page> &page) {
        if (page) {
            dialog.offerDomains(Session::verifiedDomains(page->items), last);
        } else if (page.error().kind == Api::ApiError::Kind::Scope) {
            dialog.showNoDomains(
                tr("The token lacks read:custom_domains, so that none can be chosen: the link leads to "
                   "the tenant's default."));
        } else {
            dialog.showNoDomains(
                tr("They could not be read: %1 The link leads to the tenant's default.").arg(page.error().why()));
        }
    });
}

/// Over the dialog that asked, where one did.
void SupportActions::review(const Change::SupportAction &action, const Selection &selected, SupportDialog *asked)
{
    QList<Session::TenantPlan> plans;
    QStringList skipped;
    for (Session::TenantSession *session : m_services.estate.sessions()) {
        QList<Domain::User> users;
        QList<Change::Skipped> unread;
        for (const Session::ObjectId &object : selected.objects) {
            if (object.tenant != session->id()) {
                continue;
            }
            const Query::RecordPtr record = session->record(Query::Kind::Users, object.id);
            const auto user = record ? Json::readUser(record->original) : Json::Outcome<Domain::User>(Domain::User());
            if (record && user) {
                users.append(*user);
            } else {
                unread.append({{Change::ObjectKind::User, object.id, object.id},
                               record ? tr("What Auth0 sent of the user cannot be read. Search for the user again.")
                                      : tr("The user is not in the list any more. Search for the user again.")});
            }
        }
        if (users.isEmpty() && unread.isEmpty()) {
            continue;
        }
        Change::Plan plan = Change::supportPlan(action, Change::planTenant(session->profile()), users,
                                                session->client().tokenScopes());
        const QString application = action.application.text();
        if (const auto record = session->record(Query::Kind::Applications, application)) {
            Change::nameApplication(plan, Query::textAt(*record, Query::Kind::Applications, u"name"));
        }
        plan.skipped += unread;
        for (const Change::Skipped &one : std::as_const(plan.skipped)) {
            skipped.append(one.reason);
        }
        if (!plan.isEmpty()) {
            plans.append({session->id(), plan});
        }
    }
    QStringList reasons = skipped;
    reasons.removeDuplicates();
    if (plans.isEmpty()) {
        const QString why = skipped.isEmpty() ? tr("The users are not there any more.")
                                              : tr("Nothing to do: %1").arg(reasons.join(u' '));
        asked ? asked->refuse(why) : m_window.showMessage(why);
        return;
    }
    auto *dialog = new ReviewDialog(m_services, plans, asked ? static_cast<QWidget *>(asked) : &m_window);
    auto tickets = std::make_shared<QList<Ticket>>();
    connect(dialog, &ReviewDialog::ticketMade, this, [tickets](const QString &user, const Api::Secret &address) {
        tickets->append({user, address});
    });
    connect(dialog, &QDialog::finished, this, [this, tickets] {
        if (!tickets->isEmpty()) {
            openDialog(new TicketDialog(*tickets, &m_window));
        }
    });
    asked ? openOver(*asked, dialog) : openDialog(dialog);
    if (!skipped.isEmpty()) {
        m_window.showMessage(tr("%n user(s) left out: %1", nullptr, int(skipped.size())).arg(reasons.join(u' ')));
    }
}

} // namespace Ui
