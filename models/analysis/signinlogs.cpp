#include "analysis/context.h"
#include "analysis/signincauses.h"
#include "analysis/translation.h"
#include "domain/logtypes.h"
#include "json/useraccess_json.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

using Events = QList<const Domain::LogEvent *>;

Events eventsWhere(const SignInContext &context, const std::function<bool(const Domain::LogEvent &)> &isMeant)
{
    Events events;
    for (const Domain::LogEvent &event : context.failures) {
        if (isMeant(event)) {
            events.append(&event);
        }
    }
    return events;
}

/// "5×, the last 28.11.26 17:05, from 192.0.2.7 and 198.51.100.9."
QString timesOf(const SignInContext &context, const Events &events)
{
    QStringList addresses;
    for (const Domain::LogEvent *event : events) {
        if (!event->ip.isEmpty() && !addresses.contains(event->ip)) {
            addresses.append(event->ip);
        }
    }
    const QString text = tr("%L1×, the last %2").arg(events.size()).arg(context.timeText(events.first()->date));
    return addresses.isEmpty() ? tr("%1.").arg(text) : tr("%1, from %2.").arg(text, someOf(addresses));
}

/// Those of one key together, in the order in which the keys come.
QList<std::pair<QString, Events>> grouped(const Events &events, QString (*keyOf)(const Domain::LogEvent &))
{
    QList<std::pair<QString, Events>> groups;
    QHash<QString, qsizetype> places;
    for (const Domain::LogEvent *event : events) {
        const QString key = keyOf(*event);
        const qsizetype place = places.value(key, groups.size());
        if (place == groups.size()) {
            places.insert(key, place);
            groups.append({key, {}});
        }
        groups[place].second.append(event);
    }
    return groups;
}

/// How often each thing happened, in words.
QStringList tally(const SignInContext &context, const Events &events)
{
    const auto words = [](const Domain::LogEvent &event) { return Domain::wordsForLogType(event.type); };
    QStringList lines;
    for (const auto &[what, group] : grouped(events, words)) {
        lines.append(tr("%1: %2").arg(what, timesOf(context, group)));
    }
    return lines;
}

/// The user that one of the events names, or the only one with an account in its connection; of several users none,
/// where the events leave it open.
const FoundUser *userOf(const SignInContext &context, const Events &events)
{
    const QList<FoundUser> &users = context.facts.users;
    for (const Domain::LogEvent *event : events) {
        for (const FoundUser &user : users) {
            if (user.user.id == event->user) {
                return &user;
            }
        }
    }
    QSet<const FoundUser *> there;
    for (const Domain::LogEvent *event : events) {
        for (const SignInContext::Place &place : context.places) {
            if (place.account.connection == event->connection) {
                there.insert(place.user);
            }
        }
    }
    return there.size() == 1 ? *there.cbegin() : users.size() == 1 ? &users.first() : nullptr;
}

Domain::FindingSubject subjectFor(const SignInContext &context, const FoundUser *user)
{
    return user ? subjectOf(user->user) : context.applicationSubject();
}

SignInFix passwordMail(const SignInContext &context, const FoundUser *user)
{
    const bool isOfDatabase = user && user->user.id.text().startsWith("auth0|"_L1);
    return isOfDatabase
        ? SignInFix{SignInFix::Kind::PasswordMail, subjectOf(user->user), {}, {}, context.facts.application.id.text()}
        : SignInFix{};
}

/// In a connection that the address leads to, or one of the user whom the event names.
bool isOfAccount(const SignInContext &context, const Domain::LogEvent &event)
{
    return std::any_of(context.places.begin(), context.places.end(), [&event](const auto &place) {
        return place.account.connection == event.connection && (place.isAsked || place.user->user.id == event.user);
    });
}

/// What an f says of a sign-in, beside those that have a look of their own.
bool isOther(const Domain::LogEvent &event)
{
    static const QStringList types{u"f"_s,
                                   u"fc"_s,
                                   u"fco"_s,
                                   u"fcoa"_s,
                                   u"fens"_s,
                                   u"fepft"_s,
                                   u"feoobft"_s,
                                   u"feotpft"_s,
                                   u"fercft"_s,
                                   u"fepotpft"_s,
                                   u"fs"_s,
                                   u"fi"_s,
                                   u"feacft"_s,
                                   u"passkey_challenge_failed"_s,
                                   u"actions_execution_failed"_s};
    return types.contains(event.type);
}

