#include "analysis/customers.h"

#include "analysis/context.h"
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
using Domain::CustomerWay;

/// How well a text serves as the customer's name: people write display names for people.
enum class Spelling { Rule, ConnectionName, Metadata, ApplicationName, ConnectionTitle, OrganizationTitle };

CustomerWay wayOf(CustomerObject::Kind kind)
{
    switch (kind) {
    case CustomerObject::Kind::Connection:
        return CustomerWay::Connection;
    case CustomerObject::Kind::Application:
        return CustomerWay::Application;
    case CustomerObject::Kind::Organization:
        break;
    }
    return CustomerWay::Organization;
}

/// A customer that a rule finds in an object.
struct Claim
{
    QString name;
    Spelling spelling = Spelling::Rule;
    CustomerWay way = CustomerWay::Connection;
};

/// The rules that ask about objects of one kind.
struct KindRules
{
    QList<NamePattern> patterns;
    QStringList metadataKeys;
};

class Gathering
{
public:
    Gathering(const Snapshot &snapshot, const Domain::CustomerRules &rules, const NamedByMetadata &before,
              const std::stop_token &stop)
        : m_snapshot(snapshot)
        , m_rules(rules)
        , m_before(before)
        , m_stop(stop)
    {
        for (const auto &[other, meant] : rules.aliases) {
            if (const QString key = Domain::customerKeyOf(meant); key != meant) {
                m_spelled.insert_or_assign(key, meant);
            }
        }
    }

    TenantCustomers result()
    {
        ofKind(CustomerObject::Kind::Organization, m_snapshot.organizations,
               rulesOf(CustomerRule::Kind::OrganizationName, CustomerRule::Kind::OrganizationMetadata));
        ofKind(CustomerObject::Kind::Connection, m_snapshot.connections,
               rulesOf(CustomerRule::Kind::ConnectionName, CustomerRule::Kind::ConnectionMetadata));
        ofKind(CustomerObject::Kind::Application, m_snapshot.applications,
               rulesOf(CustomerRule::Kind::ApplicationName, CustomerRule::Kind::ApplicationMetadata));
        ofUsers();
        for (const auto &[key, name] : m_before) {
            addNamed(keyOf(key), name); // it may have been joined with another since
        }
        return std::move(m_result);
    }

private:
    KindRules rulesOf(CustomerRule::Kind names, CustomerRule::Kind metadata) const
    {
        KindRules found;
        for (const CustomerRule &rule : m_rules.rules) {
            if (rule.kind == metadata) {
                found.metadataKeys.append(rule.text);
            } else if (rule.kind == names) {
                if (const auto pattern = NamePattern::from(rule.text)) {
                    found.patterns.append(*pattern);
                }
            }
        }
        return found;
    }

    void ofKind(CustomerObject::Kind kind, const Snapshot::Records &records, const KindRules &rules)
    {
        if (!records) {
            return;
        }
        const Query::Kind table = tableOf(kind);
        const int name = Query::columnIndex(table, u"name");
        const int title = Query::columnIndex(table, u"display_name");
        const int strategy = Query::columnIndex(table, u"strategy");
        const auto textOf = [](const Query::Record &record, int column) {
            return column < 0 ? QString() : Query::textOf(record.cells.value(column));
        };
        for (const Query::RecordPtr &record : *records) {
            if (m_stop.stop_requested()) {
                return;
            }
            // Applications are few; the tenant's own "All Applications" is nobody's.
            const bool isParsed = kind == CustomerObject::Kind::Application || !rules.metadataKeys.isEmpty();
            const auto json = isParsed ? Json::parse(record->original) : Json::Outcome<Json::Value>(Json::Value());
            if (!json || (kind == CustomerObject::Kind::Application && isGlobal(*json))) {
                continue;
            }
            QList<Claim> claims;
            const QString ownName = textOf(*record, name);
            for (const NamePattern &pattern : rules.patterns) {
                if (const QString found = pattern.customerIn(ownName, textOf(*record, strategy)); !found.isEmpty()) {
                    claims.append({found,
                                   kind == CustomerObject::Kind::Application ? Spelling::ApplicationName
                                                                             : Spelling::ConnectionName,
                                   wayOf(kind)});
                }
            }
            if (const Json::Value *metadata = Json::memberAt(*json, metadataMember(kind))) {
                for (const QString &key : rules.metadataKeys) {
                    if (const QString found = Json::stringAt(*metadata, key.toUtf8().constData()); !found.isEmpty()) {
                        claims.append({found, Spelling::Metadata, wayOf(kind)});
                    }
                }
            }
            decide({kind, record->id}, ownName, textOf(*record, title), claims);
        }
    }

