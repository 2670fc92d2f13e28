#include "change/supportplan.h"

#include "change/bodies.h"
#include "change/plantitle.h"
#include "change/translation.h"
#include "json/leaves.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

/// What the action makes of the leaves of a user; none for what is no edit.
QList<Json::LeafChange> editsOf(const SupportAction &action, const Domain::User &user)
{
    const auto now = Json::parse(user.original);
    if (!now || !isEdit(action.kind)) {
        return {};
    }
    Json::Value wanted = *now;
    switch (action.kind) {
    case SupportKind::Block:
        wanted["blocked"] = true;
        break;
    case SupportKind::Unblock:
        if (user.blocked) {
            wanted["blocked"] = false;
        }
        break;
    case SupportKind::ChangeEmail:
        // Auth0's own databases keep addresses in lower case.
        wanted["email"] = (isOfDatabase(*now) ? action.email.toLower() : action.email).toStdString();
        if (!Json::isSame(wanted, *now) || action.marksVerified) {
            wanted["email_verified"] = action.marksVerified;
        }
        break;
    default:
        break;
    }
    return Json::leafChanges(*now, wanted);
}

/// What is particular about this user.
QStringList warningsFor(const SupportAction &action, const Domain::User &user)
{
    QStringList notes;
    const bool isReset = action.kind == SupportKind::PasswordTicket || action.kind == SupportKind::PasswordMail;
    if (isReset && user.blocked) {
        notes.append(
            tr("The user is blocked by an administrator now. A password reset through the Management API lifts "
               "such a block: look at the user once the password is set, and block again what is to stay "
               "blocked."));
    }
    if (action.kind == SupportKind::VerificationMail && user.emailVerified.value_or(false)) {
        notes.append(tr("The address counts as verified already."));
    }
    if (action.kind == SupportKind::LiftBlocks && user.blocked) {
        notes.append(tr("The user is blocked by an administrator as well, and cannot sign in until that ends."));
    }
    return notes;
}

/// Addresses that come from another identity provider are its own to change; those of passwordless users are Auth0's.
bool keepsOwnEmail(const QByteArray &user)
{
    const auto json = Json::parse(user);
    return json && (isOfDatabase(*json) || Json::stringAt(*json, "user_id").startsWith("email|"_L1));
}

/// Why this user is left out; empty where there is something to do.
QString reasonToSkip(const PlanItem &item, const SupportAction &action, qsizetype users)
{
    if (const auto problem = problemOf(action, users)) {
        return *problem;
    }
    if (action.kind == SupportKind::ChangeEmail && !keepsOwnEmail(item.seen)) {
        return tr("The address comes from another identity provider at each sign-in: change it there.");
    }
    const auto prepared = prepare(item, item.seen);
    if (!prepared) {
        return prepared.error().reason;
    }
    return !prepared->requests.isEmpty()      ? QString()
        : action.kind == SupportKind::Unblock ? tr("The user is not blocked.")
        : action.kind == SupportKind::Block   ? tr("The user is blocked already.")
                                              : tr("It is so already.");
}

} // namespace

QString nameOf(const Domain::User &user)
{
    for (const QString *name : {&user.email, &user.username, &user.name}) {
        if (!name->isEmpty()) {
            return *name;
        }
    }
    return user.id.text();
}

PlanItem supportItem(const SupportAction &action, const Domain::User &user,
                     const std::optional<QStringList> &tokenScopes)
{
    PlanItem item{{ObjectKind::User, user.id.text(), nameOf(user)}, editsOf(action, user), user.original};
    if (!isEdit(action.kind)) {
        item.action = action;
    }
    item.notes = QStringList{consequenceOf(action)} + warningsFor(action, user);
    if (const QStringList missing = missingScopes(action, tokenScopes); !missing.isEmpty()) {
        item.notes.append(tr("The token lacks %1, so that Auth0 will most likely refuse this. Grant it to the "
                             "application of this profile, then get a new token.")
                              .arg(missing.join(u", "_s)));
    }
    return item;
}

void nameApplication(Plan &plan, const QString &name)
{
    for (PlanItem &item : plan.items) {
        if (item.action && !item.action->application.isEmpty() && !name.isEmpty()) {
            item.names.insert(item.action->application.text(), name);
        }
    }
}

Plan supportPlan(const SupportAction &action, const PlanTenant &tenant, const QList<Domain::User> &users,
                 const std::optional<QStringList> &tokenScopes)
{
    Plan plan = newPlan({}, tenant);
    QList<Domain::User> each;
    for (const Domain::User &user : users) {
        const bool isKnown
            = std::any_of(each.cbegin(), each.cend(), [&user](const Domain::User &one) { return one.id == user.id; });
        if (!isKnown) {
            each.append(user);
        }
    }
    for (const Domain::User &user : std::as_const(each)) {
        PlanItem item = supportItem(action, user, tokenScopes);
        const QString reason = reasonToSkip(item, action, each.size());
        if (reason.isEmpty()) {
            plan.items.append(std::move(item));
        } else {
            plan.skipped.append({item.object, reason});
        }
    }
    plan.title = titleFor(plan.items);
    return plan;
}

} // namespace Change
