#include "session/customerrecords.h"

#include "analysis/customerwaytitle.h"
#include "query/columns.h"
#include "session/translation.h"
#include "session/usersearch.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Analysis::CustomerShare;
using Query::Kind;

QHash<QString, Query::RecordPtr> byId(const Analysis::Snapshot::Records &records)
{
    QHash<QString, Query::RecordPtr> found;
    if (records) {
        found.reserve(records->size());
        for (const Query::RecordPtr &record : *records) {
            found.insert(record->id, record);
        }
    }
    return found;
}

Json::Value objects(const QStringList &ids, const QHash<QString, Query::RecordPtr> &records, Kind kind, const char *key)
{
    Json::Value list = Json::Value::array();
    for (const QString &id : ids) {
        Json::Value object;
        object[key] = id.toStdString();
        if (const Query::RecordPtr record = records.value(id)) {
            object["name"] = Query::textAt(*record, kind, u"name").toStdString();
            if (kind == Kind::Connections) {
                object["strategy"] = Query::textAt(*record, kind, u"strategy").toStdString();
            }
        }
        list.push_back(std::move(object));
    }
    return list;
}

class Making
{
public:
    Making(const Domain::TenantProfile &tenant, const Analysis::Snapshot &snapshot, const Domain::UserCounts *counts,
           const CustomerTallies *tallies)
        : m_tenant(tenant)
        , m_counts(counts)
        , m_tallies(tallies)
        , m_connections(byId(snapshot.connections))
        , m_applications(byId(snapshot.applications))
        , m_organizations(byId(snapshot.organizations))
    { }

    Query::RecordPtr record(const CustomerShare &share) const
    {
        qint64 databases = 0;
        qint64 enterprise = 0;
        for (const QString &id : share.connections) {
            if (const Query::RecordPtr connection = m_connections.value(id)) {
                const QString kind = Query::textAt(*connection, Kind::Connections, u"kind");
                databases += kind == "database"_L1 ? 1 : 0;
                enterprise += kind == "enterprise"_L1 ? 1 : 0;
            }
        }
        Query::Record made;
        made.tenant = m_tenant.id;
        made.id = share.key;
        made.cells.resize(Query::columnsOf(Kind::Customers).size());
        const auto put = [&made](QStringView column, const Query::Value &value) {
            made.cells[Query::columnIndex(Kind::Customers, column)] = value;
        };
        put(u"tenant", m_tenant.name);
        put(u"name", share.name);
        put(u"ways", Analysis::titleOf(share.ways));
        put(u"databases", databases);
        put(u"enterprise", enterprise);
        put(u"applications", qint64(share.applications.size()));
        put(u"organizations", qint64(share.organizations.size()));
        const auto users = customerUsers(m_counts, share);
        if (users) {
            put(u"users", users->users);
            put(u"users_counted", users->countedAt.toString(Qt::ISODate));
        }
        if (m_tallies && m_tallies->audit) {
            put(u"findings", qint64(m_tallies->of(share.key).findings.size()));
        }
        if (m_tallies && m_tallies->isLockKnown) {
            put(u"lock", m_tallies->of(share.key).lockCount());
        }
        put(u"tenants", qint64(1));
        put(u"key", share.key);
        made.original = Json::write(json(share, users));
        return std::make_shared<const Query::Record>(std::move(made));
    }

private:
    Json::Value json(const CustomerShare &share, const std::optional<CustomerUsers> &users) const
    {
        Json::Value object;
        object["key"] = share.key.toStdString();
        object["name"] = share.name.toStdString();
        object["ways"] = Json::Value::array();
        for (const Domain::CustomerWay way : share.ways) {
            object["ways"].push_back(std::string(Domain::wordOf(way).data(), std::size_t(Domain::wordOf(way).size())));
        }
        object["connections"] = objects(share.connections, m_connections, Kind::Connections, "id");
        object["applications"] = objects(share.applications, m_applications, Kind::Applications, "client_id");
        object["organizations"] = objects(share.organizations, m_organizations, Kind::Organizations, "id");
        if (users) {
            object["users"] = users->users;
            object["users_are_members"] = users->areMembers;
            object["counted_by"] = users->isFound ? "search" : "export";
            object["counted_at"] = users->countedAt.toString(Qt::ISODate).toStdString();
        }
        if (m_tallies && m_tallies->audit) {
            object["findings"] = qint64(m_tallies->of(share.key).findings.size());
        }
        if (m_tallies && m_tallies->isLockKnown) {
            object["lock"] = json(m_tallies->of(share.key).lock);
        }
        return object;
    }

    Json::Value json(const QList<LockShare> &lock) const
    {
        Json::Value list = Json::Value::array();
        for (const LockShare &one : lock) {
            Json::Value object = objects({one.application}, m_applications, Kind::Applications, "client_id").front();
            object["connections"] = one.own;
            if (one.all > 0) {
                object["of"] = one.all;
            }
            list.push_back(std::move(object));
        }
        return list;
    }

    const Domain::TenantProfile &m_tenant;
    const Domain::UserCounts *m_counts;
    const CustomerTallies *m_tallies;
    QHash<QString, Query::RecordPtr> m_connections;
    QHash<QString, Query::RecordPtr> m_applications;
    QHash<QString, Query::RecordPtr> m_organizations;
};

/// Of a customer a row shows the same by either.
bool tellTheSame(const CustomerTallies *left, const CustomerTallies *right, const QString &key)
{
    if (!left || !right || !left->audit != !right->audit || left->isLockKnown != right->isLockKnown) {
        return false;
    }
    const CustomerTally &one = left->of(key);
    const CustomerTally &other = right->of(key);
    return one.findings.size() == other.findings.size() && one.lock == other.lock;
}

} // namespace

std::optional<CustomerUsers> customerUsers(const Domain::UserCounts *counts, const CustomerShare &share)
{
    if (!counts) {
        return std::nullopt;
    }
    if (const auto found = counts->found.find(share.key); found != counts->found.end()) {
        return CustomerUsers{found->second.users, isHeldByOrganizations(share), found->second.at, false, true};
    }
    if (const auto found = counts->customers.find(share.key); found != counts->customers.end()) {
        return CustomerUsers{found->second, false, counts->countedAt};
    }
    if (const auto found = counts->members.find(share.key); found != counts->members.end()) {
        return CustomerUsers{found->second, true, counts->countedAt};
    }
    return std::nullopt; // it did not exist then, or only its organizations hold it
}

QList<Query::RecordPtr> customerRecords(const Domain::TenantProfile &tenant, const Analysis::Snapshot &snapshot,
                                        const Analysis::TenantCustomers &customers, const Domain::UserCounts *counts,
                                        const CustomerTallies *tallies, const CountedRows *before)
{
    const Making making(tenant, snapshot, counts, tallies);
    QList<Query::RecordPtr> records;
    records.reserve(qsizetype(customers.shares.size()));
    for (const auto &[key, share] : customers.shares) {
        const Query::RecordPtr known = before ? before->rows.value(records.size()) : nullptr;
        const bool isSame = known && known->id == key && tellTheSame(before->tallies.get(), tallies, key);
        records.append(isSame ? known : making.record(share));
    }
    return records;
}

QString titleOf(Domain::CustomerObject::Kind kind)
{
    switch (kind) {
    case Domain::CustomerObject::Kind::Connection:
        return tr("Connection");
    case Domain::CustomerObject::Kind::Application:
        return tr("Application");
    case Domain::CustomerObject::Kind::Organization:
        break;
    }
    return tr("Organization");
}

} // namespace Session
