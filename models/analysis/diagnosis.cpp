#include "analysis/diagnosis.h"

#include "analysis/context.h"
#include "analysis/signincauses.h"
#include "analysis/translation.h"

#include <QLocale>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

bool isSignIn(const QString &type)
{
    return type == "s"_L1 || type == "sens"_L1 || type == "sepft"_L1;
}

/// All events that were read, each once, the newest first.
QList<Domain::LogEvent> eventsOf(const SignInFacts &facts)
{
    QList<Domain::LogEvent> events;
    QSet<QString> known;
    QSet<QString> users;
    const auto take = [&](const QList<Domain::LogEvent> &list) {
        for (const Domain::LogEvent &event : list) {
            // Whoever typed the address may be another user of the same name.
            const bool isTheirs = event.user.isEmpty() || users.contains(event.user.text());
            if (isTheirs && !known.contains(event.id)) {
                known.insert(event.id);
                events.append(event);
            }
        }
    };
    for (const FoundUser &user : facts.users) {
        users.insert(user.user.id.text());
    }
    for (const FoundUser &user : facts.users) {
        take(user.logs.value_or(QList<Domain::LogEvent>()));
    }
    take(facts.logs.value_or(QList<Domain::LogEvent>()));
    std::stable_sort(events.begin(), events.end(),
                     [](const auto &left, const auto &right) { return left.date > right.date; });
    return events;
}

QList<SignInPart> lookedAt(const SignInFacts &facts)
{
    const auto everyUser = [&facts](auto member) {
        return !facts.users.isEmpty()
            && std::all_of(facts.users.begin(), facts.users.end(),
                           [member](const FoundUser &user) { return (user.*member).has_value(); });
    };
    const QList<std::pair<SignInPart, bool>> parts{
        {SignInPart::Users, true},
        {SignInPart::Application, !facts.application.original.isEmpty()},
        {SignInPart::Connections, facts.enabled.has_value()},
        {SignInPart::LockFile, facts.lockFile.has_value()},
        {SignInPart::OrganizationConnections, facts.organizationConnections.has_value()},
        {SignInPart::Membership, everyUser(&FoundUser::organizations)},
        {SignInPart::Blocks, everyUser(&FoundUser::blocks)},
        {SignInPart::Factors, everyUser(&FoundUser::factors)},
        {SignInPart::Logs, facts.logs || everyUser(&FoundUser::logs)},
    };
    QList<SignInPart> looked;
    for (const auto &[part, isThere] : parts) {
        if (isThere && !facts.unread.contains(part)) {
            looked.append(part);
        }
    }
    return looked;
}

/// "auth0|1 in “acme-users”, blocked"
QString whichOf(const FoundUser &user)
{
    QStringList connections;
    for (const Account &account : accountsOf(user.user)) {
        connections.append(u'“' + account.connection + u'”');
    }
    QString text = connections.isEmpty() ? user.user.id.text()
                                         : tr("%1 in %2").arg(user.user.id.text(), connections.join(tr(" and ")));
    if (user.match == FoundUser::Match::OtherCase) {
        text = tr("%1, as %2").arg(text, user.user.email);
    }
    return user.user.blocked ? tr("%1, blocked").arg(text) : text;
}

/// Of several users with the address, each cause that is about one says which, and how many there are.
void tellUsersApart(const SignInFacts &facts, Diagnosis &diagnosis)
{
    const QList<FoundUser> &users = facts.users;
    if (users.size() < 2) {
        return;
    }
    QStringList which;
    for (const FoundUser &user : users) {
        which.append(whichOf(user));
        for (Cause &cause : diagnosis.causes) {
            if (cause.subject.kind == Domain::FindingSubject::Kind::User && cause.subject.id == user.user.id.text()) {
                cause.evidence.prepend(
                    tr("Of %L1 users with this address it is about %2.").arg(users.size()).arg(which.last()));
            }
        }
    }
    constexpr qsizetype most = 5;
    const qsizetype left = which.size() - most;
    diagnosis.accounts
        = tr("%L1 users have this address: %2. What keeps one out need not keep the others out.")
              .arg(users.size())
              .arg(left > 0 ? tr("%1; %2 more").arg(which.mid(0, most).join("; "_L1), QLocale().toString(left))
                            : which.join("; "_L1));
}

} // namespace

