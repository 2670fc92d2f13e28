#include "analysis/usercustomers.h"

#include "json/value.h"

#include <algorithm>

namespace Analysis {

namespace {

QString joined(const QString &name, const std::map<QString, QString> &aliases)
{
    const QString key = Domain::customerKeyOf(name);
    const auto alias = aliases.find(key);
    return alias == aliases.end() ? key : Domain::customerKeyOf(alias->second);
}

} // namespace

using Domain::CustomerRule;

UserCustomers::UserCustomers(const TenantCustomers &customers, const Domain::CustomerRules &rules)
    : m_connectionOwners(customers.connectionOwners)
    , m_owners(customers.owners)
    , m_aliases(rules.aliases)
    , m_places(metadataPlaces(rules))
{
    for (const CustomerRule &rule : rules.rules) {
        if (rule.kind == CustomerRule::Kind::WholeTenant && m_wholeTenant.isEmpty()) {
            m_wholeTenant = keyOf(rule.text);
        }
    }
    if (!m_wholeTenant.isEmpty()) {
        // That rule is asked last. Which rule found an organization is not kept: of this customer's only those that
        // were given it by hand contradict others.
        m_owners.removeIf([&](const auto &owned) {
            return owned.key().kind == Domain::CustomerObject::Kind::Organization && owned.value() == m_wholeTenant
                && !rules.pins.contains(owned.key());
        });
    }
    for (const auto &[key, share] : customers.shares) {
        if (!share.connections.isEmpty() || share.ways.contains(Domain::CustomerWay::AppMetadata)
            || share.ways.contains(Domain::CustomerWay::Tenant)) {
            m_told.append(key);
        }
    }
}

QString UserCustomers::keyOf(const QString &value) const
{
    return joined(value, m_aliases);
}

QStringList UserCustomers::of(const Json::Value &user, const QStringList &organizations) const
{
    QStringList values;
    if (const Json::Value *metadata = m_places.isEmpty() ? nullptr : Json::memberAt(user, "app_metadata")) {
        for (const QString &place : m_places) {
            values.append(textsAtPlace(*metadata, place));
        }
    }
    QStringList connections;
    if (const Json::Value *identities = Json::memberAt(user, "identities"); identities && identities->is_array()) {
        for (const Json::Value &identity : *identities) {
            connections.append(Json::stringAt(identity, "connection"));
        }
    }
    return of(values, connections, organizations);
}

QStringList UserCustomers::of(const QStringList &values, const QStringList &connections,
                              const QStringList &organizations) const
{
    QStringList keys;
    const auto add = [&keys](const QString &key) {
        if (!key.isEmpty() && !keys.contains(key)) {
            keys.append(key);
        }
    };
    for (const QString &value : values) {
        add(keyOf(value));
    }
    for (const QString &connection : connections) {
        add(m_connectionOwners.value(connection));
    }
    for (const QString &organization : organizations) {
        add(m_owners.value({Domain::CustomerObject::Kind::Organization, organization}));
    }
    if (keys.isEmpty()) {
        add(m_wholeTenant);
    }
    return keys;
}

QString joinedKeyOf(const QString &name, const Domain::CustomerRules &rules)
{
    return joined(name, rules.aliases);
}

QStringList metadataPlaces(const Domain::CustomerRules &rules)
{
    QStringList places;
    for (const CustomerRule &rule : rules.rules) {
        if (rule.kind == CustomerRule::Kind::AppMetadata) {
            places.append(rule.text);
        }
    }
    return places;
}

bool askSameOfUsers(const Domain::CustomerRules &before, const Domain::CustomerRules &now)
{
    return metadataPlaces(before) == metadataPlaces(now)
        && std::includes(now.aliases.begin(), now.aliases.end(), before.aliases.begin(), before.aliases.end());
}

namespace {

QString textOf(const Json::Value &value)
{
    if (value.is_string()) {
        return Json::toQString(value.get_ref<const std::string &>());
    }
    return value.is_number_integer() ? Json::toQString(value.dump()) : QString();
}

const Json::Value *valueAtPlace(const Json::Value &object, const QString &place)
{
    const Json::Value *value = &object;
    for (const QStringView step : QStringView(place).split(u'.')) {
        value = value ? Json::memberAt(*value, step.toUtf8().constData()) : nullptr;
    }
    return value;
}

} // namespace

QStringList textsOf(const Json::Value &value)
{
    QStringList texts;
    const auto add = [&texts](const Json::Value &one) {
        if (const QString text = textOf(one); !text.isEmpty() && !texts.contains(text)) {
            texts.append(text);
        }
    };
    if (value.is_array()) {
        std::for_each(value.begin(), value.end(), add);
    } else {
        add(value);
    }
    return texts;
}

QString textAtPlace(const Json::Value &object, const QString &place)
{
    const Json::Value *value = valueAtPlace(object, place);
    return value ? textOf(*value) : QString();
}

QStringList textsAtPlace(const Json::Value &object, const QString &place)
{
    const Json::Value *value = valueAtPlace(object, place);
    return value ? textsOf(*value) : QStringList();
}

} // namespace Analysis
