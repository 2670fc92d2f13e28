#include "analysis/estatesnapshot.h"

#include "analysis/customerproposals.h"
#include "analysis/customers.h"
#include "analysis/usercustomers.h"
#include "sandbox/defaultestate.h"
#include "sandbox/server.h"
#include "json/value.h"

#include <QTest>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;
using Domain::CustomerObject;
using Domain::CustomerRule;
using Domain::CustomerWay;

namespace {

/// The objects of each customer of one kind, by the customer's key.
using Owned = std::map<QString, QSet<QString>>;

QSet<QString> idsOf(const std::vector<std::string> &ids)
{
    QSet<QString> set;
    for (const std::string &id : ids) {
        set.insert(QString::fromStdString(id));
    }
    return set;
}

bool isHeld(const Sandbox::CustomerTruth &customer, CustomerWay way)
{
    return std::any_of(customer.ways.begin(), customer.ways.end(),
                       [way](Sandbox::CustomerWay held) { return int(held) == int(way); });
}

/// What the author of the estate says, of the customers that have any and, where a way is named, are held in it.
Owned truthOf(const Sandbox::EstateTruth &truth, const std::string &tenant,
              std::vector<std::string> Sandbox::CustomerObjects::*list, std::optional<CustomerWay> way = std::nullopt)
{
    Owned owned;
    for (const Sandbox::CustomerTruth &customer : truth.customers) {
        if (way && !isHeld(customer, *way)) {
            continue;
        }
        for (const Sandbox::CustomerObjects &objects : customer.objects) {
            if (objects.tenant == tenant && !(objects.*list).empty()) {
                owned.emplace(QString::fromStdString(customer.slug), idsOf(objects.*list));
            }
        }
    }
    return owned;
}

Owned foundIn(const Analysis::TenantCustomers &customers, QStringList Analysis::CustomerShare::*list)
{
    Owned owned;
    for (const auto &[key, share] : customers.shares) {
        if (!(share.*list).isEmpty()) {
            owned.emplace(key, QSet<QString>((share.*list).begin(), (share.*list).end()));
        }
    }
    return owned;
}

/// In words, for a failing test.
QString difference(const Owned &found, const Owned &truth)
{
    QStringList lines;
    for (const auto &[key, ids] : truth) {
        const auto other = found.find(key);
        if (other == found.end()) {
            lines.append("missing: "_L1 + key);
        } else if (other->second != ids) {
            lines.append("not the same: "_L1 + key);
        }
    }
    for (const auto &[key, ids] : found) {
        if (!truth.contains(key)) {
            lines.append("wrong: "_L1 + key);
        }
    }
    return lines.join("; "_L1);
}

/// In words, for a failing test: what is found and is not true.
QString beyond(const Owned &found, const Owned &truth)
{
    QStringList lines;
    for (const auto &[key, ids] : found) {
        const auto other = truth.find(key);
        if (other == truth.end() || !other->second.contains(ids)) {
            lines.append("wrong: "_L1 + key);
        }
    }
    return lines.join("; "_L1);
}

/// A kind of object, the way that holds a customer by it, and where both sides list it.
struct Part
{
    CustomerWay way;
    QStringList Analysis::CustomerShare::*found;
    std::vector<std::string> Sandbox::CustomerObjects::*truth;
};
constexpr Part parts[] = {
    {CustomerWay::Connection, &Analysis::CustomerShare::connections, &Sandbox::CustomerObjects::connections},
    {CustomerWay::Application, &Analysis::CustomerShare::applications, &Sandbox::CustomerObjects::clients},
    {CustomerWay::Organization, &Analysis::CustomerShare::organizations, &Sandbox::CustomerObjects::organizations},
};

Domain::CustomerRules only(CustomerWay way, const Domain::CustomerRules &rules)
{
    Domain::CustomerRules left = rules;
    left.rules.removeIf([way](const CustomerRule &rule) { return Domain::wayOf(rule.kind) != way; });
    // What is proposed to be pinned are connections, and what a whole tenant leaves out.
    std::erase_if(left.pins,
                  [way](const auto &pin) { return way != CustomerWay::Connection && !pin.second.isEmpty(); });
    return left;
}

/// What the wizard proposes for each Auth0 tenant of the sandbox, one after another, as somebody would take them.
struct Proposed
{
    Sandbox::Estate estate = Sandbox::buildDefaultEstate(1);
    std::map<std::string, Analysis::Snapshot> snapshots;
    std::map<std::string, Domain::CustomerRules> rules;