    QString keyOf(const QString &name) const { return joinedKeyOf(name, m_rules); }

    void decide(const CustomerObject &object, const QString &name, const QString &title, QList<Claim> claims)
    {
        if (const auto pin = m_rules.pins.find(object); pin != m_rules.pins.end()) {
            if (!pin->second.isEmpty()) {
                give(object, name, title, {{pin->second, Spelling::Rule, wayOf(object.kind)}});
            }
            return;
        }
        QStringList keys;
        for (const Claim &claim : claims) {
            if (const QString key = keyOf(claim.name); !key.isEmpty() && !keys.contains(key)) {
                keys.append(key);
            }
        }
        if (keys.size() > 1) {
            m_result.contested.append({object, name, keys});
            return;
        }
        if (keys.isEmpty()) {
            claims.clear();
            const auto whole = std::find_if(m_rules.rules.begin(), m_rules.rules.end(), [](const CustomerRule &rule) {
                return rule.kind == CustomerRule::Kind::WholeTenant;
            });
            if (whole == m_rules.rules.end()) {
                m_result.unclaimed.append({object, name, {}});
                return;
            }
            claims.append({whole->text, Spelling::Rule, CustomerWay::Tenant});
        }
        give(object, name, title, claims);
    }

    /// All claims are one customer's.
    void give(const CustomerObject &object, const QString &name, const QString &title, const QList<Claim> &claims)
    {
        const QString key = keyOf(claims.first().name);
        CustomerShare &share = shareOf(key);
        m_result.owners.insert(object, key);
        switch (object.kind) {
        case CustomerObject::Kind::Connection:
            share.connections.append(object.id);
            if (claims.first().way != CustomerWay::Tenant) { // that names a user only where nothing else does
                m_result.connectionOwners.insert(name, key);
            }
            break;
        case CustomerObject::Kind::Application:
            share.applications.append(object.id);
            break;
        case CustomerObject::Kind::Organization:
            share.organizations.append(object.id);
            break;
        }
        // Whom the operator joined with another is called as the other is, unless by a longer writing of the same name.
        const auto isOwn = [&key](const Claim &claim) { return Domain::customerKeyOf(claim.name).contains(key); };
        for (const Claim &claim : claims) {
            share.ways.insert(claim.way);
            isOwn(claim) ? offer(share, claim.name, claim.spelling) : offer(share, spelled(key), Spelling::Rule);
        }
        if (!title.isEmpty() && isOwn(claims.first()) && claims.first().way != CustomerWay::Tenant) {
            offer(share, title,
                  object.kind == CustomerObject::Kind::Organization ? Spelling::OrganizationTitle
                                                                    : Spelling::ConnectionTitle);
        }
    }

    /// As it was typed when another was joined with it.
    QString spelled(const QString &key) const
    {
        const auto typed = m_spelled.find(key);
        return typed == m_spelled.end() ? key : typed->second;
    }

    CustomerShare &shareOf(const QString &key)
    {
        CustomerShare &share = m_result.shares[key];
        share.key = key;
        return share;
    }

    void offer(CustomerShare &share, const QString &name, Spelling spelling)
    {
        const auto [best, isFirst] = m_spellings.try_emplace(share.key, spelling);
        if (isFirst || spelling > best->second) {
            best->second = spelling;
            share.name = name;
        }
    }

