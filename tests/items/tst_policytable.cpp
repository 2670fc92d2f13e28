#include "items/itemsfixture.h"
#include "items/recordtablemodel.h"
#include "items/roles.h"

#include "query/columns.h"
#include "session/changetray.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Items::RecordTableModel;
using Query::Kind;

namespace {

const Policy::Baseline fourteen{{Policy::Key::MinLength, 14}, {Policy::Key::HistorySize, 5}};

int column(QStringView id)
{
    return Query::columnIndex(Kind::Policies, id);
}

Domain::Connection database(const QString &name, const QByteArray &options)
{
    Domain::Connection connection = connectionNamed(name);
    connection.original = R"({"id":"con_)" + name.toUtf8() + R"(","name":")" + name.toUtf8() + R"(","strategy":"auth0")"
        + (options.isEmpty() ? QByteArray() : ",\"options\":" + options) + "}";
    return connection;
}

QByteArray legacy(int minLength)
{
    return R"({"passwordPolicy":"good","password_complexity_options":{"min_length":)" + QByteArray::number(minLength)
        + R"(},"password_history":{"enable":true,"size":5}})";
}

const QByteArray both = R"({"passwordPolicy":"none","password_complexity_options":{"min_length":8},)"
                        R"("password_options":{"complexity":{"min_length":15},"history":{"active":true,"size":5}}})";

/// The edit that gives a connection of legacy() another minimum length.
Change::PlanItem lengthEdit(const Domain::Connection &connection, int before, int after)
{
    Change::PlanItem item;
    item.object = {Change::ObjectKind::Connection, connection.id.text(), connection.name};
    Json::LeafChange change;
    change.pointer = *Json::Pointer::parse(u"/options/password_complexity_options/min_length");
    change.before = QByteArray::number(before);
    change.after = QByteArray::number(after);
    item.changes.append(change);
    item.seen = connection.original;
    return item;
}

} // namespace

/// The table of password policies: rows worked out of connections, on other threads.
class TestPolicyTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsDatabaseConnectionsOnly();
    void followsTheConnections();
    void anotherBaselineMarksOtherCells();
    void theLastOfManyBaselinesCounts();
    void bothReadingsStandSideBySide();
    void whatIsStagedShowsUntilItIsDropped();
    void whatWasAppliedIsNoLongerStaged();
    void tellsWhyARowCannotBeEdited();
    void countsWhatIsNotKnown();
    void anotherScopeShowsItsOwnRows();
    void aTenantThatClosesLeavesNothingBehind();
    void everyConnectionIsWorkedOutOnce();

private:
    void settle(RecordTableModel &model) { QTRY_VERIFY(!model.isArranging()); }
    QVariant cell(const RecordTableModel &model, const QString &name, QStringView id, int role = Qt::DisplayRole) const
    {
        const int row = model.rowOf(m_acme->id(), u"con_"_s + name);
        return row < 0 ? QVariant(u"no such row"_s) : model.index(row, column(id)).data(role);
    }

    std::unique_ptr<Session::Estate> m_estate;
    Session::TenantSession *m_acme = nullptr;
};

void TestPolicyTable::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_estate = std::make_unique<Session::Estate>();
    auto session = quietSession(u"Acme"_s);
    m_acme = session.get();
    m_estate->open(std::move(session));
}

void TestPolicyTable::showsDatabaseConnectionsOnly()
{
    m_acme->accept(QList{database(u"b"_s, legacy(9)), connectionNamed(u"google"_s, u"google-oauth2"_s)});
    RecordTableModel model(*m_estate, Kind::Policies);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.sort(column(u"min_length"));
    m_acme->accept(QList{database(u"a"_s, legacy(12)), connectionNamed(u"saml"_s, u"samlp"_s)});
    settle(model);
    QCOMPARE(printModel(model, {column(u"name"), column(u"generation"), column(u"min_length")}),
             (QStringList{u"b | legacy | 9"_s, u"a | legacy | 12"_s}));
    QCOMPARE(model.total(), 2);
    QCOMPARE(model.recordAt(0)->id, u"con_b"_s);
    model.setFilter(*Query::Filter::parse(Kind::Policies, u"min_length<10"_s));
    settle(model);
    QCOMPARE(printModel(model, {column(u"name")}), QStringList{u"b"_s});
    QVERIFY(model.find(m_acme->id(), u"con_a"_s)); // though the filter hides it
}

