#include "items/itemsfixture.h"
#include "items/recordtablemodel.h"
#include "items/roles.h"

#include "domain/locklimit.h"
#include "query/columns.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Items::RecordTableModel;
using Query::Kind;

class TestRecordTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsFilteredAndSorted();
    void latestWishWins();
    void selectionStaysWithItsObjects();
    void anObjectChangesInPlace();
    void manyPagesAreFewArrangements();
    void allTenantsTogether();
    void scopeOfOneKindOfConnection();
    void tellsTheLevelOfLock();
    void showsTheTypesOfTheDashboard();

private:
    void settle(RecordTableModel &model);
    int column(QStringView id) const { return Query::columnIndex(Kind::Connections, id); }

    std::unique_ptr<Session::Estate> m_estate;
    Session::TenantSession *m_acme = nullptr;
};

void TestRecordTableModel::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_estate = std::make_unique<Session::Estate>();
    auto session = quietSession(u"Acme"_s);
    m_acme = session.get();
    m_estate->open(std::move(session));
}

void TestRecordTableModel::settle(RecordTableModel &model)
{
    QTRY_VERIFY(!model.isArranging());
}

void TestRecordTableModel::showsFilteredAndSorted()
{
    RecordTableModel model(*m_estate, Kind::Connections);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.sort(column(u"name"));
    m_acme->accept(QList{connectionNamed(u"db-10"_s), connectionNamed(u"Beta"_s), connectionNamed(u"db-2"_s),
                         connectionNamed(u"google"_s, u"google-oauth2"_s)});
    settle(model);
    QCOMPARE(printModel(model, {column(u"name"), column(u"kind")}),
             (QStringList{u"Beta | database"_s, u"db-2 | database"_s, u"db-10 | database"_s, u"google | social"_s}));
    model.sort(column(u"name"), Qt::DescendingOrder);
    settle(model);
    QCOMPARE(printModel(model, {column(u"name")}), (QStringList{u"google"_s, u"db-10"_s, u"db-2"_s, u"Beta"_s}));
    model.setFilter(*Query::Filter::parse(Kind::Connections, u"name~DB"_s));
    settle(model);
    QCOMPARE(printModel(model, {column(u"name")}), (QStringList{u"db-10"_s, u"db-2"_s}));
    QCOMPARE(model.total(), 4);
    QCOMPARE(model.index(0, 0).data(Items::IdRole).toString(), u"con_db-10"_s);
    QCOMPARE(model.rowOf(m_acme->id(), u"con_db-2"_s), 1);
    QCOMPARE(model.rowOf(m_acme->id(), u"con_Beta"_s), -1);
    model.setFilter(*Query::Filter::parse(Kind::Connections, u"name=none"_s));
    settle(model);
    QCOMPARE(model.rowCount(), 0);
}

void TestRecordTableModel::latestWishWins()
{
    RecordTableModel model(*m_estate, Kind::Connections);
    QList<Domain::Connection> connections;
    for (int i = 0; i < 3000; ++i) {
        connections.append(connectionNamed(u"customer-%1"_s.arg(i)));
    }
    m_acme->accept(connections);
    for (const QString &text : {u"c"_s, u"customer-1"_s, u"name=customer-12"_s}) {
        model.setFilter(*Query::Filter::parse(Kind::Connections, text));
    }
    settle(model);
    QCOMPARE(printModel(model, {column(u"name")}), QStringList{u"customer-12"_s});
}