bool SignInContext::hasOpenPlace() const
{
    return std::any_of(places.begin(), places.end(), [](const Place &place) {
        return place.isAsked && place.isEnabled && place.isInOrganization.value_or(true) && !place.user->user.blocked;
    });
}

QList<const SignInContext::Place *> SignInContext::placesOf(const FoundUser &user, Which which) const
{
    QList<const Place *> own;
    for (const Place &place : places) {
        if (place.user == &user && (place.isAsked || which == Which::All)) {
            own.append(&place);
        }
    }
    return own;
}

QString SignInContext::timeText(const QDateTime &time) const
{
    return Analysis::timeText(time, times);
}

Domain::FindingSubject SignInContext::applicationSubject() const
{
    return {Domain::FindingSubject::Kind::Application, facts.application.id.text(), facts.application.name};
}

SignInContext contextOf(const SignInFacts &facts, TimeStyle times)
{
    SignInContext context{facts, times};
    for (const FoundUser &user : facts.users) {
        for (const Account &account : accountsOf(user.user)) {
            SignInContext::Place place{&user, account};
            place.isAsked = user.match != FoundUser::Match::LinkedIdentity
                || account.email.compare(facts.email, Qt::CaseInsensitive) == 0;
            for (const Domain::Connection &connection : facts.enabled.value_or(QList<Domain::Connection>())) {
                place.isEnabled = place.isEnabled || connection.name == account.connection;
            }
            if (place.isEnabled) {
                place.connection = &*std::find_if(
                    facts.enabled->begin(), facts.enabled->end(),
                    [&account](const Domain::Connection &one) { return one.name == account.connection; });
            } else if (const auto other = facts.others.constFind(account.connection); other != facts.others.cend()) {
                place.connection = &other->connection;
                place.isUsed = other->isUsed.value_or(true);
            }
            if (context.isThirdParty() && place.connection) {
                place.isUsed = true;
                place.isEnabled = place.isEnabled || place.connection->isDomainConnection.value_or(false);
            }
            if (place.connection && facts.organizationConnections) {
                place.isInOrganization = entryOf(facts, place.connection->id) != nullptr;
            }
            context.places.append(place);
        }
    }
    for (const Domain::LogEvent &event : eventsOf(facts)) {
        if (!event.application.isEmpty() && event.application != facts.application.id) {
            continue;
        }
        if (isSignIn(event.type)) {
            context.lastSuccess = event.date;
            break; // what failed before was overcome
        }
        if (isFailedSignIn(event)) {
            context.failures.append(event);
        }
    }
    return context;
}

Domain::FindingSubject subjectOf(const Domain::User &user)
{
    return {Domain::FindingSubject::Kind::User, user.id.text(), user.email.isEmpty() ? user.id.text() : user.email};
}

Domain::FindingSubject subjectOf(const Domain::Connection &connection)
{
    return {Domain::FindingSubject::Kind::Connection, connection.id.text(), connection.name};
}

const Domain::OrganizationConnection *entryOf(const SignInFacts &facts, const Domain::ConnectionId &connection)
{
    if (!facts.organizationConnections) {
        return nullptr;
    }
    const auto found = std::find_if(facts.organizationConnections->cbegin(), facts.organizationConnections->cend(),
                                    [&connection](const auto &entry) { return entry.connection == connection; });
    return found == facts.organizationConnections->cend() ? nullptr : &*found;
}

QString enabledText(const QList<Domain::Connection> &enabled)
{
    QStringList names;
    for (const Domain::Connection &connection : enabled) {
        names.append(connection.name);
    }
    return names.isEmpty() ? tr("No connection is enabled for the application.")
                           : tr("Enabled for the application: %1.").arg(someOf(names));
}

QString timeText(const QDateTime &time, TimeStyle times)
{
    if (!time.isValid()) {
        return tr("at an unknown time");
    }
    return times == TimeStyle::Utc ? time.toUTC().toString(Qt::ISODate)
                                   : QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
}

Diagnosis diagnose(const SignInFacts &facts, TimeStyle times)
{
    const SignInContext context = contextOf(facts, times);
    Diagnosis diagnosis;
    diagnosis.looked = lookedAt(facts);
    for (SignInLook *look : {lookAtUsers, lookAtConnections, lookAtLock, lookAtOrganization, lookAtLogs}) {
        look(context, diagnosis);
    }
    tellUsersApart(facts, diagnosis);
    const QStringList &order = causeIds();
    std::stable_sort(diagnosis.causes.begin(), diagnosis.causes.end(), [&order](const Cause &left, const Cause &right) {
        return std::pair(left.likelihood, order.indexOf(left.id))
            < std::pair(right.likelihood, order.indexOf(right.id));
    });
    return diagnosis;
}

