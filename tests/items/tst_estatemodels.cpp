#include "items/activitymodel.h"
#include "items/budgetmodel.h"
#include "items/estatetreemodel.h"
#include "items/itemsfixture.h"
#include "items/jobmodel.h"
#include "items/roles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Tester = QAbstractItemModelTester;

/// The tree of the estate and the tables of the Activity dock.
class TestEstateModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void treeShowsKindsWithCounts();
    void treeFollowsTheEstate();
    void failuresShowWhereTheyHappen();
    void requestsShowAsTheyGo();
    void jobsComeAndGo();

private:
    std::unique_ptr<Session::Estate> m_estate;
    Session::TenantSession *m_acme = nullptr;
};

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
    QCOMPARE(printModel(model, {0}, {Items::CountRole}),
             (QStringList{u"All tenants | 1"_s, u"  Applications | "_s, u"  Connections | "_s, u"    Database | "_s,
                          u"    Enterprise | "_s, u"    Social | "_s, u"    Passwordless | "_s, u"  Organizations | "_s,
                          u"  Users | "_s, u"Acme | "_s, u"  Applications | "_s, u"  Connections | "_s,
                          u"    Database | "_s, u"    Enterprise | "_s, u"    Social | "_s, u"    Passwordless | "_s,
                          u"  Organizations | "_s, u"  Users | "_s, u"  Logs | "_s}));
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

void TestEstateModels::failuresShowWhereTheyHappen()
{
    Items::EstateTreeModel model(*m_estate);
    // "token" is no token of this tenant: nothing goes out, and the tree says why.
    m_acme->refresh(Query::Kind::Connections);
    QTRY_COMPARE(m_acme->status(Query::Kind::Connections).phase, Session::KindStatus::Phase::Failed);
    const QModelIndex connections = model.find(m_acme->id(), Query::Kind::Connections);
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

QTEST_GUILESS_MAIN(TestEstateModels)
#include "tst_estatemodels.moc"
