#include "change/planscopes.h"

#include "change/preparing.h"
#include "change/translation.h"

#include <algorithm>

namespace Change {

QStringList missingScopes(const QList<QStringList> &needed, const QStringList &scopes)
{
    QStringList missing;
    for (const QStringList &group : needed) {
        const bool isMet = std::any_of(group.cbegin(), group.cend(),
                                       [&scopes](const QString &scope) { return scopes.contains(scope); });
        if (const QString text = group.join(tr(" or ")); !isMet && !missing.contains(text)) {
            missing.append(text);
        }
    }
    return missing;
}

QStringList missingScopes(const Plan &plan, const QStringList &scopes)
{
    QList<QStringList> needed;
    for (const PlanItem &item : plan.items) {
        const bool isUnseen = item.seen.isEmpty() && !item.creation && !item.removal;
        const auto prepared = isUnseen ? Outcome<Prepared>() : prepare(item, item.seen);
        for (const Api::WireRequest &request : prepared ? prepared->requests : QList<Api::WireRequest>()) {
            for (const QStringList &group : request.scopes) {
                if (!needed.contains(group)) { // of thousands of items they are few
                    needed.append(group);
                }
            }
        }
    }
    return missingScopes(needed, scopes);
}

} // namespace Change