    Proposed()
    {
        Analysis::ProposalHints hints;
        const Sandbox::Server server({}, estate.tenants);
        for (std::size_t i = 0; i < estate.tenants.size(); ++i) {
            const Sandbox::TenantState &state = estate.tenants.at(i);
            const Analysis::Snapshot snapshot = snapshotOf(state);
            hints.ownApplication = QString::fromStdString(server.tenants().at(i).clientId);
            const Domain::CustomerRules taken = Analysis::proposeCustomers(snapshot, hints).accepted();
            for (const auto &[key, share] : Analysis::customersOf(snapshot, taken).shares) {
                hints.customers.insert(key);
            }
            snapshots.emplace(state.name, snapshot);
            rules.emplace(state.name, taken);
        }
    }
};

const Proposed &proposed()
{
    static const Proposed made;
    return made;
}

bool isOfOneCustomer(const std::string &tenant)
{
    return !only(CustomerWay::Tenant, proposed().rules.at(tenant)).rules.isEmpty();
}

} // namespace

class TestEstateCustomers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void proposedRulesFindEveryCustomer_data();
    void proposedRulesFindEveryCustomer();
    void eachWayAlone_data();
    void eachWayAlone();
    void aWayIsProposedWithoutTheOthers_data();
    void aWayIsProposedWithoutTheOthers();
    void usersBelongToTheirCustomers_data();
    void usersBelongToTheirCustomers();
    void namesAreThePeoplesOwn();
    void tenantsAreMerged();
};

