#include "items/activitymodel.h"
#include "items/budgetmodel.h"
#include "items/estatetreemodel.h"
#include "items/itemsfixture.h"
#include "items/jobmodel.h"
#include "items/roles.h"

#include "sandbox/defaultestate.h"
#include "support/sandboxestate.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Query::Kind;
using Tester = QAbstractItemModelTester;

/// The tree of the estate and the tables of the Activity dock.
class TestEstateModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void treeShowsKindsWithCounts();
    void treeFollowsTheEstate();
    void countsFollowTheRecords();
    void allTenantsAddUpWhatIsKnown();
    void aCustomerOfTwoTenantsCountsOnce();
    void countsLookAtARecordOnce();
    void refusedKindsHaveNoCount();
    void failuresShowWhereTheyHappen();
    void requestsShowAsTheyGo();
    void jobsComeAndGo();
    void budgetsShowTheirRefillUntilTheyAreFull();
    void anotherNameOfATenantShowsEverywhere();

private:
    std::unique_ptr<Session::Estate> m_estate;
    Session::TenantSession *m_acme = nullptr;
};

namespace {

QVariant countAt(const Items::EstateTreeModel &model, const std::optional<Domain::TenantId> &tenant, Kind kind,
                 const QString &connectionKind = {})
{
    return model.find(tenant, kind, connectionKind).data(Items::CountRole);
}

QList<Domain::Connection> connectionsFrom(int first, int count)
{
    QList<Domain::Connection> connections;
    for (int i = first; i < first + count; ++i) {
        connections.append(connectionNamed(u"db-%1"_s.arg(i)));
    }
    return connections;
}

} // namespace

void TestEstateModels::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_estate = std::make_unique<Session::Estate>();
    auto session = quietSession(u"Acme"_s);
    m_acme = session.get();
    m_estate->open(std::move(session));
}

void TestEstateModels::treeShowsKindsWithCounts()
{
    Items::EstateTreeModel model(*m_estate);
    Tester tester(&model, Tester::FailureReportingMode::QtTest);
    QCOMPARE(printModel(model, {0}, {Items::CountRole}), (QStringList{u"All tenants | 1"_s,
                                                                      u"  Customers | "_s,
                                                                      u"  Applications | "_s,
                                                                      u"  Connections | "_s,
                                                                      u"    Password policies | "_s,
                                                                      u"    Database | "_s,
                                                                      u"    Enterprise | "_s,
                                                                      u"    Social | "_s,
                                                                      u"    Passwordless | "_s,
                                                                      u"  Organizations | "_s,
                                                                      u"  Users | "_s,
                                                                      u"Acme | "_s,
                                                                      u"  Customers | "_s,
                                                                      u"  Applications | "_s,
                                                                      u"  Connections | "_s,
                                                                      u"    Password policies | "_s,
                                                                      u"    Database | "_s,
                                                                      u"    Enterprise | "_s,
                                                                      u"    Social | "_s,
                                                                      u"    Passwordless | "_s,
                                                                      u"  Organizations | "_s,
                                                                      u"  Users | "_s,
                                                                      u"  Logs | "_s}));
    const QModelIndex acme = model.find(m_acme->id());
    QCOMPARE(acme.data(Items::EnvironmentRole).toInt(), int(Domain::Environment::Staging));
    QCOMPARE(acme.data(Items::PhaseRole).toInt(), int(Session::KindStatus::Phase::NotRead));
}

void TestEstateModels::treeFollowsTheEstate()
{
    Items::EstateTreeModel model(*m_estate);
    Tester tester(&model, Tester::FailureReportingMode::QtTest);
    m_estate->open(quietSession(u"Beta"_s));
    QCOMPARE(model.rowCount(), 3);
    const QPersistentModelIndex beta = model.find(Domain::TenantId(u"id-Beta"_s));
    m_estate->close(m_acme->id());
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(beta.row(), 1);
    QCOMPARE(beta.data().toString(), u"Beta"_s);
}

