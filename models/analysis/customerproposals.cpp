#include "analysis/customerproposals.h"

#include "analysis/context.h"
#include "analysis/customernames.h"
#include "analysis/customers.h"
#include "analysis/namepattern.h"
#include "analysis/usercustomers.h"
#include "query/columns.h"
#include "json/value.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

using Domain::CustomerObject;
using Domain::CustomerRule;

/// Deeper in app_metadata, keys are data more often than names.
constexpr int placeDepth = 3;
/// A key whose values are known customers for so many of its values is one of customers.
constexpr double enoughKnown = 1.0 / 3;
/// A metadata key that says something else than the name of the object in more than one of five says something else.
constexpr double enoughAgreement = 0.8;
/// Of the connections of a tenant that is one customer's, so many carry the customer's name.
constexpr double enoughOfOne = 2.0 / 3;

/// Whether a key of metadata is called as people call what we call a customer.
bool meansCustomer(const QString &key)
{
    QString plain = key.toLower();
    plain.remove(u'_').remove(u'-');
    static const QStringList words{
        u"customer"_s,       u"customerid"_s,   u"customername"_s,   u"tenant"_s,  u"tenantid"_s,  u"tenantname"_s,
        u"company"_s,        u"companyid"_s,    u"companyname"_s,    u"account"_s, u"accountid"_s, u"organization"_s,
        u"organizationid"_s, u"organisation"_s, u"organisationid"_s, u"org"_s,     u"orgid"_s,     u"clientname"_s};
    return words.contains(plain);
}

/// What one key, or one place, says of the objects that have it.
struct Values
{
    QHash<QString, QString> byObject; ///< the customer's key that the value would be
    std::set<QString> distinct;
    bool isText = false;

    void add(const QString &object, const QString &value, bool isString)
    {
        if (const QString key = Domain::customerKeyOf(value); !key.isEmpty()) {
            byObject.insert(object, key);
            distinct.insert(key);
            isText = isText || isString;
        }
    }

    qsizetype knownIn(const std::set<QString> &known) const
    {
        return std::count_if(distinct.begin(), distinct.end(),
                             [&known](const QString &key) { return known.contains(key); });
    }

    bool tellsCustomers(const std::set<QString> &known) const
    {
        const qsizetype found = knownIn(known);
        return found >= 2 && double(found) >= double(distinct.size()) * enoughKnown;
    }
};

/// A list whose objects may belong to customers.
struct List
{
    CustomerObject::Kind kind;
    const Snapshot::Records &records;
    CustomerRule::Kind nameRule;
    CustomerRule::Kind metadataRule;
};

class Proposing
{
public:
    Proposing(const Snapshot &snapshot, const ProposalHints &hints, const std::stop_token &stop)
        : m_snapshot(snapshot)
        , m_hints(hints)
        , m_stop(stop)
        , m_known(hints.customers)
    { }

    CustomerProposals result()
    {
        ofOrganizations();
        if (!ofOneCustomer()) {
            ofList({CustomerObject::Kind::Connection, m_snapshot.connections, CustomerRule::Kind::ConnectionName,
                    CustomerRule::Kind::ConnectionMetadata});
            ofList({CustomerObject::Kind::Application, m_snapshot.applications, CustomerRule::Kind::ApplicationName,
                    CustomerRule::Kind::ApplicationMetadata});
        }
        ofUsers();
        return std::move(m_result);
    }

private:
    void propose(CustomerRule::Kind kind, const QString &text, const std::set<QString> &customers, qsizetype objects)
    {
        m_result.rules.append({{kind, text}, QStringList(customers.begin(), customers.end()), objects});
        m_known.insert(customers.begin(), customers.end());
    }

    /// An organization is what Auth0 has for a customer.
    void ofOrganizations()
    {
        if (!m_snapshot.organizations || m_snapshot.organizations->isEmpty()) {
            return;
        }
        std::set<QString> keys;
        for (const Query::RecordPtr &record : *m_snapshot.organizations) {
            keys.insert(Domain::customerKeyOf(Query::textAt(*record, Query::Kind::Organizations, u"name")));
        }
        propose(CustomerRule::Kind::OrganizationName, u"{customer}"_s, keys, m_snapshot.organizations->size());
    }