void TestEstateCustomers::proposedRulesFindEveryCustomer_data()
{
    QTest::addColumn<QString>("tenant");
    for (const auto &[name, snapshot] : proposed().snapshots) {
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
}

void TestEstateCustomers::proposedRulesFindEveryCustomer()
{
    QFETCH(QString, tenant);
    const std::string name = tenant.toStdString();
    const Analysis::TenantCustomers customers
        = Analysis::customersOf(proposed().snapshots.at(name), proposed().rules.at(name));
    const Sandbox::EstateTruth &truth = proposed().estate.truth;
    for (const Part &part : parts) {
        QCOMPARE(difference(foundIn(customers, part.found), truthOf(truth, name, part.truth)), QString());
    }
    QVERIFY2(customers.contested.isEmpty(), qPrintable(customers.contested.value(0).name));
}

void TestEstateCustomers::eachWayAlone_data()
{
    QTest::addColumn<CustomerWay>("way");
    QTest::newRow("connection") << CustomerWay::Connection;
    QTest::newRow("application") << CustomerWay::Application;
    QTest::newRow("app_metadata") << CustomerWay::AppMetadata;
    QTest::newRow("tenant") << CustomerWay::Tenant;
    QTest::newRow("organization") << CustomerWay::Organization;
}

void TestEstateCustomers::eachWayAlone()
{
    QFETCH(CustomerWay, way);
    const Sandbox::EstateTruth &truth = proposed().estate.truth;
    QSet<QString> found;
    for (const auto &[tenant, snapshot] : proposed().snapshots) {
        const Domain::CustomerRules rules = only(way, proposed().rules.at(tenant));
        const Analysis::TenantCustomers customers = Analysis::customersOf(snapshot, rules);
        // An Auth0 tenant that is one customer's holds it by that alone, whatever is in it.
        const bool isOnes = isOfOneCustomer(tenant);
        for (const auto &[key, share] : customers.shares) {
            QVERIFY(share.ways.contains(way));
            found.insert(key);
        }
        for (const Part &part : parts) {
            const Owned owned = foundIn(customers, part.found);
            // Of the other kinds a way finds some, and none that is somebody else's.
            const bool isComplete = isOnes ? way == CustomerWay::Tenant : way == part.way;
            const QString wrong = isComplete ? difference(owned, truthOf(truth, tenant, part.truth, way))
                                             : beyond(owned, truthOf(truth, tenant, part.truth));
            QCOMPARE(wrong, QString());
        }
    }
    QSet<QString> expected;
    for (const Sandbox::CustomerTruth &customer : truth.customers) {
        if (isHeld(customer, way)) {
            expected.insert(QString::fromStdString(customer.slug));
        }
    }
    QCOMPARE(QStringList((found - expected).values()), QStringList());
    QCOMPARE(QStringList((expected - found).values()), QStringList());
}

void TestEstateCustomers::aWayIsProposedWithoutTheOthers_data()
{
    QTest::addColumn<CustomerWay>("way");
    QTest::newRow("connection") << CustomerWay::Connection;
    QTest::newRow("application") << CustomerWay::Application;
    QTest::newRow("organization") << CustomerWay::Organization;
}

/// As in an Auth0 tenant whose customers are held in one way, and nothing else was read.
void TestEstateCustomers::aWayIsProposedWithoutTheOthers()
{
    QFETCH(CustomerWay, way);
    const Part &part = *std::find_if(std::begin(parts), std::end(parts), [way](const Part &p) { return p.way == way; });
    const Sandbox::EstateTruth &truth = proposed().estate.truth;
    qsizetype customers = 0;
    for (auto [tenant, snapshot] : proposed().snapshots) {
        if (isOfOneCustomer(tenant)) {
            continue; // it is told by its name and all that is in it
        }
        snapshot.users.emplace();
        for (const auto &[other, list] : {std::pair(CustomerWay::Connection, &Analysis::Snapshot::connections),
                                          std::pair(CustomerWay::Application, &Analysis::Snapshot::applications),
                                          std::pair(CustomerWay::Organization, &Analysis::Snapshot::organizations)}) {
            if (other != way) {
                (snapshot.*list).emplace();
            }
        }
        const Domain::CustomerRules rules = Analysis::proposeCustomers(snapshot, {}).accepted();
        const Owned owned = foundIn(Analysis::customersOf(snapshot, rules), part.found);
        QCOMPARE(difference(owned, truthOf(truth, tenant, part.truth)), QString());
        customers += qsizetype(owned.size());
    }
    QVERIFY(customers > 0);
}

void TestEstateCustomers::usersBelongToTheirCustomers_data()
{
    proposedRulesFindEveryCustomer_data();
}

void TestEstateCustomers::usersBelongToTheirCustomers()
{
    QFETCH(QString, tenant);
    const std::string name = tenant.toStdString();
    const Analysis::Snapshot &snapshot = proposed().snapshots.at(name);
    const Domain::CustomerRules &rules = proposed().rules.at(name);
    const Analysis::UserCustomers customers(Analysis::customersOf(snapshot, rules), rules);
    QHash<QString, QString> truth;
    for (const Sandbox::CustomerTruth &customer : proposed().estate.truth.customers) {
        for (const Sandbox::CustomerObjects &objects : customer.objects) {
            if (objects.tenant == name) {
                for (const QString &id : idsOf(objects.users)) {
                    truth.insert(id, QString::fromStdString(customer.slug));
                }
            }
        }
    }
    int unknown = 0;
    for (const Query::RecordPtr &record : *snapshot.users) {
        const QStringList found = customers.of(*Json::parse(record->original));
        // Whoever signs in to the shared database and carries no metadata is known by memberships alone.
        if (found.isEmpty()) {
            ++unknown;
        } else {
            QCOMPARE(found, QStringList{truth.value(record->id)});
        }
    }
    QVERIFY(unknown < snapshot.users->size() / 10);
}

void TestEstateCustomers::namesAreThePeoplesOwn()
{
    const std::string eu = "ledgerline-eu";
    const auto customers = Analysis::customersOf(proposed().snapshots.at(eu), proposed().rules.at(eu));
    QCOMPARE(customers.shares.at(u"stark"_s).name, u"Stark Industries"_s); // an organization's display name
    QCOMPARE(customers.shares.at(u"gekko"_s).name, u"Gekko & Co"_s); // an enterprise connection's
    QCOMPARE(customers.shares.at(u"initech"_s).name, u"initech"_s); // nothing but its connections' names
}
void TestEstateCustomers::tenantsAreMerged()
{
    std::map<std::string, Analysis::TenantCustomers> found;
    std::map<Domain::TenantId, const Analysis::TenantCustomers *> tenants;
    for (const auto &[name, snapshot] : proposed().snapshots) {
        found.emplace(name, Analysis::customersOf(snapshot, proposed().rules.at(name)));
        tenants.emplace(Domain::TenantId(QString::fromStdString(name)), &found.at(name));
    }
    const auto customers = Analysis::mergedCustomers(tenants);
    QCOMPARE(customers.size(), proposed().estate.truth.customers.size());
    const Analysis::Customer &stark = customers.at(u"stark"_s);
    QCOMPARE(stark.shares.size(), 3U); // EU, US and staging
    QCOMPARE(stark.name, u"Stark Industries"_s);
    QVERIFY(stark.ways().contains(CustomerWay::Application));
    QVERIFY(customers.at(u"wayne"_s).ways().contains(CustomerWay::Tenant));
}

QTEST_GUILESS_MAIN(TestEstateCustomers)
#include "tst_estatecustomers.moc"
