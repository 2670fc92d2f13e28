#include "settings/customerkeys.h"

#include "settings/keyarrays.h"

using namespace Qt::StringLiterals;
using Domain::CustomerObject;
using Domain::CustomerRule;
using Domain::CustomerRules;

namespace Settings {

namespace {

constexpr QLatin1StringView group("customers");
constexpr QLatin1StringView decided("decided"); ///< stands there where there is nothing else to say
constexpr QLatin1StringView rulesArray("rules");
constexpr QLatin1StringView pinsArray("pins");
constexpr QLatin1StringView aliasesArray("aliases");

CustomerRules read(QSettings &keys)
{
    CustomerRules rules;
    readArray(keys, rulesArray, [&] {
        const auto kind = Domain::customerRuleKindFor(keys.value("kind"_L1).toString());
        if (const QString text = keys.value("text"_L1).toString(); kind && !text.isEmpty()) {
            rules.rules.append(CustomerRule{*kind, text});
        }
    });
    readArray(keys, pinsArray, [&] {
        const auto kind = Domain::customerObjectKindFor(keys.value("kind"_L1).toString());
        if (const QString id = keys.value("id"_L1).toString(); kind && !id.isEmpty()) {
            rules.pins.emplace(CustomerObject{*kind, id}, keys.value("customer"_L1).toString());
        }
    });
    readArray(keys, aliasesArray, [&] {
        const QString found = keys.value("found"_L1).toString();
        const QString meant = keys.value("meant"_L1).toString();
        if (!found.isEmpty() && !meant.isEmpty()) {
            rules.aliases.emplace(found, meant);
        }
    });
    return rules;
}

} // namespace

std::map<Domain::TenantId, CustomerRules> readCustomerRules(QSettings &keys)
{
    std::map<Domain::TenantId, CustomerRules> all;
    keys.beginGroup(group);
    const QStringList tenants = keys.childGroups();
    for (const QString &tenant : tenants) {
        keys.beginGroup(tenant);
        all.emplace(Domain::TenantId(tenant), read(keys));
        keys.endGroup();
    }
    keys.endGroup();
    return all;
}

void writeCustomerRules(QSettings &keys, const Domain::TenantId &tenant, const CustomerRules &rules)
{
    removeCustomerRules(keys, tenant);
    keys.beginGroup(group);
    keys.beginGroup(tenant.text());
    keys.setValue(decided, true);
    writeArray(keys, rulesArray, rules.rules, [&keys](const CustomerRule &rule) {
        keys.setValue("kind"_L1, QString(Domain::wordOf(rule.kind)));
        keys.setValue("text"_L1, rule.text);
    });
    writeArray(keys, pinsArray, rules.pins, [&keys](const auto &pin) {
        keys.setValue("kind"_L1, QString(Domain::wordOf(pin.first.kind)));
        keys.setValue("id"_L1, pin.first.id);
        keys.setValue("customer"_L1, pin.second);
    });
    writeArray(keys, aliasesArray, rules.aliases, [&keys](const auto &alias) {
        keys.setValue("found"_L1, alias.first);
        keys.setValue("meant"_L1, alias.second);
    });
    keys.endGroup();
    keys.endGroup();
}

void removeCustomerRules(QSettings &keys, const Domain::TenantId &tenant)
{
    keys.beginGroup(group);
    keys.remove(tenant.text());
    keys.endGroup();
}

} // namespace Settings