    /// Whether the tenant seems to be one customer's; then so is everything in it but what nobody there uses.
    bool ofOneCustomer()
    {
        if (!m_snapshot.connections || (m_snapshot.organizations && m_snapshot.organizations->size() > 1)) {
            return false;
        }
        std::set<QString> candidates = m_known;
        for (const QString &label : {m_snapshot.name, m_snapshot.domain.section(u'.', 0, 0)}) {
            const QStringList parts = Domain::customerKeyOf(label).split(u'-', Qt::SkipEmptyParts);
            candidates.insert(parts.begin(), parts.end());
        }
        std::map<QString, qsizetype> counts;
        qsizetype all = 0;
        for (const Query::RecordPtr &record : *m_snapshot.connections) {
            if (const QString kind = Query::textAt(*record, Query::Kind::Connections, u"kind");
                kind == "database"_L1 || kind == "enterprise"_L1) {
                ++all;
                ++counts[knownBeginning(Query::textAt(*record, Query::Kind::Connections, u"name"), candidates)];
            }
        }
        counts.erase(QString());
        if (counts.size() != 1 || counts.begin()->second < 2
            || double(counts.begin()->second) < double(all) * enoughOfOne) {
            return false;
        }
        const QString customer = counts.begin()->first;
        const std::set<QString> only{customer};
        const qsizetype applications = m_snapshot.applications ? m_snapshot.applications->size() : 0;
        propose(CustomerRule::Kind::WholeTenant, customer, only, m_snapshot.connections->size() + applications);
        leaveOutUnused(only);
        return true;
    }

    void leaveOutUnused(const std::set<QString> &customer)
    {
        QSet<QString> used;
        if (m_snapshot.enabled) {
            for (const QStringList &connections : *m_snapshot.enabled) {
                used.unite(QSet<QString>(connections.begin(), connections.end()));
            }
        }
        for (const Query::RecordPtr &record : *m_snapshot.connections) {
            const QString name = Query::textAt(*record, Query::Kind::Connections, u"name");
            if (m_snapshot.enabled && !used.contains(record->id) && knownBeginning(name, customer).isEmpty()) {
                m_result.pins.append({{CustomerObject::Kind::Connection, record->id}, name, {}});
            }
        }
        if (m_snapshot.applications) {
            for (const Query::RecordPtr &record : *m_snapshot.applications) {
                if (record->id == m_hints.ownApplication) {
                    m_result.pins.append({{CustomerObject::Kind::Application, record->id},
                                          Query::textAt(*record, Query::Kind::Applications, u"name"),
                                          {}});
                }
            }
        }
    }

    /// What metadata and names of one kind of object tell.
    void ofList(const List &list)
    {
        if (!list.records) {
            return;
        }
        const Query::Kind table = tableOf(list.kind);
        QList<Query::RecordPtr> records;
        QList<NamedObject> names;
        std::map<QString, Values> keys;
        for (const Query::RecordPtr &record : *list.records) {
            if (m_stop.stop_requested()) {
                return;
            }
            const auto json = Json::parse(record->original);
            if (!json || (list.kind == CustomerObject::Kind::Application && isGlobal(*json))) {
                continue;
            }
            records.append(record);
            names.append({Query::textAt(*record, table, u"name"), Query::textAt(*record, table, u"strategy")});
            const Json::Value *metadata = Json::memberAt(*json, metadataMember(list.kind));
            if (metadata && metadata->is_object()) {
                for (const auto &[key, value] : metadata->items()) {
                    if (value.is_string()) {
                        keys[Json::toQString(key)].add(record->id, Json::toQString(value.get<std::string>()), true);
                    }
                }
            }
        }
        for (const auto &[key, values] : keys) {
            if (meansCustomer(key)) {
                m_known.insert(values.distinct.begin(), values.distinct.end());
            }
        }
        const QHash<QString, QString> named = ofNames(list, records, names, keys);
        for (const auto &[key, values] : keys) {
            if ((meansCustomer(key) || values.tellsCustomers(m_known)) && agrees(values, named)) {
                propose(list.metadataRule, key, values.distinct, values.byObject.size());
            }
        }
    }