void TestEstateModels::countsFollowTheRecords()
{
    Items::EstateTreeModel model(*m_estate);
    Tester tester(&model, Tester::FailureReportingMode::QtTest);
    const Domain::TenantId acme = m_acme->id();
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    m_acme->accept(connectionsFrom(0, 3) + QList{connectionNamed(u"saml"_s, u"samlp"_s)});
    QTRY_COMPARE(countAt(model, acme, Kind::Connections), QVariant(4));
    QVERIFY(!changes.isEmpty());
    QCOMPARE(countAt(model, acme, Kind::Connections, u"database"_s), QVariant(3));
    QCOMPARE(countAt(model, acme, Kind::Policies), QVariant(3));
    QCOMPARE(countAt(model, {}, Kind::Policies), QVariant(3));
    QCOMPARE(countAt(model, acme, Kind::Connections, u"enterprise"_s), QVariant(1));
    QCOMPARE(countAt(model, acme, Kind::Connections, u"social"_s), QVariant(0));
    QCOMPARE(countAt(model, acme, Kind::Applications), QVariant()); // of them nothing is known

    // One came, and one is another object now.
    m_acme->accept({connectionNamed(u"db-3"_s), connectionNamed(u"saml"_s, u"google-oauth2"_s)});
    QTRY_COMPARE(countAt(model, acme, Kind::Connections), QVariant(5));
    QCOMPARE(countAt(model, acme, Kind::Connections, u"database"_s), QVariant(4));
    QCOMPARE(countAt(model, acme, Kind::Connections, u"enterprise"_s), QVariant(0));
    QCOMPARE(countAt(model, acme, Kind::Connections, u"social"_s), QVariant(1));
}

void TestEstateModels::allTenantsAddUpWhatIsKnown()
{
    Items::EstateTreeModel model(*m_estate);
    Tester tester(&model, Tester::FailureReportingMode::QtTest);
    auto session = quietSession(u"Beta"_s);
    Session::TenantSession *beta = session.get();
    m_estate->open(std::move(session));
    m_acme->accept(connectionsFrom(0, 2));
    QTRY_COMPARE(countAt(model, {}, Kind::Connections), QVariant(2)); // Beta's are not known
    QCOMPARE(countAt(model, beta->id(), Kind::Connections), QVariant());
    beta->accept(connectionsFrom(0, 3));
    QTRY_COMPARE(countAt(model, {}, Kind::Connections), QVariant(5));
    QCOMPARE(countAt(model, {}, Kind::Connections, u"database"_s), QVariant(5));
    m_estate->close(m_acme->id());
    QTRY_COMPARE(countAt(model, {}, Kind::Connections), QVariant(3));
    m_estate->close(beta->id());
    QTRY_COMPARE(countAt(model, {}, Kind::Connections), QVariant());
}

void TestEstateModels::aCustomerOfTwoTenantsCountsOnce()
{
    Items::EstateTreeModel model(*m_estate);
    auto session = quietSession(u"Beta"_s);
    Session::TenantSession *beta = session.get();
    m_estate->open(std::move(session));
    const auto customers = [](const Session::TenantSession &tenant, const QStringList &keys) {
        QList<Query::RecordPtr> records;
        for (const QString &key : keys) {
            auto record = std::make_shared<Query::Record>();
            record->tenant = tenant.id();
            record->id = key;
            record->cells.resize(Query::columnsOf(Kind::Customers).size());
            records.append(record);
        }
        return records;
    };
    m_acme->acceptCustomers(customers(*m_acme, {u"initech"_s, u"globex"_s}));
    beta->acceptCustomers(customers(*beta, {u"initech"_s, u"hooli"_s}));
    QTRY_COMPARE(countAt(model, beta->id(), Kind::Customers), QVariant(2));
    QCOMPARE(countAt(model, m_acme->id(), Kind::Customers), QVariant(2));
    QCOMPARE(countAt(model, {}, Kind::Customers), QVariant(3));
    m_estate->close(beta->id());
    QTRY_COMPARE(countAt(model, {}, Kind::Customers), QVariant(2));
}

