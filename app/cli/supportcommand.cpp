#include "cli/supportcommand.h"

#include "cli/changerun.h"
#include "cli/console.h"
#include "cli/objectnamed.h"
#include "cli/translation.h"

#include "api/managementclient.h"
#include "change/supportplan.h"
#include "json/user_json.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

using Change::ObjectKind;
using Change::SupportAction;
using Change::SupportKind;

/// An option that says more of an action, and the actions that it belongs to.
struct Detail
{
    QLatin1StringView option;
    QList<SupportKind> kinds;
};

const QList<Detail> &details()
{
    static const QList<Detail> table{
        {OptionName::email, {SupportKind::ChangeEmail}},
        {OptionName::verified, {SupportKind::ChangeEmail, SupportKind::PasswordTicket}},
        {OptionName::method, {SupportKind::ResetMfa}},
        {OptionName::application,
         {SupportKind::PasswordMail, SupportKind::PasswordTicket, SupportKind::VerificationMail}},
        {OptionName::validFor, {SupportKind::PasswordTicket}},
        {OptionName::customDomain, {SupportKind::PasswordTicket, SupportKind::VerificationMail}},
        {OptionName::ticketFile, {SupportKind::PasswordTicket}},
        {OptionName::showTicket, {SupportKind::PasswordTicket}},
    };
    return table;
}

QStringList actionWords()
{
    QStringList words;
    for (const SupportKind kind : Change::supportKinds()) {
        words.append(Change::wordOf(kind));
    }
    return words;
}

Outcome<std::chrono::seconds> lifetimeFrom(const Arguments &arguments)
{
    if (!arguments.has(OptionName::validFor)) {
        return std::chrono::seconds(0);
    }
    constexpr int mostHours = 24 * 30;
    bool isNumber = false;
    const int hours = arguments.value(OptionName::validFor).toInt(&isNumber);
    if (!isNumber || hours < 1 || hours > mostHours) {
        return usage(tr("--%1 does not take “%2”.").arg(OptionName::validFor, arguments.value(OptionName::validFor)),
                     tr("It is a number of hours, from 1 to %1.").arg(mostHours), tr("For example --valid-for 24."));
    }
    return std::chrono::hours(hours);
}

/// The application stays as it was named.
Outcome<SupportAction> actionFrom(const Arguments &arguments)
{
    const QString word = arguments.words().value(0);
    const auto kind = Change::supportKindFor(word);
    if (!kind) {
        return usage(tr("support does not know “%1”.").arg(word),
                     tr("It may be misspelt, or belong to a later version."),
                     meaning(word, actionWords(), tr("Choose from %1.").arg(actionWords().join(", "_L1))));
    }
    for (const Detail &detail : details()) {
        if (arguments.has(detail.option) && !detail.kinds.contains(*kind)) {
            return usage(tr("--%1 means nothing to %2.").arg(detail.option, word), tr("It belongs to another action."),
                         tr("tenantry-cli support --help shows which."));
        }
    }
    const Outcome<std::chrono::seconds> lifetime = lifetimeFrom(arguments);
    if (!lifetime) {
        return tl::make_unexpected(lifetime.error());
    }
    SupportAction action{*kind};
    action.email = arguments.value(OptionName::email);
    action.marksVerified = arguments.has(OptionName::verified);
    action.method = arguments.value(OptionName::method);
    action.application = Domain::ApplicationId(arguments.value(OptionName::application));
    action.lifetime = *lifetime;
    action.customDomain = arguments.value(OptionName::customDomain);
    const QStringList users = arguments.values(OptionName::user);
    if (users.isEmpty()) {
        return usage(tr("support was not told whom to help."), tr("No --user was given."),
                     tr("Name one by e-mail address or id; the option may be repeated."));
    }
    if (const auto problem = Change::problemOf(action, users.size())) {
        return usage(tr("support %1 cannot be done so.").arg(word), *problem,
                     tr("tenantry-cli support --help shows what it takes. Nothing was sent."));
    }
    return action;
}

/// Reads whom a plan is for, one after the other; held by what it waits for. Somebody who is not found ends it: who is
/// meant must be known of all before anything is done to one.
struct Reading : std::enable_shared_from_this<Reading>
{
    Api::ManagementClient &client;
    Target target;
    SupportAction action;
    QStringList names;
    QObject *context;
    OnPlan onPlan;
    QString applicationName{};
    QList<Domain::User> users{};

    Reading(Api::ManagementClient &own, Target at, SupportAction what, QStringList whom, QObject *owner, OnPlan then)
        : client(own)
        , target(std::move(at))
        , action(std::move(what))
        , names(std::move(whom))
        , context(owner)
        , onPlan(std::move(then))
    { }

    void readApplication()
    {
        if (action.application.isEmpty()) {
            return readNext();
        }
        readNamed(client, target.profile, {ObjectKind::Application, action.application.text(), {}}, context,
                  [self = shared_from_this()](const Outcome<NamedObject> &read) {
                      if (!read) {
                          return self->onPlan(tl::make_unexpected(read.error()));
                      }
                      self->action.application = Domain::ApplicationId(read->object.id);
                      const auto application = Json::parse(read->text);
                      self->applicationName = application ? Json::stringAt(*application, "name") : QString();
                      self->readNext();
                  });
    }

