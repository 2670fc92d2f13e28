#include "ui/editors/countactions.h"

#include "ui/dialogs/countusersdialog.h"
#include "ui/dialogs/opendialog.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/shell/actions.h"
#include "ui/shell/bottompanel.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/onetenant.h"
#include "ui/theme/plaintext.h"
#include "ui/widgets/tenantmenu.h"

#include "session/customerbook.h"
#include "session/estate.h"
#include "session/usercensus.h"
#include "settings/usercountstore.h"

#include <QLocale>
#include <QMessageBox>

using namespace Qt::StringLiterals;

namespace Ui {

CountActions::CountActions(const CustomerServices &services, MainWindow &window)
    : QObject(&window)
    , m_services(services)
    , m_window(window)
{
    connect(window.actions().countUsers, &QAction::triggered, this, &CountActions::count);
    connect(window.inspector(), &InspectorPanel::selectionShown, this,
            [this](const Selection &selection) { m_selection = selection; });
    connect(&services.estate, &Session::Estate::opened, this, &CountActions::enable);
    connect(&services.estate, &Session::Estate::closed, this, &CountActions::enable);
    connect(services.census, &Session::UserCensus::finished, this, &CountActions::tell);
    connect(services.census, &Session::UserCensus::found, this, &CountActions::tellFound);
    enable();
}

void CountActions::enable()
{
    m_window.actions().countUsers->setEnabled(!m_services.estate.sessions().isEmpty());
}

void CountActions::count()
{
    const QString question = tr("Count the users of which Auth0 tenant?");
    const QList<Session::TenantSession *> sessions = m_services.estate.sessions();
    const auto of = [this](const Selection &whose) {
        const Session::ObjectId &first = whose.objects.first();
        ask(first.tenant, whose.objects.size() == 1 ? first.id : QString());
    };
    const bool isOfCustomers = m_selection.kind == Query::Kind::Customers && !m_selection.objects.isEmpty();
    if (m_window.scope().tenant || sessions.size() == 1) {
        const Domain::TenantId tenant = m_window.scope().tenant.value_or(sessions.first()->id());
        return isOfCustomers && m_selection.objects.first().tenant == tenant ? of(m_selection) : ask(tenant);
    }
    if (isOfCustomers && inOneTenant(m_window, m_services.estate, m_selection, question, of)) {
        return;
    }
    auto *menu = new TenantMenu(question, &m_window);
    connect(menu, &TenantMenu::chosen, this, [this](const Domain::TenantId &tenant) { ask(tenant); });
    for (const Session::TenantSession *session : sessions) {
        menu->add(session->id(), session->profile().name);
    }
    popUpAtFocus(*menu);
}

void CountActions::ask(const Domain::TenantId &tenant, const QString &customer, bool wasSearched)
{
    const Session::TenantSession *session = m_services.estate.find(tenant);
    const auto plan = session ? m_services.census->plan(tenant) : std::nullopt;
    if (!plan) {
        return m_window.showMessage(tr("Read the tenant first: its customers are not known yet."));
    }
    if (m_services.census->isCounting(tenant)) {
        return m_window.showMessage(tr("Its users are being counted. The Activity dock shows how far."));
    }
    const auto last = m_services.census->store().of(tenant);
    using Answer = SearchOffer::Answer;
    const Answer answer = wasSearched                   ? Answer::TooMany
        : m_services.census->searchOf(tenant, customer) ? Answer::NotAsked
                                                        : Answer::CannotTell;
    auto *dialog
        = new CountUsersDialog(session->profile(), *plan, last.get(), {nameOf(tenant, customer), answer}, &m_window);
    connect(dialog, &CountUsersDialog::searchWanted, this, [this, tenant, customer] {
        m_services.census->search(tenant, customer);
        m_window.showMessage(tr("Searching for its users…"));
    });
    connect(dialog, &QDialog::accepted, this, [this, dialog, tenant] {
        m_services.census->begin(tenant, dialog->withMembers());
        m_window.showMessage(tr("Counting the users. The Activity dock shows how far."));
    });
    openDialog(dialog);
}

/// Empty where the tenant has no such customer.
QString CountActions::nameOf(const Domain::TenantId &tenant, const QString &customer) const
{
    const Analysis::TenantCustomers *customers = m_services.book.of(tenant);
    return customers && customers->shares.contains(customer) ? customers->shares.at(customer).name : QString();
}

void CountActions::tellFound(const Domain::TenantId &tenant, const QString &customer, const Session::FoundUsers &users,
                             const QString &notKept)
{
    const QString name = visibleText(nameOf(tenant, customer));
    if (users && !*users) {
        return ask(tenant, customer, true);
    }
    if (!users) {
        return tellFailure(tr("The users of “%1” were not counted.").arg(name), users.error());
    }
    QStringList words{
        tr("“%1”: %Ln user(s), found by search, which learns of changes some moments later.", nullptr, int(**users))
            .arg(name)};
    if (!notKept.isEmpty()) {
        words.append(tr("The number holds until the program ends. %1").arg(notKept));
    }
    m_window.showMessage(words.join(u' '));
    keepOutcome(*m_window.bottom(), tenant, tr("Counting users"), words.join(u' '));
}

void CountActions::tellFailure(const QString &what, const Api::ApiError &error)
{
    auto *box = new QMessageBox(QMessageBox::Warning, u"Tenantry"_s, what, QMessageBox::Ok, &m_window);
    box->setObjectName(u"countFailed"_s);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(error.text());
    openDialog(box);
}

void CountActions::tell(const Domain::TenantId &tenant, const Api::Outcome<Domain::UserCounts> &outcome,
                        const QString &notKept)
{
    const Session::TenantSession *session = m_services.estate.find(tenant);
    const QString name = session ? visibleText(session->profile().name) : QString();
    if (!outcome) {
        if (outcome.error().kind == Api::ApiError::Kind::Cancelled) {
            return m_window.showMessage(tr("The count of %1 was cancelled; nothing of it is kept.").arg(name));
        }
        return tellFailure(tr("The users of %1 were not counted.").arg(name), outcome.error());
    }
    const QLocale locale;
    QStringList words{tr("%Ln user(s) counted, %1 of no customer, %2 of several.", nullptr, int(outcome->users))
                          .arg(locale.toString(outcome->nobody), locale.toString(outcome->several))};
    if (outcome->unreadable > 0) {
        words.append(tr("%Ln line(s) of the export could not be read.", nullptr, int(outcome->unreadable)));
    }
    if (!outcome->membersNotCounted.isEmpty()) {
        words.append(tr("The members of organizations were not counted: %1").arg(outcome->membersNotCounted));
    }
    if (!notKept.isEmpty()) {
        words.append(tr("The counts hold until the program ends. %1").arg(notKept));
    }
    const QString told = words.join(u' ');
    m_window.showMessage(tr("%1: %2", "an Auth0 tenant, and what came of counting its users").arg(name, told));
    keepOutcome(*m_window.bottom(), tenant, tr("Counting users"), told); // which the sentence does not outlive
}

} // namespace Ui