void TestEstateModels::countsLookAtARecordOnce()
{
    Sandbox::TenantState state;
    state.name = "large";
    state.domain = "large.eu.auth0.com";
    state.environment = "development";
    constexpr int connections = 3000;
    for (int i = 0; i < connections; ++i) {
        const std::string number = std::to_string(i);
        state.connections.append({{"id", "con_" + std::string(16 - number.size(), '0') + number},
                                  {"name", "customer-" + number},
                                  {"strategy", i % 3 == 0 ? "samlp" : "auth0"}});
    }
    Sandbox::Server server({}, {state});
    server.start();
    m_estate->open(SandboxEstate::session(server));
    Items::EstateTreeModel model(*m_estate);
    Session::TenantSession &session = *m_estate->sessions().last();
    session.refresh(Kind::Connections);
    QTRY_COMPARE_WITH_TIMEOUT(session.status(Kind::Connections).phase, Session::KindStatus::Phase::Complete, 30000);
    QTRY_COMPARE(countAt(model, session.id(), Kind::Connections, u"enterprise"_s), QVariant(connections / 3));
    // Each once as it came, and once more when the list was whole; many pages came between.
    QVERIFY2(model.connectionsSeen() <= 2ULL * connections, qPrintable(QString::number(model.connectionsSeen())));
    QCOMPARE(countAt(model, {}, Kind::Connections), QVariant(connections));
    QCOMPARE(countAt(model, {}, Kind::Connections, u"database"_s), QVariant(connections - connections / 3));
    // Acme's were not read: the sum is but a part, and says so.
    QCOMPARE(model.find({}, Kind::Connections).data(Items::AtLeastRole), true);
    QCOMPARE(model.find(session.id(), Kind::Connections).data(Items::AtLeastRole), false);
    m_estate->close(m_acme->id());
    QTRY_COMPARE(model.find({}, Kind::Connections).data(Items::AtLeastRole), false);

    // A list that was read and is empty has a count: none.
    session.refresh(Kind::Organizations);
    QTRY_COMPARE(countAt(model, session.id(), Kind::Organizations), QVariant(0));
}

void TestEstateModels::refusedKindsHaveNoCount()
{
    Sandbox::Options options;
    options.clients.push_back({"limited", "a-secret-for-tests", {"read:clients"}, {}});
    Sandbox::Server server(options, Sandbox::defaultEstate());
    server.start();
    m_estate->open(SandboxEstate::session(server, 0, &options.clients.front()));
    Items::EstateTreeModel model(*m_estate);
    Session::TenantSession &session = *m_estate->sessions().last();
    session.refresh(Kind::Applications);
    session.refresh(Kind::Connections);
    QTRY_COMPARE(session.status(Kind::Connections).phase, Session::KindStatus::Phase::Failed);
    QTRY_VERIFY(countAt(model, session.id(), Kind::Applications).toInt() > 0);
    const QModelIndex connections = model.find(session.id(), Kind::Connections);
    QVERIFY(connections.data(Items::MissingScopeRole).toStringList().contains(u"read:connections"_s));
    QCOMPARE(connections.data(Items::CountRole), QVariant());
    QCOMPARE(countAt(model, session.id(), Kind::Connections, u"database"_s), QVariant());
    QCOMPARE(countAt(model, {}, Kind::Connections), QVariant());
}

void TestEstateModels::failuresShowWhereTheyHappen()
{
    Items::EstateTreeModel model(*m_estate);
    // "token" is no token of this tenant: nothing goes out, and the tree says why.
    m_acme->refresh(Query::Kind::Connections);
    QTRY_COMPARE(m_acme->status(Query::Kind::Connections).phase, Session::KindStatus::Phase::Failed);
    const QModelIndex connections = model.find(m_acme->id(), Query::Kind::Connections);
    QCOMPARE(connections.data(Items::CountRole), QVariant());
    QCOMPARE(connections.data(Items::AtLeastRole), false); // nothing is known, not even a part
    QCOMPARE(connections.data(Items::PhaseRole).toInt(), int(Session::KindStatus::Phase::Failed));
    QVERIFY(!connections.data(Items::ErrorRole).toString().isEmpty());
    QCOMPARE(model.find(m_acme->id(), Query::Kind::Organizations).data(Items::PhaseRole).toInt(),
             int(Session::KindStatus::Phase::NotRead));
    QCOMPARE(model.find(m_acme->id()).data(Items::PhaseRole).toInt(), int(Session::KindStatus::Phase::Failed));
}

void TestEstateModels::requestsShowAsTheyGo()
{
    Items::ActivityModel model(*m_estate);
    auto tester = std::make_unique<Tester>(&model, Tester::FailureReportingMode::QtTest);
    Api::RequestLog &log = m_acme->client().log();
    Api::RequestRecord record;
    record.pathTemplate = u"/clients"_s;
    record.path = u"/api/v2/clients"_s;
    record.at = QDateTime::currentDateTimeUtc();
    record.id = log.begin(record);
    QCOMPARE(printModel(model, {model.TenantColumn, model.VerbColumn, model.PathColumn, model.StatusColumn}),
             QStringList{u"Acme | GET | /api/v2/clients | sent"_s});
    record.status = 429;
    record.finished = true;
    record.error = Api::ApiError::Kind::RateLimited;
    log.end(record);
    QCOMPARE(model.index(0, model.StatusColumn).data().toString(), u"429"_s);
    QVERIFY(!model.index(0, 0).data(Items::ErrorRole).toString().isEmpty());
    tester.reset(); // looks at every row at each change
    for (int i = 0; i < Items::ActivityModel::capacity + 5; ++i) {
        log.begin(record);
    }
    QCOMPARE(model.rowCount(), Items::ActivityModel::capacity);
}