    /// The customer's key of each object whose name tells it.
    QHash<QString, QString> ofNames(const List &list, const QList<Query::RecordPtr> &records,
                                    const QList<NamedObject> &names, const std::map<QString, Values> &keys)
    {
        QList<bool> explained(names.size(), false);
        if (list.kind == CustomerObject::Kind::Application) {
            // A vendor's own applications resemble each other as well: what metadata tells needs no name.
            for (const auto &[key, values] : keys) {
                for (int i = 0; meansCustomer(key) && i < records.size(); ++i) {
                    explained[i] = explained[i] || values.byObject.contains(records[i]->id);
                }
            }
        }
        const QSet<QString> before = [&] {
            QSet<QString> ids;
            for (int i = 0; i < records.size(); ++i) {
                if (explained[i]) {
                    ids.insert(records[i]->id);
                }
            }
            return ids;
        }();
        const std::set<QString> certain = m_known;
        QHash<QString, QString> named;
        for (const SharedPattern &shared : sharedPatterns(names, m_known, explained, m_stop)) {
            const auto pattern = NamePattern::from(shared.pattern);
            if (!pattern || (list.kind == CustomerObject::Kind::Application && !areKnown(shared.customers, certain))) {
                continue;
            }
            for (int i = 0; i < records.size(); ++i) {
                const QString key = Domain::customerKeyOf(pattern->customerIn(names[i].name, names[i].strategy));
                if (key.isEmpty() || before.contains(records[i]->id)) {
                    continue;
                }
                named.insert(records[i]->id, key);
                if (shared.objects == 1) {
                    m_result.pins.append({{list.kind, records[i]->id}, names[i].name, key});
                }
            }
            if (shared.objects > 1) {
                propose(list.nameRule, shared.pattern, shared.customers, shared.objects);
            }
        }
        return named;
    }

    static bool areKnown(const std::set<QString> &customers, const std::set<QString> &known)
    {
        return std::all_of(customers.begin(), customers.end(),
                           [&known](const QString &key) { return known.contains(key); });
    }

    static bool agrees(const Values &values, const QHash<QString, QString> &named)
    {
        qsizetype both = 0;
        qsizetype same = 0;
        for (auto i = values.byObject.begin(); i != values.byObject.end(); ++i) {
            if (const auto other = named.constFind(i.key()); other != named.constEnd()) {
                ++both;
                same += *other == i.value() ? 1 : 0;
            }
        }
        return double(same) >= double(both) * enoughAgreement;
    }

    /// The one place of app_metadata that tells most: two would tell each user's customer in two ways.
    void ofUsers()
    {
        if (!m_snapshot.users) {
            return;
        }
        std::map<QString, Values> places;
        for (const Query::RecordPtr &record : *m_snapshot.users) {
            if (m_stop.stop_requested()) {
                return;
            }
            const auto json = Json::parse(record->original);
            if (const Json::Value *metadata = json ? Json::memberAt(*json, "app_metadata") : nullptr) {
                walk({}, *metadata, 1, record->id, places);
            }
        }
        const Values *best = nullptr;
        QString bestPlace;
        std::tuple<qsizetype, bool, bool, qsizetype> bestWorth;
        for (const auto &[place, values] : places) {
            const bool isCalled = meansCustomer(place.section(u'.', -1)) || meansCustomer(place.section(u'.', 0, 0));
            if (!values.tellsCustomers(m_known) && !isCalled) {
                continue;
            }
            const std::tuple worth{values.knownIn(m_known), meansCustomer(place), values.isText,
                                   values.byObject.size()};
            if (!best || worth > bestWorth) {
                best = &values;
                bestPlace = place;
                bestWorth = worth;
            }
        }
        if (best) {
            propose(CustomerRule::Kind::AppMetadata, bestPlace, best->distinct, best->byObject.size());
        }
    }

    static void walk(const QString &above, const Json::Value &object, int depth, const QString &user,
                     std::map<QString, Values> &places)
    {
        if (!object.is_object() || depth > placeDepth) {
            return;
        }
        for (const auto &[key, value] : object.items()) {
            const QString step = Json::toQString(key);
            if (step.contains(u'.')) {
                continue; // could not be written as a place
            }
            const QString place = above.isEmpty() ? step : above + u'.' + step;
            if (value.is_object()) {
                walk(place, value, depth + 1, user, places);
            } else if (const QString text = textAtPlace(object, step); !text.isEmpty()) {
                places[place].add(user, text, value.is_string());
            }
        }
    }

    const Snapshot &m_snapshot;
    const ProposalHints &m_hints;
    const std::stop_token &m_stop;
    std::set<QString> m_known; ///< keys
    CustomerProposals m_result;
};

} // namespace

Domain::CustomerRules CustomerProposals::accepted() const
{
    Domain::CustomerRules taken;
    for (const ProposedRule &proposed : rules) {
        taken.rules.append(proposed.rule);
    }
    for (const ProposedPin &pin : pins) {
        taken.pins.emplace(pin.object, pin.customer);
    }
    return taken;
}

CustomerProposals proposeCustomers(const Snapshot &snapshot, const ProposalHints &hints, const std::stop_token &stop)
{
    return Proposing(snapshot, hints, stop).result();
}

} // namespace Analysis