void TestPolicyTable::followsTheConnections()
{
    RecordTableModel model(*m_estate, Kind::Policies);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_acme->accept(QList{database(u"a"_s, legacy(8)), database(u"b"_s, legacy(9))});
    settle(model);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    m_acme->accept(QList{database(u"a"_s, legacy(20))});
    settle(model);
    QCOMPARE(cell(model, u"a"_s, u"min_length"), u"20"_s);
    QCOMPARE(changed.size(), 1);
    auto other = quietSession(u"Beta"_s);
    Session::TenantSession *beta = other.get();
    m_estate->open(std::move(other));
    beta->accept(QList{database(u"a"_s, legacy(11))});
    m_estate->close(m_acme->id()); // before its neighbour was worked out
    settle(model);
    QCOMPARE(printModel(model, {column(u"tenant"), column(u"min_length")}), QStringList{u"Beta | 11"_s});
}

void TestPolicyTable::anotherBaselineMarksOtherCells()
{
    RecordTableModel model(*m_estate, Kind::Policies);
    m_acme->accept(QList{database(u"a"_s, legacy(8)), database(u"b"_s, legacy(20))});
    settle(model);
    QVERIFY(!cell(model, u"a"_s, u"min_length", Items::DeviationRole).isValid());
    QVERIFY(cell(model, u"a"_s, u"deviations").toString().isEmpty());
    model.setBaseline(fourteen);
    QVERIFY(model.isArranging());
    QCOMPARE(model.rowCount(), 2); // the rows of before stay meanwhile
    settle(model);
    QCOMPARE(cell(model, u"a"_s, u"min_length", Items::DeviationRole).toInt(), int(Policy::Direction::Weaker));
    QCOMPARE(cell(model, u"b"_s, u"min_length", Items::DeviationRole).toInt(), int(Policy::Direction::Stronger));
    QVERIFY(!cell(model, u"a"_s, u"history_size", Items::DeviationRole).isValid());
    QCOMPARE(cell(model, u"a"_s, u"deviations"), u"1"_s);
    // Nobody needs to see the colour.
    QCOMPARE(cell(model, u"a"_s, u"min_length", Qt::AccessibleTextRole), u"8, weaker than the baseline"_s);
    QCOMPARE(cell(model, u"a"_s, u"min_length", Qt::ToolTipRole), u"min_length 8, wanted 14 (weaker)"_s);
    QCOMPARE(cell(model, u"a"_s, u"deviations", Qt::ToolTipRole), u"min_length 8, wanted 14 (weaker)"_s);
    model.setFilter(*Query::Filter::parse(Kind::Policies, u"deviations>0"_s));
    model.setBaseline({{Policy::Key::MinLength, 20}});
    settle(model);
    QCOMPARE(printModel(model, {column(u"name")}), QStringList{u"a"_s});
    model.setFilter({});
    model.setBaseline({});
    settle(model);
    QVERIFY(!cell(model, u"a"_s, u"min_length", Items::DeviationRole).isValid());
}

void TestPolicyTable::theLastOfManyBaselinesCounts()
{
    RecordTableModel model(*m_estate, Kind::Policies);
    QList<Domain::Connection> connections;
    for (int i = 0; i < 1000; ++i) {
        connections.append(database(u"db-%1"_s.arg(i), legacy(8)));
    }
    m_acme->accept(connections);
    for (int wanted = 20; wanted >= 8; --wanted) {
        model.setBaseline({{Policy::Key::MinLength, wanted}});
    }
    settle(model);
    QCOMPARE(model.rowCount(), 1000);
    for (int row = 0; row < model.rowCount(); ++row) {
        QCOMPARE(model.index(row, column(u"deviations")).data().toString(), u"0"_s);
    }
}

void TestPolicyTable::bothReadingsStandSideBySide()
{
    RecordTableModel model(*m_estate, Kind::Policies);
    m_acme->accept(QList{database(u"a"_s, both)});
    model.setBaseline(fourteen);
    settle(model);
    QCOMPARE(cell(model, u"a"_s, u"generation"), u"both"_s);
    QCOMPARE(cell(model, u"a"_s, u"min_length"), u"8 | 15"_s);
    QCOMPARE(cell(model, u"a"_s, u"min_length", Items::ValueRole), 8); // filters and order are about the lower
    QCOMPARE(cell(model, u"a"_s, u"min_length", Items::DeviationRole).toInt(), int(Policy::Direction::Weaker));
    QVERIFY(cell(model, u"a"_s, u"generation", Qt::ToolTipRole).toString().contains(u"not documented"));
    QVERIFY(cell(model, u"a"_s, u"min_length", Qt::ToolTipRole).toString().contains(u"not documented"));
    QCOMPARE(model.policies()->tally(m_acme->id()).both, 1);
}