    /// Those whom app_metadata alone tells are known by their users.
    void ofUsers()
    {
        const UserCustomers users(m_result, m_rules);
        if (!m_snapshot.users || users.places().isEmpty()) {
            return;
        }
        for (const Query::RecordPtr &record : *m_snapshot.users) {
            if (m_stop.stop_requested()) {
                return;
            }
            const auto json = Json::parse(record->original);
            const Json::Value *metadata = json ? Json::memberAt(*json, "app_metadata") : nullptr;
            if (!metadata) {
                continue;
            }
            for (const QString &place : users.places()) {
                for (const QString &value : textsAtPlace(*metadata, place)) {
                    if (const QString key = users.keyOf(value); !key.isEmpty()) {
                        addNamed(key, value);
                    }
                }
            }
        }
    }

    void addNamed(const QString &key, const QString &name)
    {
        CustomerShare &share = shareOf(key);
        share.ways.insert(CustomerWay::AppMetadata);
        // As in give(): whom the operator joined with another is called as the other is.
        const bool isOwn = Domain::customerKeyOf(name).contains(key);
        isOwn ? offer(share, name, Spelling::Metadata) : offer(share, spelled(key), Spelling::Rule);
    }

    const Snapshot &m_snapshot;
    const Domain::CustomerRules &m_rules;
    const NamedByMetadata &m_before;
    const std::stop_token &m_stop;
    TenantCustomers m_result;
    std::map<QString, QString> m_spelled; ///< by key
    std::map<QString, Spelling> m_spellings; ///< of each share's name, by key
};

qsizetype countIn(const Customer &customer, QStringList CustomerShare::*list)
{
    qsizetype count = 0;
    for (const auto &[tenant, share] : customer.shares) {
        count += (share.*list).size();
    }
    return count;
}

} // namespace

Query::Kind tableOf(CustomerObject::Kind kind)
{
    switch (kind) {
    case CustomerObject::Kind::Connection:
        return Query::Kind::Connections;
    case CustomerObject::Kind::Application:
        return Query::Kind::Applications;
    case CustomerObject::Kind::Organization:
        break;
    }
    return Query::Kind::Organizations;
}

std::optional<CustomerObject::Kind> objectKindOf(Query::Kind table)
{
    switch (Query::sourceOf(table)) {
    case Query::Kind::Connections:
        return CustomerObject::Kind::Connection;
    case Query::Kind::Applications:
        return CustomerObject::Kind::Application;
    case Query::Kind::Organizations:
        return CustomerObject::Kind::Organization;
    default:
        return std::nullopt;
    }
}

const char *metadataMember(CustomerObject::Kind kind)
{
    return kind == CustomerObject::Kind::Application ? "client_metadata" : "metadata";
}

TenantCustomers customersOf(const Snapshot &snapshot, const Domain::CustomerRules &rules, const NamedByMetadata &before,
                            const std::stop_token &stop)
{
    return rules.isEmpty() ? TenantCustomers() : Gathering(snapshot, rules, before, stop).result();
}

NamedByMetadata namedByMetadata(const TenantCustomers &customers)
{
    NamedByMetadata named;
    for (const auto &[key, share] : customers.shares) {
        if (share.ways.contains(CustomerWay::AppMetadata)) {
            named.emplace(key, share.name);
        }
    }
    return named;
}

std::set<CustomerWay> Customer::ways() const
{
    std::set<CustomerWay> all;
    for (const auto &[tenant, share] : shares) {
        all.insert(share.ways.begin(), share.ways.end());
    }
    return all;
}

qsizetype Customer::connectionCount() const
{
    return countIn(*this, &CustomerShare::connections);
}

qsizetype Customer::applicationCount() const
{
    return countIn(*this, &CustomerShare::applications);
}

qsizetype Customer::organizationCount() const
{
    return countIn(*this, &CustomerShare::organizations);
}

std::map<QString, Customer> mergedCustomers(const std::map<Domain::TenantId, const TenantCustomers *> &tenants)
{
    std::map<QString, Customer> all;
    for (const auto &[tenant, customers] : tenants) {
        for (const auto &[key, share] : customers->shares) {
            Customer &customer = all[key];
            customer.key = key;
            // A tenant that knows no better than the key has no say where another does.
            if (customer.name.isEmpty() || Domain::customerKeyOf(customer.name) == customer.name) {
                customer.name = share.name;
            }
            customer.shares.insert_or_assign(tenant, share);
        }
    }
    return all;
}

} // namespace Analysis