    void readNext()
    {
        if (users.size() == names.size()) {
            const Change::PlanTenant at = Change::planTenant(target.profile);
            Change::Plan plan = Change::supportPlan(action, at, users, client.tokenScopes());
            Change::nameApplication(plan, applicationName);
            return onPlan(Planned{plan, std::nullopt});
        }
        readNamed(client, target.profile, {ObjectKind::User, names.at(users.size()), {}}, context,
                  [self = shared_from_this()](const Outcome<NamedObject> &read) { self->take(read); });
    }

    void take(const Outcome<NamedObject> &read)
    {
        const auto user = read ? Json::readUser(read->text) : Json::Outcome<Domain::User>();
        if (!read || !user) {
            const Failure failure = read ? Failure{ExitCode::Network, tr("The user could not be read."),
                                                   user.error().message, tr("Nothing was changed.")}
                                         : read.error();
            return onPlan(tl::make_unexpected(failure));
        }
        users.append(*user);
        readNext();
    }
};

void startSupport(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish)
{
    const Outcome<SupportAction> action = actionFrom(arguments);
    const Outcome<Targets> targets = chooseTargets(arguments);
    const bool isOne = !targets || targets->list.size() == 1;
    const Outcome<void> single = isOne ? Outcome<void>()
                                       : usage(tr("support helps users of one Auth0 tenant."),
                                               tr("Several Auth0 tenants were named."), tr("Name one with --tenant."));
    if (const Failure *failure = firstFailure(action, targets, single)) {
        console.say(*failure);
        return finish(failure->code);
    }
    const Planner planner
        = [action = *action, names = arguments.values(OptionName::user)](
              Api::ManagementClient &client, const Target &target, QObject *context, const OnPlan &onPlan) {
              std::make_shared<Reading>(client, target, action, names, context, onPlan)->readApplication();
          };
    (new ChangeRun(changeRequest(arguments), *targets, planner, console, finish, parent))->start();
}

} // namespace

Command supportCommand()
{
    return {
        "support"_L1,
        "ACTION",
        QT_TRANSLATE_NOOP("Cli", "Help users: blocks, mails, password tickets, MFA, sessions."),
        QT_TRANSLATE_NOOP(
            "Cli",
            "Makes a plan, prints what happens to each user and the exact requests, and does it with --yes. ACTION is "
            "one of:\n\n"
            "block, unblock: the administrator's block. change-email: with --email the new address, which counts as "
            "unverified without --verified. These three can be taken back with revert.\n\n"
            "lift-brute-force-block: that of too many wrong passwords. verification-mail, and password-mail, which is "
            "sent for the application that --application names: mails that Auth0 sends. password-ticket: an address "
            "at which a new password can be set, once; no mail is sent. reset-mfa: all authentication methods, or the "
            "one that --method names, go. end-sessions, revoke-refresh-tokens: Auth0 does them a moment later. None "
            "of these can be taken back, which the plan says.\n\n"
            "USER is an id, which takes no further request, or an e-mail address or name that only one has. An "
            "address is looked for as it is written, in lower case, and else in any spelling. Of several users each "
            "has a result of its own; where one of them is not found, nothing is done to any.\n\n"
            "The address of a ticket is in no plan, journal or --json. Without --ticket-file or --show-ticket no "
            "ticket is made; apply takes the same options. A password reset through the Management API lifts the "
            "administrator's block of a user: the plan warns of it."),
        QList<Option>{
            {OptionName::user, QT_TRANSLATE_NOOP("Cli", "USER"),
             QT_TRANSLATE_NOOP("Cli", "Whom it is done to; may be repeated"), true},
            {OptionName::email, QT_TRANSLATE_NOOP("Cli", "ADDRESS"),
             QT_TRANSLATE_NOOP("Cli", "change-email: the new e-mail address")},
            {OptionName::verified, nullptr,
             QT_TRANSLATE_NOOP("Cli",
                               "change-email: the address counts as verified; password-ticket: using it verifies it")},
            {OptionName::method, QT_TRANSLATE_NOOP("Cli", "ID"),
             QT_TRANSLATE_NOOP("Cli", "reset-mfa: remove this authentication method alone")},
            {OptionName::application, QT_TRANSLATE_NOOP("Cli", "APPLICATION"),
             QT_TRANSLATE_NOOP("Cli",
                               "password-mail: the application that it is sent for; password-ticket, "
                               "verification-mail: where it leads back to")},
            {OptionName::customDomain, QT_TRANSLATE_NOOP("Cli", "DOMAIN"),
             QT_TRANSLATE_NOOP("Cli",
                               "password-ticket, verification-mail: the tenant's custom domain that the link leads to, "
                               "instead of its default")},
            {OptionName::validFor, QT_TRANSLATE_NOOP("Cli", "HOURS"),
             QT_TRANSLATE_NOOP("Cli", "password-ticket: how long it is valid, instead of five days")},
        } + ticketOptions()
            + changeOptions(),
        1,
        true,
        startSupport,
    };
}

} // namespace Cli