void TestPolicyTable::whatIsStagedShowsUntilItIsDropped()
{
    Session::ChangeTray tray(*m_estate);
    RecordTableModel model(*m_estate, Kind::Policies);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const Domain::Connection a = database(u"a"_s, legacy(8));
    m_acme->accept(QList{a, database(u"b"_s, legacy(9))});
    model.setBaseline(fourteen);
    model.showStaged(tray);
    settle(model);
    const auto staged = [&](const QString &name) { return cell(model, name, u"min_length", Items::StagedRole); };
    QVERIFY(!staged(u"a"_s).isValid());
    tray.stage(m_acme->id(), lengthEdit(a, 8, 14));
    QTRY_COMPARE(staged(u"a"_s), u"14"_s);
    QCOMPARE(cell(model, u"a"_s, u"min_length"), u"8"_s); // what Auth0 holds stays to be seen, filtered and sorted
    QCOMPARE(cell(model, u"a"_s, u"deviations", Items::StagedRole), u"0"_s);
    QVERIFY(!cell(model, u"a"_s, u"min_length", Items::StagedDeviationRole).isValid());
    QVERIFY(!cell(model, u"a"_s, u"history_size", Items::StagedRole).isValid());
    QVERIFY(!staged(u"b"_s).isValid());
    QCOMPARE(cell(model, u"a"_s, u"min_length", Qt::AccessibleTextRole), u"8, weaker than the baseline, staged: 14"_s);
    tray.stage(m_acme->id(), lengthEdit(a, 8, 12));
    QTRY_COMPARE(staged(u"a"_s), u"12"_s);
    QCOMPARE(cell(model, u"a"_s, u"min_length", Items::StagedDeviationRole).toInt(), int(Policy::Direction::Weaker));
    tray.clear();
    QTRY_VERIFY(!staged(u"a"_s).isValid());
    // A table that is opened later shows what was staged before.
    tray.stage(m_acme->id(), lengthEdit(a, 8, 16));
    RecordTableModel later(*m_estate, Kind::Policies);
    later.showStaged(tray);
    settle(later);
    QCOMPARE(cell(later, u"a"_s, u"min_length", Items::StagedRole), u"16"_s);
}

void TestPolicyTable::whatWasAppliedIsNoLongerStaged()
{
    Session::ChangeTray tray(*m_estate);
    RecordTableModel model(*m_estate, Kind::Policies);
    const Domain::Connection a = database(u"a"_s, legacy(8));
    m_acme->accept(QList{a});
    model.showStaged(tray);
    const Change::PlanItem item = lengthEdit(a, 8, 14);
    tray.stage(m_acme->id(), item);
    QTRY_COMPARE(cell(model, u"a"_s, u"min_length", Items::StagedRole), u"14"_s);
    m_acme->accept(QList{database(u"a"_s, legacy(14))}); // the answer comes before the tray is told
    settle(model);
    QCOMPARE(cell(model, u"a"_s, u"min_length"), u"14"_s);
    QVERIFY(!cell(model, u"a"_s, u"min_length", Items::StagedRole).isValid());
    tray.settle(m_acme->id(), item);
    QTRY_VERIFY(!model.policies()->staged(m_acme->id(), u"con_a"_s));
}

void TestPolicyTable::tellsWhyARowCannotBeEdited()
{
    RecordTableModel model(*m_estate, Kind::Policies);
    m_acme->accept(QList{database(u"own"_s, legacy(8)), database(u"blind"_s, {}),
                         database(u"custom"_s, R"({"enabledDatabaseCustomization":true})")});
    settle(model);
    QVERIFY(cell(model, u"own"_s, u"name", Items::UneditableRole).toString().isEmpty());
    const QString custom = cell(model, u"custom"_s, u"min_length", Items::UneditableRole).toString();
    QVERIFY2(custom.contains(u"custom database"), qPrintable(custom));
    QVERIFY(cell(model, u"custom"_s, u"min_length", Qt::ToolTipRole).toString().contains(custom));
    QVERIFY(
        cell(model, u"blind"_s, u"min_length", Items::UneditableRole).toString().contains(u"read:connections_options"));
    QVERIFY(cell(model, u"blind"_s, u"min_length").toString().isEmpty());
}

