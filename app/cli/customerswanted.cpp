#include "cli/customerswanted.h"

#include "cli/translation.h"

#include "analysis/usercustomers.h"
#include "query/nearestword.h"

namespace Cli {

Analysis::Needs customerNeeds(const Target &target)
{
    Analysis::Needs needs = Analysis::Need::Applications | Analysis::Need::Connections | Analysis::Need::Organizations;
    if (!target.customers) {
        return needs | Analysis::Need::Map | Analysis::Need::Users;
    }
    needs.setFlag(Analysis::Need::Users, !Analysis::metadataPlaces(*target.customers).isEmpty());
    return needs;
}

bool isNamed(const Analysis::Customer &customer, const QString &name)
{
    const QString key = Domain::customerKeyOf(name); // empty: it has no letters, and fits no key
    return customer.name.contains(name, Qt::CaseInsensitive) || (!key.isEmpty() && customer.key.contains(key));
}

std::optional<Failure> noSuchCustomer(const std::map<QString, Analysis::Customer> &customers, const QString &name)
{
    QStringList names;
    QStringList keys;
    for (const auto &[key, customer] : customers) {
        if (isNamed(customer, name)) {
            return std::nullopt;
        }
        names.append(customer.name);
        keys.append(key);
    }
    QString nearest = Query::nearestWord(name, names);
    if (nearest.isEmpty()) {
        const QString key = Query::nearestWord(Domain::customerKeyOf(name), keys);
        nearest = key.isEmpty() ? QString() : customers.at(key).name;
    }
    const QString all = tr("tenantry-cli customers without a name shows all.");
    return Failure{ExitCode::Usage, tr("No customer has “%1” in its name.").arg(name),
                   tr("Customers that were found: %L1.").arg(names.size()),
                   nearest.isEmpty() ? all : tr("Is “%1” meant? %2").arg(nearest, all)};
}

} // namespace Cli