void lookAtWrongConnection(const SignInContext &context, Diagnosis &diagnosis)
{
    const Events events = eventsWhere(context, [&context](const Domain::LogEvent &event) {
        return (isTyped(event) || event.type == "f"_L1) && !event.connection.isEmpty() && !isOfAccount(context, event);
    });
    if (events.isEmpty() || context.places.isEmpty()) {
        return;
    }
    QStringList tried;
    QStringList own;
    for (const Domain::LogEvent *event : events) {
        tried.append(event->connection);
    }
    for (const auto &place : context.places) {
        if (place.isAsked) {
            own.append(place.account.connection);
        }
    }
    tried.removeDuplicates();
    own.removeDuplicates();
    diagnosis.causes.append({u"connection.wrong"_s,
                             Likelihood::Likely,
                             subjectFor(context, userOf(context, events)),
                             tr("The person tries to sign in through another connection than that of the account."),
                             {tr("Tried in %1: %2").arg(someOf(tried), timesOf(context, events)),
                              tr("The account is in %1.").arg(someOf(own))},
                             tr("Tell the person which button, or which address of the login page, leads to their "
                                "connection. With Lock, look whether it shows the connection at all."),
                             {}});
}

void lookAtPasswords(const SignInContext &context, Diagnosis &diagnosis)
{
    constexpr qsizetype many = 3;
    const Events wrong = eventsWhere(context, [&context](const Domain::LogEvent &event) {
        return isTyped(event) && (event.connection.isEmpty() || isOfAccount(context, event));
    });
    const bool isSomebody = !context.facts.users.isEmpty();
    if (const FoundUser *user = userOf(context, wrong); isSomebody && !wrong.isEmpty()) {
        diagnosis.causes.append(
            {u"password.wrong"_s, wrong.size() >= many ? Likelihood::Likely : Likelihood::Possible,
             subjectFor(context, user), tr("The password was wrong, and never right since."), tally(context, wrong),
             tr("Ask the person to set a new password: the link on the login page does it, or the mail that Auth0 "
                "sends."),
             passwordMail(context, user)});
    }
    const Events leaked
        = eventsWhere(context, [](const Domain::LogEvent &event) { return event.type == "pwd_leak"_L1; });
    const FoundUser *leakedUser = userOf(context, leaked); // of two with this address, whose password it is
    if (isSomebody && !leaked.isEmpty()) {
        diagnosis.causes.append({u"password.leaked"_s, Likelihood::Likely, subjectFor(context, leakedUser),
                                 tr("The password is a known breached one, and Auth0 refuses it."),
                                 tally(context, leaked),
                                 tr("Have the person set a new password, which they use nowhere else."),
                                 passwordMail(context, leakedUser)});
    }
}

/// A factor that was set up failed; not the setting up.
bool isOfFactor(const Domain::LogEvent &event)
{
    static const QStringList types{u"gd_auth_failed"_s,
                                   u"gd_auth_rejected"_s,
                                   u"gd_otp_rate_limit_exceed"_s,
                                   u"gd_recovery_failed"_s,
                                   u"gd_recovery_rate_limit_exceed"_s,
                                   u"gd_webauthn_challenge_failed"_s};
    return types.contains(event.type);
}

void lookAtMfa(const SignInContext &context, Diagnosis &diagnosis)
{
    const Events events
        = eventsWhere(context, [](const Domain::LogEvent &event) { return event.type.startsWith("gd_"_L1); });
    const FoundUser *user = userOf(context, events);
    if (events.isEmpty() || context.facts.users.isEmpty()) {
        return;
    }
    QStringList evidence = tally(context, events);
    SignInFix fix = user ? SignInFix{SignInFix::Kind::ResetMfa, subjectOf(user->user)} : SignInFix{};
    if (user && user->factors) {
        QStringList types;
        for (const QByteArray &factor : *user->factors) {
            types.append(Json::readSignInMethod(factor).value_or(Domain::SignInMethod()).type);
        }
        evidence.append(types.isEmpty() ? tr("No factor is set up.") : tr("Set up: %1.").arg(types.join(", "_L1)));
        if (types.isEmpty()) {
            fix = {};
            const bool isReset
                = std::all_of(events.begin(), events.end(), [](auto *event) { return isOfFactor(*event); });
            if (isReset) { // they set one up anew when they sign in
                diagnosis.notes.append(
                    tr("The second factor failed: %1 By now none is set up.").arg(timesOf(context, events)));
                return;
            }
        }
    }
    diagnosis.causes.append({u"mfa.failing"_s, Likelihood::Likely, subjectFor(context, user),
                             tr("The second factor fails."), evidence,
                             tr("Make sure of who is asking. Then let them use another factor or the recovery code, or "
                                "reset MFA, so that they set it up anew at the next sign-in."),
                             fix});
}