void TestEstateModels::jobsComeAndGo()
{
    Items::JobModel model(*m_estate);
    Items::BudgetModel budget(*m_estate);
    Tester tester(&model, Tester::FailureReportingMode::QtTest);
    Tester budgetTester(&budget, Tester::FailureReportingMode::QtTest);
    m_acme->refresh(Query::Kind::Connections);
    QCOMPARE(printModel(model, {model.TitleColumn, model.TenantColumn}), QStringList{u"Reading connections | Acme"_s});
    m_acme->cancelJob(model.index(0, 0).data(Items::JobIdRole).toULongLong());
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(m_acme->status(Query::Kind::Connections).phase, Session::KindStatus::Phase::Cancelled);
}

void TestEstateModels::budgetsShowTheirRefillUntilTheyAreFull()
{
    Sandbox::Options limited;
    limited.plan = Sandbox::Plan::Free;
    Sandbox::Server server(limited, Sandbox::defaultEstate());
    server.start();
    Items::BudgetModel model(*m_estate);
    Tester tester(&model, Tester::FailureReportingMode::QtTest);
    QVERIFY(!model.isFollowingRefill()); // nothing is known yet
    auto session = SandboxEstate::session(server);
    Session::TenantSession &tenant = *session;
    m_estate->open(std::move(session));
    tenant.refresh(Kind::Organizations);
    QTRY_VERIFY(!tenant.status(Kind::Organizations).isReading());

    const auto figure = [&model](int column) { return model.index(0, column).data(Items::ValueRole).toInt(); };
    QTRY_VERIFY(model.rowCount() > 0 && figure(model.LimitColumn) > 0);
    QVERIFY(figure(model.RemainingColumn) < figure(model.LimitColumn));
    for (int column = 0; column < model.ColumnCount; ++column) { // a bar beside its figure, words elsewhere
        QCOMPARE(model.index(0, column).data(Items::ProgressRole).isValid(), column == model.RemainingColumn);
    }
    QVERIFY(model.isFollowingRefill());
    const qsizetype sent = tenant.client().log().records().size();
    QTRY_COMPARE(figure(model.RemainingColumn), figure(model.LimitColumn));
    QTRY_VERIFY(!model.isFollowingRefill());
    QCOMPARE(tenant.client().log().records().size(), sent);
}

void TestEstateModels::anotherNameOfATenantShowsEverywhere()
{
    Sandbox::Options slow;
    slow.latency = std::chrono::seconds(1);
    Sandbox::Server server(slow, Sandbox::defaultEstate());
    server.start();
    Items::EstateTreeModel tree(*m_estate);
    Items::JobModel jobs(*m_estate);
    Items::ActivityModel activity(*m_estate);
    auto session = SandboxEstate::session(server);
    Session::TenantSession &tenant = *session;
    m_estate->open(std::move(session));
    tenant.refresh(Kind::Connections);
    QTRY_VERIFY(activity.rowCount() > 0);
    QSignalSpy jobsTold(&jobs, &QAbstractItemModel::dataChanged);
    QSignalSpy activityTold(&activity, &QAbstractItemModel::dataChanged);
    QSignalSpy treeTold(&tree, &QAbstractItemModel::dataChanged);
    tenant.setDisplay(u"Umbrella"_s, {});
    QCOMPARE(tree.find(tenant.id()).data().toString(), u"Umbrella"_s);
    QTRY_VERIFY(treeTold.count() > 0);
    QCOMPARE(jobs.index(0, jobs.TenantColumn).data().toString(), u"Umbrella"_s);
    QVERIFY(jobsTold.count() > 0);
    QCOMPARE(activity.index(0, activity.TenantColumn).data().toString(), u"Umbrella"_s);
    QVERIFY(activityTold.count() > 0);
}

QTEST_GUILESS_MAIN(TestEstateModels)
#include "tst_estatemodels.moc"