void TestPolicyTable::countsWhatIsNotKnown()
{
    RecordTableModel model(*m_estate, Kind::Policies);
    m_acme->accept(QList{database(u"a"_s, {}), database(u"b"_s, {}), database(u"c"_s, legacy(8))});
    settle(model);
    QCOMPARE(model.policies()->tally(m_acme->id()).rows, 3);
    QCOMPARE(model.policies()->tally(m_acme->id()).unknown, 2);
    m_acme->accept(QList{database(u"a"_s, both), database(u"b"_s, legacy(9))});
    settle(model);
    QCOMPARE(model.policies()->tally(m_acme->id()).rows, 3);
    QCOMPARE(model.policies()->tally(m_acme->id()).unknown, 0);
    QCOMPARE(model.policies()->tally(m_acme->id()).both, 1);
    m_estate->close(m_acme->id());
    QCOMPARE(model.policies()->tally(Domain::TenantId(u"id-Acme"_s)).rows, 0);
}

void TestPolicyTable::anotherScopeShowsItsOwnRows()
{
    RecordTableModel model(*m_estate, Kind::Policies);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    auto other = quietSession(u"Beta"_s);
    Session::TenantSession *beta = other.get();
    m_estate->open(std::move(other));
    m_acme->accept(QList{database(u"same"_s, legacy(8))});
    beta->accept(QList{database(u"same"_s, legacy(9)), database(u"x"_s, legacy(10))});
    model.setScope(m_acme->id()); // while both are being worked out
    settle(model);
    QCOMPARE(printModel(model, {column(u"name"), column(u"min_length")}), QStringList{u"same | 8"_s});
    model.setScope(beta->id());
    settle(model);
    QCOMPARE(printModel(model, {column(u"name"), column(u"min_length")}), (QStringList{u"same | 9"_s, u"x | 10"_s}));
    model.setScope({});
    settle(model);
    QCOMPARE(model.rowCount(), 3);
}

void TestPolicyTable::aTenantThatClosesLeavesNothingBehind()
{
    RecordTableModel model(*m_estate, Kind::Policies);
    m_estate->open(quietSession(u"Beta"_s));
    QList<Domain::Connection> connections;
    for (int i = 0; i < 600; ++i) {
        connections.append(database(u"db-%1"_s.arg(i), legacy(8)));
    }
    m_acme->accept(connections);
    m_estate->close(m_acme->id()); // some are being worked out, others wait
    settle(model);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.total(), 0);
}

void TestPolicyTable::everyConnectionIsWorkedOutOnce()
{
    Session::ChangeTray tray(*m_estate);
    RecordTableModel model(*m_estate, Kind::Policies);
    model.showStaged(tray);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    for (int page = 0; page < 100; ++page) {
        QList<Domain::Connection> connections;
        for (int i = 0; i < 100; ++i) {
            connections.append(database(u"db-%1"_s.arg(page * 100 + i), legacy(8)));
        }
        m_acme->accept(connections);
    }
    settle(model);
    QCOMPARE(model.rowCount(), 10'000);
    QCOMPARE(model.policies()->rowsMade(), 10'000U);
    model.setBaseline(fourteen);
    settle(model);
    QCOMPARE(model.policies()->rowsMade(), 20'000U);
    changed.clear();
    for (int i = 0; i < 10; ++i) {
        tray.stage(m_acme->id(), lengthEdit(database(u"db-%1"_s.arg(i), legacy(8)), 8, 14));
    }
    QTRY_COMPARE(cell(model, u"db-9"_s, u"min_length", Items::StagedRole), u"14"_s);
    settle(model);
    QVERIFY(model.policies()->rowsMade() <= 20'020U); // those that were staged, not the estate
    tray.clear();
    QTRY_VERIFY(!cell(model, u"db-9"_s, u"min_length", Items::StagedRole).isValid());
    settle(model);
    QVERIFY(model.policies()->rowsMade() <= 20'040U);
}

QTEST_GUILESS_MAIN(TestPolicyTable)
#include "tst_policytable.moc"
