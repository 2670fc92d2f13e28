#include "change/actionlook.h"

#include "change/translation.h"

#include "api/managementclient.h"
#include "api/requests/supportrequests.h"
#include "json/value.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

using List = Api::Page<QByteArray>;

/// The request for what an action takes away; nothing for one that leaves no trace.
std::optional<Api::Request<List>> listOf(const SupportAction &action, const Domain::UserId &user)
{
    switch (action.kind) {
    case SupportKind::LiftBlocks:
        return Api::listUserBlocks(user);
    case SupportKind::ResetMfa:
        return Api::listAuthenticationMethods(user);
    case SupportKind::EndSessions:
        return Api::listSessions(user);
    case SupportKind::RevokeTokens:
        return Api::listRefreshTokens(user);
    default:
        return std::nullopt;
    }
}

/// Auth0 answers these at once, and does them afterwards (202).
bool isDoneLater(const SupportAction &action)
{
    return action.kind == SupportKind::EndSessions || action.kind == SupportKind::RevokeTokens;
}

qsizetype leftOf(const SupportAction &action, const QList<QByteArray> &entries)
{
    return std::count_if(entries.cbegin(), entries.cend(), [&action](const QByteArray &text) {
        const auto entry = action.method.isEmpty() ? Json::Outcome<Json::Value>() : Json::parse(text);
        return action.method.isEmpty() || (entry && Json::stringAt(*entry, "id") == action.method);
    });
}

ItemResult unknown(const SupportAction &action, const QString &more)
{
    return {ItemOutcome::Unknown, QStringList{unknownText(action), more}.join(u' ').trimmed()};
}

} // namespace

ItemResult answeredResult(const SupportAction &action)
{
    return {ItemOutcome::Done, isDoneLater(action) ? tr("Auth0 has taken it, and does it a moment later.") : QString()};
}

void lookForAction(Api::ManagementClient &client, const PlanItem &item, const QString &problem, QObject *context,
                   const std::function<void(const ItemResult &)> &done)
{
    const SupportAction action = item.action.value_or(SupportAction());
    const auto request = listOf(action, Domain::UserId(item.object.id));
    if (!request) {
        return done(unknown(action, problem));
    }
    client.send<List>(*request, context, [action, problem, done](const Api::Outcome<List> &list) {
        if (!list) {
            return done(unknown(action, tr("It could not be looked for: %1").arg(list.error().text())));
        }
        const qsizetype left = leftOf(action, list->items);
        if (left == 0) {
            return done(answeredResult(action));
        }
        if (isDoneLater(action)) {
            return done(unknown(action,
                                tr("Auth0 still lists %L1, which may be about to go. Look again in a moment, "
                                   "then decide.")
                                    .arg(left)));
        }
        done({ItemOutcome::Failed, problem.isEmpty() ? tr("It is there still.") : problem});
    });
}

} // namespace Change
