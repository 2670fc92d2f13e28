#include "analysis/usertally.h"

#include "json/value.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

constexpr QLatin1StringView metadata("app_metadata");
constexpr qsizetype longestField = 100; // of a name in Auth0's OpenAPI document

QString exportedAs(qsizetype place)
{
    return u"place_%1"_s.arg(place);
}

/// A name with other characters could mean something else to Auth0: then all of app_metadata is asked for.
bool isPlainPlace(const QString &place)
{
    static const QRegularExpression pattern(u"\\A[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\z"_s);
    return place.size() + metadata.size() < longestField && pattern.match(place).hasMatch();
}

/// Values are told of and kept; an e-mail would tell of a person.
bool isListable(const QString &value)
{
    return value.size() <= UserTally::longestValue && !value.contains(u'@');
}

/// As the key of a customer of whom nothing else is known, an e-mail would be listed all the same.
bool isPrivateKey(const QString &key, const QStringList &values)
{
    return std::any_of(values.begin(), values.end(), [&key](const QString &value) {
        return value.contains(u'@') && Domain::customerKeyOf(value) == key;
    });
}

/// Under the name that was asked for, else under its own, else in the whole of app_metadata.
QStringList valuesOf(const Json::Value &user, const QString &place, qsizetype number)
{
    if (const Json::Value *value = Json::memberAt(user, exportedAs(number).toLatin1().constData())) {
        return textsOf(*value);
    }
    if (const Json::Value *value = Json::memberAt(user, (metadata + u'.' + place).toUtf8().constData())) {
        return textsOf(*value);
    }
    const Json::Value *all = Json::memberAt(user, metadata.data());
    return all ? textsAtPlace(*all, place) : QStringList();
}

QStringList connectionsOf(const Json::Value &user)
{
    QStringList connections;
    if (const Json::Value *identities = Json::memberAt(user, "identities"); identities && identities->is_array()) {
        for (const Json::Value &identity : *identities) {
            connections.append(Json::stringAt(identity, "connection"));
        }
    }
    return connections;
}

} // namespace

UserTally::UserTally(UserCustomers customers)
    : m_customers(std::move(customers))
    , m_places(m_customers.places().size())
{ }

QList<QPair<QString, QString>> UserTally::fieldsFor(const QStringList &places)
{
    QList<QPair<QString, QString>> fields{{u"identities"_s, {}}};
    if (!std::all_of(places.begin(), places.end(), &isPlainPlace)) {
        fields.append({metadata, {}});
        return fields;
    }
    for (qsizetype i = 0; i < places.size(); ++i) {
        fields.append({metadata + u'.' + places.at(i), exportedAs(i)});
    }
    return fields;
}

void UserTally::count(Place &place, const QString &value)
{
    const auto found = isListable(value) ? place.values.find(value) : place.values.end();
    if (found != place.values.end()) {
        ++*found;
    } else if (!isListable(value) || place.values.size() >= mostValues) {
        ++place.others;
    } else {
        place.values.insert(value, 1);
    }
}

void UserTally::add(const QByteArray &line)
{
    const Json::Outcome<Json::Value> user = Json::parse(line);
    if (!user || !user->is_object()) {
        return skip();
    }
    ++m_counts.users;
    QStringList values;
    const QStringList &places = m_customers.places();
    for (qsizetype i = 0; i < places.size(); ++i) {
        const QStringList own = valuesOf(*user, places.at(i), i);
        m_places[i].without += own.isEmpty() ? 1 : 0;
        for (const QString &value : own) {
            count(m_places[i], value);
            if (value.size() <= longestValue) {
                values.append(value);
            }
        }
    }
    const QStringList connections = connectionsOf(*user);
    const QStringList keys = m_customers.of(values, connections);
    if (keys.isEmpty()) {
        ++m_counts.nobody;
    } else if (keys.size() > 1) {
        ++m_counts.several;
    } else {
        const auto found = m_byCustomer.find(keys.first());
        const bool hasRoom = found != m_byCustomer.end() || m_byCustomer.size() < mostCustomers;
        const bool isPrivate
            = isPrivateKey(keys.first(), values) && !m_customers.of(QStringList(), connections).contains(keys.first());
        ++(hasRoom && !isPrivate ? m_byCustomer[keys.first()] : m_counts.others);
    }
}

Domain::UserCounts UserTally::counts() const
{
    Domain::UserCounts counts = m_counts;
    for (auto customer = m_byCustomer.begin(); customer != m_byCustomer.end(); ++customer) {
        counts.customers.emplace(customer.key(), customer.value());
    }
    for (const QString &key : m_customers.told()) { // who has none is told from who did not exist
        if (counts.customers.size() < std::size_t(mostCustomers) && !key.contains(u'@')) {
            counts.customers.try_emplace(key, 0);
        }
    }
    for (qsizetype i = 0; i < m_places.size(); ++i) {
        const Place &place = m_places.at(i);
        Domain::PlaceCount made{m_customers.places().at(i), {}, place.others, place.without};
        made.values.reserve(place.values.size());
        for (auto value = place.values.begin(); value != place.values.end(); ++value) {
            made.values.append({value.key(), value.value()});
        }
        std::sort(made.values.begin(), made.values.end(), [](const auto &left, const auto &right) {
            return left.users != right.users ? left.users > right.users : left.value < right.value;
        });
        counts.places.append(made);
    }
    return counts;
}

NamedByMetadata namedByCounts(const Domain::UserCounts &counts, const Domain::CustomerRules &rules)
{
    const UserCustomers customers({}, rules);
    NamedByMetadata named;
    for (const Domain::PlaceCount &place : counts.places) {
        if (!customers.places().contains(place.place)) {
            continue; // no rule is about it any more
        }
        for (const Domain::ValueCount &value : place.values) {
            if (const QString key = customers.keyOf(value.value); !key.isEmpty()) {
                named.emplace(key, value.value);
            }
        }
    }
    return named;
}

} // namespace Analysis
