#include "items/onboardingchoices.h"

#include "change/onboarding.h"
#include "items/translation.h"
#include "query/columns.h"
#include "query/visibletext.h"
#include "json/value.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Items {

using Query::Kind;

namespace {

using Of = Domain::CustomerObject::Kind;

/// What everybody shares comes before what is another customer's own.
void arrange(QList<Choice> &choices)
{
    std::stable_sort(choices.begin(), choices.end(), [](const Choice &left, const Choice &right) {
        return left.owner.isEmpty() != right.owner.isEmpty() ? left.owner.isEmpty()
                                                             : left.name.localeAwareCompare(right.name) < 0;
    });
}

} // namespace

OnboardingChoices onboardingChoices(const QList<Query::RecordPtr> &connections,
                                    const QList<Query::RecordPtr> &applications,
                                    const QList<Query::RecordPtr> &organizations, const OwnerOf &ownerOf)
{
    OnboardingChoices found;
    const auto take = [&found](const Query::Record &record, Kind kind) {
        const QString name = Query::textAt(record, kind, u"name");
        found.names[kind].insert(name);
        return Query::visibleText(name);
    };
    const auto owner = [&ownerOf](Of kind, const QString &id) {
        return ownerOf ? Query::visibleText(ownerOf(kind, id)) : QString();
    };
    QList<Choice> unfit; // databases that are no model: chosen, they say why
    for (const Query::RecordPtr &record : connections) {
        const Choice choice{record->id, take(*record, Kind::Connections), owner(Of::Connection, record->id)};
        found.connections.append(choice);
        const auto connection = Json::parse(record->original);
        if (connection && Json::stringAt(*connection, "strategy") == "auth0"_L1) {
            (Change::modelProblem(Change::ObjectKind::Connection, record->original) ? unfit : found.connectionModels)
                .append(choice);
        }
    }
    QHash<QString, int> called; // Auth0 lets several have one name
    for (const Query::RecordPtr &record : applications) {
        ++called[take(*record, Kind::Applications)];
    }
    for (const Query::RecordPtr &record : applications) {
        const auto application = Json::parse(record->original);
        if (application && Json::boolAt(*application, "global").value_or(false)) {
            continue; // nobody signs in to Auth0's own
        }
        const QString plain = Query::visibleText(Query::textAt(*record, Kind::Applications, u"name"));
        found.applications.append({record->id, called.value(plain) > 1 ? tr("%1 (%2)").arg(plain, record->id) : plain,
                                   owner(Of::Application, record->id)});
    }
    for (const Query::RecordPtr &record : organizations) {
        take(*record, Kind::Organizations);
    }
    for (QList<Choice> *choices : {&found.connections, &found.connectionModels, &found.applications, &unfit}) {
        arrange(*choices);
    }
    found.connectionModels += unfit;
    return found;
}

} // namespace Items