void TestRecordTableModel::selectionStaysWithItsObjects()
{
    RecordTableModel model(*m_estate, Kind::Connections);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_acme->accept(QList{connectionNamed(u"b"_s), connectionNamed(u"d"_s), connectionNamed(u"a"_s)});
    settle(model);
    QItemSelectionModel selection(&model);
    for (const QString &name : {u"b"_s, u"d"_s}) {
        selection.select(model.index(model.rowOf(m_acme->id(), u"con_"_s + name), 0),
                         QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    selection.setCurrentIndex(model.index(model.rowOf(m_acme->id(), u"con_d"_s), 1), QItemSelectionModel::NoUpdate);
    const auto selected = [&] {
        QStringList ids;
        for (const QModelIndex &row : selection.selectedRows()) {
            ids.append(row.data(Items::IdRole).toString());
        }
        ids.sort();
        return ids;
    };
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.sort(column(u"name"), Qt::DescendingOrder);
    settle(model);
    QCOMPARE(selected(), (QStringList{u"con_b"_s, u"con_d"_s}));
    // Others come in between, and one of the selected passes the filter no longer.
    m_acme->accept(QList{connectionNamed(u"c"_s), connectionNamed(u"e"_s)});
    settle(model);
    model.setFilter(*Query::Filter::parse(Kind::Connections, u"name!=b"_s));
    settle(model);
    QCOMPARE(selected(), QStringList{u"con_d"_s});
    QCOMPARE(selection.currentIndex().data(Items::IdRole).toString(), u"con_d"_s);
    QCOMPARE(selection.currentIndex().column(), 1);
    QCOMPARE(resets.size(), 0);
}

void TestRecordTableModel::anObjectChangesInPlace()
{
    RecordTableModel model(*m_estate, Kind::Connections);
    m_acme->accept(QList{connectionNamed(u"a"_s), connectionNamed(u"b"_s), connectionNamed(u"c"_s)});
    settle(model);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy layouts(&model, &QAbstractItemModel::layoutChanged);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    Domain::Connection fresh = connectionNamed(u"b"_s);
    fresh.displayName = u"B"_s;
    m_acme->accept(QList{fresh});
    settle(model);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex().row(), 1);
    QCOMPARE(changed.first().at(1).toModelIndex().row(), 1);
    QCOMPARE(model.index(1, column(u"display_name")).data().toString(), u"B"_s);
    QCOMPARE(layouts.size(), 0);
    QCOMPARE(inserted.size(), 0);
}

void TestRecordTableModel::manyPagesAreFewArrangements()
{
    RecordTableModel model(*m_estate, Kind::Connections);
    model.sort(column(u"name"));
    settle(model);
    QSignalSpy layouts(&model, &QAbstractItemModel::layoutChanged);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    for (int page = 0; page < 200; ++page) {
        QList<Domain::Connection> connections;
        for (int i = 0; i < 100; ++i) {
            connections.append(connectionNamed(u"customer-%1"_s.arg((page * 100 + i) * 7919 % 20'000)));
        }
        m_acme->accept(connections);
    }
    settle(model);
    QCOMPARE(model.rowCount(), 20'000);
    // All pages came in one turn of the event loop: one arrangement shows them.
    QVERIFY(layouts.size() + inserted.size() <= 2);
}

void TestRecordTableModel::allTenantsTogether()
{
    RecordTableModel model(*m_estate, Kind::Connections);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    auto other = quietSession(u"Beta"_s);
    Session::TenantSession *beta = other.get();
    m_estate->open(std::move(other));
    m_acme->accept(QList{connectionNamed(u"same"_s), connectionNamed(u"x"_s)});
    beta->accept(QList{connectionNamed(u"same"_s)});
    model.sort(column(u"tenant"));
    settle(model);
    QCOMPARE(printModel(model, {column(u"tenant"), column(u"name")}),
             (QStringList{u"Acme | same"_s, u"Acme | x"_s, u"Beta | same"_s}));
    QCOMPARE(model.index(2, 0).data(Items::TenantRole).toString(), beta->id().text());
    QCOMPARE(model.index(2, 0).data(Items::EnvironmentRole).toInt(), int(Domain::Environment::Staging));
    m_estate->close(m_acme->id());
    settle(model);
    QCOMPARE(printModel(model, {column(u"tenant"), column(u"name")}), QStringList{u"Beta | same"_s});
    QCOMPARE(model.total(), 1);
}

void TestRecordTableModel::scopeOfOneKindOfConnection()
{
    RecordTableModel model(*m_estate, Kind::Connections);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_acme->accept(QList{connectionNamed(u"db"_s), connectionNamed(u"google"_s, u"google-oauth2"_s)});
    model.setScope(m_acme->id(), u"social"_s);
    settle(model);
    QCOMPARE(printModel(model, {column(u"name")}), QStringList{u"google"_s});
    model.setScope(Domain::TenantId(u"nobody"_s));
    settle(model);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.total(), 0);
}

void TestRecordTableModel::tellsTheLevelOfLock()
{
    RecordTableModel model(*m_estate, Kind::Applications);
    const int lock = Query::columnIndex(Kind::Applications, u"lock");
    Domain::Application application;
    application.id = Domain::ApplicationId(u"app"_s);
    application.name = u"Shop"_s;
    m_acme->accept(QList{application});
    settle(model);
    // Not counted yet is neither 0 nor fine.
    QVERIFY(!model.index(0, lock).data(Items::SeverityRole).isValid());
    QVERIFY(!model.index(0, lock).data(Items::ValueRole).isValid());
    QVERIFY(model.index(0, lock).data().toString().isEmpty());
}

/// What is shown is the dashboard's word; filters, copies and whoever asks for the value know Auth0's own.
void TestRecordTableModel::showsTheTypesOfTheDashboard()
{
    RecordTableModel model(*m_estate, Kind::Applications);
    const int type = Query::columnIndex(Kind::Applications, u"type");
    const int lock = Query::columnIndex(Kind::Applications, u"lock");
    QList<Domain::Application> applications;
    for (const auto *word : {"non_interactive", "regular_web", "rms"}) {
        Domain::Application application;
        application.id = Domain::ApplicationId(QString::fromLatin1(word));
        application.name = application.id.text();
        application.type = application.id.text();
        applications.append(application);
    }
    m_acme->accept(applications);
    settle(model);
    const auto cell = [&model](const QString &id, int column) {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.recordAt(row)->id == id) {
                return model.index(row, column);
            }
        }
        return QModelIndex();
    };
    QCOMPARE(cell(u"non_interactive"_s, type).data().toString(), u"Machine to Machine"_s);
    QCOMPARE(cell(u"regular_web"_s, type).data().toString(), u"Regular Web Application"_s);
    QCOMPARE(cell(u"rms"_s, type).data().toString(), u"rms"_s);
    QCOMPARE(cell(u"regular_web"_s, type).data(Items::ValueRole).toString(), u"regular_web"_s);
    QVERIFY(cell(u"regular_web"_s, type).data(Qt::ToolTipRole).toString().contains(u"regular_web"));
    QVERIFY(cell(u"rms"_s, type).data(Qt::ToolTipRole).toString().isEmpty());
    QVERIFY(cell(u"non_interactive"_s, lock).data(Items::NoSignInRole).toBool());
    QVERIFY(cell(u"non_interactive"_s, lock).data(Qt::ToolTipRole).toString().contains(u"Lock"));
    QVERIFY(!cell(u"regular_web"_s, lock).data(Items::NoSignInRole).toBool());
    model.setFilter(*Query::Filter::parse(Kind::Applications, u"type=regular_web"_s));
    settle(model);
    QCOMPARE(model.rowCount(), 1);
}

QTEST_GUILESS_MAIN(TestRecordTableModel)
#include "tst_recordtablemodel.moc"