const QStringList &causeIds()
{
    static const QStringList ids{u"application.not-for-people"_s,
                                 u"application.no-connections"_s,
                                 u"user.blocked"_s,
                                 u"connection.disabled"_s,
                                 u"connection.not-enabled"_s,
                                 u"organization.not-allowed"_s,
                                 u"organization.connection-missing"_s,
                                 u"organization.not-member"_s,
                                 u"user.not-found"_s,
                                 u"signup.disabled"_s,
                                 u"user.brute-force"_s,
                                 u"lock.beyond"_s,
                                 u"connection.wrong"_s,
                                 u"mfa.failing"_s,
                                 u"password.leaked"_s,
                                 u"password.wrong"_s,
                                 u"address.blocked"_s,
                                 u"email.unverified"_s,
                                 u"logs.failed"_s};
    return ids;
}

QLatin1StringView wordOf(Likelihood likelihood)
{
    switch (likelihood) {
    case Likelihood::Certain:
        return "certain"_L1;
    case Likelihood::Likely:
        return "likely"_L1;
    case Likelihood::Possible:
        break;
    }
    return "possible"_L1;
}

QString titleOf(Likelihood likelihood)
{
    switch (likelihood) {
    case Likelihood::Certain:
        return tr("Certain");
    case Likelihood::Likely:
        return tr("Likely");
    case Likelihood::Possible:
        break;
    }
    return tr("Possible");
}

QLatin1StringView wordOf(SignInFix::Kind kind)
{
    using Kind = SignInFix::Kind;
    switch (kind) {
    case Kind::None:
        return {};
    case Kind::Unblock:
        return "unblock"_L1;
    case Kind::LiftBlocks:
        return "lift-blocks"_L1;
    case Kind::VerificationMail:
        return "verification-mail"_L1;
    case Kind::PasswordMail:
        return "password-mail"_L1;
    case Kind::ResetMfa:
        return "reset-mfa"_L1;
    case Kind::EnableConnection:
        return "enable-connection"_L1;
    case Kind::AddToOrganization:
        return "add-to-organization"_L1;
    case Kind::AddMember:
        return "add-member"_L1;
    case Kind::OpenSignup:
        return "open-signup"_L1;
    case Kind::UseConnection:
        return "use-connection"_L1;
    case Kind::AllowOrganizations:
        return "allow-organizations"_L1;
    case Kind::ChooseConnections:
        return "choose-connections"_L1;
    case Kind::LeaveLock:
        break;
    }
    return "leave-lock"_L1;
}

QString titleOf(const SignInFix &fix)
{
    using Kind = SignInFix::Kind;
    switch (fix.kind) {
    case Kind::None:
        return {};
    case Kind::Unblock:
        return tr("Unblock the user");
    case Kind::LiftBlocks:
        return tr("Lift the blocks of brute-force protection");
    case Kind::VerificationMail:
        return tr("Send the verification mail");
    case Kind::PasswordMail:
        return tr("Send the mail for a new password");
    case Kind::ResetMfa:
        return tr("Reset MFA");
    case Kind::EnableConnection:
        return tr("Enable “%1” for “%2”").arg(fix.connectionName, fix.subject.name);
    case Kind::AddToOrganization:
        return tr("Add “%1” to the organization “%2”").arg(fix.connectionName, fix.subject.name);
    case Kind::AddMember:
        return tr("Make the user a member of “%1”").arg(fix.organizationName);
    case Kind::OpenSignup:
        return tr("Open sign-up of “%1”").arg(fix.subject.name);
    case Kind::UseConnection:
        return tr("Use “%1” for signing in again").arg(fix.subject.name);
    case Kind::AllowOrganizations:
        return tr("Let “%1” take people through organizations").arg(fix.subject.name);
    case Kind::ChooseConnections:
        return tr("Choose the connections of “%1”").arg(fix.subject.name);
    case Kind::LeaveLock:
        break;
    }
    return tr("Find a way out for “%1”").arg(fix.subject.name);
}

bool hasPlan(SignInFix::Kind kind)
{
    using Kind = SignInFix::Kind;
    return kind != Kind::None && kind != Kind::LeaveLock && kind != Kind::ChooseConnections;
}

} // namespace Analysis
