#pragma once

#include "domain/customer.h"
#include "items/choicemodel.h"
#include "query/record.h"

#include <QSet>

#include <functional>
#include <map>

namespace Items {

/// What there is in an Auth0 tenant that a new customer can be made like, or held by: what is nobody's own first, then
/// what belongs to other customers, each by name. A value.
struct OnboardingChoices
{
    QList<Choice> connections;
    QList<Choice> connectionModels; ///< databases; those that no new one can be made like come last
    QList<Choice> applications; ///< none of Auth0's own; of one name, their ids tell them apart
    std::map<Query::Kind, QSet<QString>> names; ///< that are taken, as Auth0 has them
};

/// What the customer is called to whom an object belongs; empty for none.
using OwnerOf = std::function<QString(Domain::CustomerObject::Kind, const QString &id)>;

/// Parses every object, and sorts them: it belongs on a worker.
OnboardingChoices onboardingChoices(const QList<Query::RecordPtr> &connections,
                                    const QList<Query::RecordPtr> &applications,
                                    const QList<Query::RecordPtr> &organizations, const OwnerOf &ownerOf = {});

} // namespace Items