void lookAtLimits(const SignInContext &context, Diagnosis &diagnosis)
{
    const Events addresses = eventsWhere(context, [](const Domain::LogEvent &event) {
        return event.type == "limit_mu"_L1 || event.type == "limit_sul"_L1;
    });
    if (!addresses.isEmpty()) {
        const FoundUser *user = userOf(context, addresses);
        diagnosis.causes.append({u"address.blocked"_s,
                                 Likelihood::Likely,
                                 subjectFor(context, user),
                                 tr("Attack protection holds off the address from which the person signs in."),
                                 tally(context, addresses),
                                 tr("Such a block ends by itself. If many people share the address, put it on the list "
                                    "of allowed ones in Attack Protection, in the Auth0 Dashboard."),
                                 {}});
    }
    const Events blocks
        = eventsWhere(context, [](const Domain::LogEvent &event) { return event.type == "limit_wc"_L1; });
    const FoundUser *user = userOf(context, blocks);
    const QList<FoundUser> &users = context.facts.users;
    if (blocks.isEmpty() || users.isEmpty()) {
        return;
    }
    const auto tell = [](const FoundUser &one) { return one.blocks.has_value(); };
    if (user ? tell(*user) : std::all_of(users.begin(), users.end(), tell)) { // these tell what still holds
        if (user && user->blocks->isEmpty()) {
            diagnosis.notes.append(
                tr("Brute-force protection blocked the user: %1 By now it does not.").arg(timesOf(context, blocks)));
        }
        return;
    }
    diagnosis.causes.append({u"user.brute-force"_s, Likelihood::Likely, subjectFor(context, user),
                             tr("Brute-force protection blocked this user, and it is not known whether it still does."),
                             tally(context, blocks),
                             tr("Lift the blocks once it is clear that the person tried, and not somebody else."),
                             user ? SignInFix{SignInFix::Kind::LiftBlocks, subjectOf(user->user)} : SignInFix{}});
}

void lookAtOtherFailures(const SignInContext &context, Diagnosis &diagnosis)
{
    const Events events = eventsWhere(context, [&context](const Domain::LogEvent &event) {
        const bool isWrongConnection = event.type == "f"_L1 && !event.connection.isEmpty() && !context.places.isEmpty()
            && !isOfAccount(context, event);
        return isOther(event) && !isWrongConnection;
    });
    const auto said = [](const Domain::LogEvent &event) { return QString(event.type + u' ' + event.description); };
    bool isFirst = true;
    for (const auto &[key, group] : grouped(events, said)) {
        const Domain::LogEvent &last = *group.first();
        const FoundUser *user = userOf(context, group);
        QStringList evidence{timesOf(context, group)};
        if (!last.connection.isEmpty()) {
            evidence.append(tr("Through “%1”.").arg(last.connection));
        }
        const QString words = Domain::wordsForLogType(last.type);
        diagnosis.causes.append({u"logs.failed"_s,
                                 std::exchange(isFirst, false) ? Likelihood::Likely : Likelihood::Possible,
                                 subjectFor(context, user),
                                 last.description.isEmpty()
                                     ? tr("The log says “%1”.").arg(words)
                                     : tr("The log says “%1”: “%2”").arg(words, last.description),
                                 evidence,
                                 tr("Look at the event in the log: its details name what Auth0, an Action or the "
                                    "identity provider objected to."),
                                 {}});
    }
}

} // namespace

bool isTyped(const Domain::LogEvent &event)
{
    return event.type == "fp"_L1 || event.type == "fu"_L1;
}

bool isFailedSignIn(const Domain::LogEvent &event)
{
    static const QStringList others{u"pwd_leak"_s, u"signup_pwd_leak"_s, u"limit_mu"_s, u"limit_sul"_s, u"limit_wc"_s};
    return Domain::logClassOf(event.type) == Domain::LogClass::Failure
        && (isTyped(event) || isOther(event) || others.contains(event.type) || event.type.startsWith("gd_"_L1));
}

void lookAtLogs(const SignInContext &context, Diagnosis &diagnosis)
{
    if (context.lastSuccess.isValid()) {
        const auto after = context.failures.size();
        diagnosis.notes.append(tr("Last signed in to this application %1.").arg(context.timeText(context.lastSuccess))
                               + u' '
                               + (after == 0 ? tr("Nothing has failed since.") : tr("Failed since: %L1.").arg(after)));
    }
    lookAtWrongConnection(context, diagnosis);
    lookAtPasswords(context, diagnosis);
    lookAtMfa(context, diagnosis);
    lookAtLimits(context, diagnosis);
    lookAtOtherFailures(context, diagnosis);
}

} // namespace Analysis
