#include "change/planscopes.h"

#include "change/preparing.h"
#include "change/translation.h"

#include <algorithm>

namespace Change {

QStringList missingScopes(const Plan &plan, const QStringList &scopes)
{
    const auto isMet = [&scopes](const QStringList &group) {
        return std::any_of(group.cbegin(), group.cend(),
                           [&scopes](const QString &scope) { return scopes.contains(scope); });
    };
    QStringList missing;
    for (const PlanItem &item : plan.items) {
        const bool isUnseen = item.seen.isEmpty() && !item.creation && !item.removal;
        const auto prepared = isUnseen ? Outcome<Prepared>() : prepare(item, item.seen);
        for (const Api::WireRequest &request : prepared ? prepared->requests : QList<Api::WireRequest>()) {
            for (const QStringList &group : request.scopes) {
                if (const QString text = group.join(tr(" or ")); !isMet(group) && !missing.contains(text)) {
                    missing.append(text);
                }
            }
        }
    }
    return missing;
}

} // namespace Change
