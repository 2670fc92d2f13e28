#include "session/customertallies.h"

#include "query/columns.h"
#include "session/findingindex.h"
#include "session/lockforecast.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Domain::CustomerObject;
using Query::Kind;

void addFindings(CustomerTallies &tallies, const Analysis::TenantCustomers &customers)
{
    const QList<Domain::Finding> &findings = tallies.audit->findings;
    for (qsizetype place = 0; place < findings.size(); ++place) {
        const Domain::Finding &finding = findings.at(place);
        const auto object = finding.waiver ? std::nullopt : objectOf(finding.subject);
        const auto owner = object ? customers.owners.constFind(*object) : customers.owners.cend();
        if (owner != customers.owners.cend()) {
            tallies.customers[*owner].findings.append(qint32(place));
        }
    }
}

/// Whose each database connection is, by its id; nobody's are left out.
QHash<QString, QString> databaseOwners(const Analysis::Snapshot &snapshot, const Analysis::TenantCustomers &customers)
{
    static const int kind = Query::columnIndex(Kind::Connections, u"kind");
    QHash<QString, QString> owners;
    for (const Query::RecordPtr &record : snapshot.connections.value_or(QList<Query::RecordPtr>())) {
        if (Query::textOf(record->cells.value(kind)) == "database"_L1) {
            const QString owner = customers.ownerOf(CustomerObject::Kind::Connection, record->id);
            if (!owner.isEmpty()) {
                owners.insert(record->id, owner);
            }
        }
    }
    return owners;
}

void addLockShares(CustomerTallies &tallies, const Analysis::Snapshot &snapshot,
                   const Analysis::TenantCustomers &customers)
{
    const QHash<QString, QString> owners = databaseOwners(snapshot, customers);
    for (const Query::RecordPtr &application : snapshot.applications.value_or(QList<Query::RecordPtr>())) {
        QHash<QString, qint64> own;
        for (const QString &connection : snapshot.enabled->value(application->id)) {
            if (const auto owner = owners.constFind(connection); owner != owners.cend()) {
                ++own[*owner];
            }
        }
        // The map may be there before its counts are in the table, or be of fewer connections.
        const std::optional<qint64> all = lockCount(application);
        for (auto one = own.cbegin(); one != own.cend(); ++one) {
            tallies.customers[one.key()].lock.append({application->id, *one, all && *all >= *one ? *all : 0});
        }
    }
    for (auto &[key, tally] : tallies.customers) {
        std::sort(tally.lock.begin(), tally.lock.end(), [](const LockShare &left, const LockShare &right) {
            const auto rank = [](const LockShare &one) { return std::max(one.all, one.own); };
            return rank(left) != rank(right) ? rank(left) > rank(right) : left.application < right.application;
        });
    }
}

} // namespace

qint64 CustomerTally::lockCount() const
{
    qint64 most = 0;
    for (const LockShare &share : lock) {
        most = std::max(most, share.own);
    }
    return most;
}

const CustomerTally &CustomerTallies::of(const QString &key) const
{
    static const CustomerTally nothing;
    const auto found = customers.find(key);
    return found == customers.end() ? nothing : found->second;
}

CustomerTallies talliesOf(const Analysis::Snapshot &snapshot, const Analysis::TenantCustomers &customers,
                          std::shared_ptr<const Analysis::AuditResult> audit)
{
    CustomerTallies tallies;
    tallies.audit = std::move(audit);
    tallies.isLockKnown = snapshot.enabled.has_value();
    if (tallies.audit) {
        addFindings(tallies, customers);
    }
    if (tallies.isLockKnown) {
        addLockShares(tallies, snapshot, customers);
    }
    return tallies;
}

} // namespace Session
