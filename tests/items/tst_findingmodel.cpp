#include "items/findingmodel.h"
#include "items/findingtext.h"
#include "items/roles.h"
#include "sandbox/defaultestate.h"
#include "session/auditor.h"
#include "session/changetray.h"
#include "session/stagedfindings.h"
#include "support/sandboxestate.h"
#include "json/leaves.h"
#include "json/value.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

using Domain::Severity;
using Items::FindingGrouping;
using Items::FindingRow;
using Kind = Domain::FindingSubject::Kind;

namespace {

FindingRow row(const QString &tenant, Severity severity, Kind kind, const QString &name, const QString &message)
{
    FindingRow made{Domain::TenantId(tenant), tenant, u"Title of "_s + message, {}};
    made.finding.check = u"check."_s + message.section(u' ', 0, 0);
    made.finding.severity = severity;
    made.finding.subject = {kind, u"id-"_s + name, name};
    made.finding.message = message;
    return made;
}

QList<FindingRow> someRows()
{
    QList<FindingRow> rows{
        row(u"eu"_s, Severity::Low, Kind::Connection, u"db-acme"_s, u"weak policy"_s),
        row(u"eu"_s, Severity::Critical, Kind::Application, u"Portal"_s, u"lock is over"_s),
        row(u"us"_s, Severity::High, Kind::Application, u"Portal"_s, u"lock is full"_s),
        row(u"us"_s, Severity::Low, Kind::Connection, u"db-acme"_s, u"weak policy"_s),
    };
    rows[0].customer = u"Acme"_s;
    rows[3].customer = u"Acme"_s;
    return rows;
}

QStringList titlesOf(const QList<Items::FindingGroup> &groups)
{
    QStringList titles;
    for (const Items::FindingGroup &group : groups) {
        titles.append(u"%1 %2"_s.arg(group.title).arg(group.rows.size()));
    }
    return titles;
}

} // namespace

/// Findings as the panel arranges and shows them, and as they leave it.
class TestFindingModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_model->setWish({}); }
    void theGravestStandFirst();
    void groupsStandByTheirGravest_data();
    void groupsStandByTheirGravest();
    void rowsOfSeveralTenantsAreOneList();
    void allWordsMustStandInTheRow();
    void severityAndTenantAreLeftOut();
    void whatWouldAppearIsShownAlone();
    void whatIsStagedStandsAsSuch();
    void theModelIsSound();
    void rowsTellWhatTheyAreAbout();
    void aFindingIsFoundAgain();
    void whatLeavesIsNoFormula();
    void jsonIsWhatTheCommandPrints();

private:
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(!m_model->isArranging(), 10000); }

    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<Session::Estate> m_estate;
    std::unique_ptr<Session::Auditor> m_auditor;
    std::unique_ptr<Items::FindingModel> m_model;
};

void TestFindingModel::initTestCase()
{
    m_server = std::make_unique<Sandbox::Server>(Sandbox::Options(), Sandbox::defaultEstate());
    m_server->start();
    m_estate = std::make_unique<Session::Estate>();
    m_auditor = std::make_unique<Session::Auditor>(*m_estate);
    m_model = std::make_unique<Items::FindingModel>(*m_estate, *m_auditor);
    for (std::size_t i = 0; i < m_server->tenants().size(); ++i) {
        auto session = SandboxEstate::session(*m_server, i);
        Session::TenantSession *opened = session.get();
        m_estate->open(std::move(session));
        QVERIFY(SandboxEstate::readAll(*opened));
        QTRY_VERIFY_WITH_TIMEOUT(m_auditor->resultOf(opened->id()) && !m_auditor->isBusy(opened->id()), 30000);
    }
    settle();
    QVERIFY(m_model->shown() > 10);
}

void TestFindingModel::theGravestStandFirst()
{
    const auto groups = Items::arrange(someRows(), {});
    QCOMPARE(groups.size(), 1);
    QCOMPARE(groups.first().rows, QList<int>({1, 2, 0, 3}));
    QVERIFY(Items::arrange({}, {}).isEmpty());
}

void TestFindingModel::groupsStandByTheirGravest_data()
{
    QTest::addColumn<int>("grouping");
    QTest::addColumn<QStringList>("titles");
    QTest::newRow("severity") << int(FindingGrouping::Severity)
                              << QStringList{u"Critical 1"_s, u"High 1"_s, u"Low 2"_s};
    QTest::newRow("tenant") << int(FindingGrouping::Tenant) << QStringList{u"eu 2"_s, u"us 2"_s};
    QTest::newRow("check") << int(FindingGrouping::Check)
                           << QStringList{u"Title of lock is over 1"_s, u"Title of lock is full 1"_s,
                                          u"Title of weak policy 2"_s};
    QTest::newRow("subject") << int(FindingGrouping::Subject)
                             << QStringList{u"Portal 1"_s, u"Portal 1"_s, u"db-acme 1"_s, u"db-acme 1"_s};
    // A customer is one across Auth0 tenants.
    QTest::newRow("customer") << int(FindingGrouping::Customer) << QStringList{u"No customer 2"_s, u"Acme 2"_s};
}

void TestFindingModel::groupsStandByTheirGravest()
{
    QFETCH(const int, grouping);
    QFETCH(const QStringList, titles);
    Items::FindingWish wish;
    wish.grouping = FindingGrouping(grouping);
    QCOMPARE(titlesOf(Items::arrange(someRows(), wish)), titles);
}

void TestFindingModel::whatWouldAppearIsShownAlone()
{
    QList<FindingRow> rows = someRows();
    rows[3].isForetold = true;
    Items::FindingWish wish;
    QCOMPARE(Items::arrange(rows, wish).first().rows, QList<int>({1, 2, 0, 3}));
    wish.foretold = Items::ForetoldFindings::Only;
    QCOMPARE(Items::arrange(rows, wish).first().rows, QList<int>{3});
    rows[3].finding.waiver = Domain::Waiver{u"known"_s, u"Ada"_s, QDate(2999, 1, 1)};
    QVERIFY(Items::arrange(rows, wish).isEmpty());
}

void TestFindingModel::whatIsStagedStandsAsSuch()
{
    Session::ChangeTray tray(*m_estate);
    Session::StagedFindings staged(*m_estate, *m_auditor, tray);
    m_model->showStaged(staged);
    const qsizetype total = m_model->total({});
    const Session::TenantSession &session = *m_estate->sessions().first();
    const auto connections = session.records(Query::Kind::Connections);
    const auto guarded = std::find_if(connections.begin(), connections.end(), [](const Query::RecordPtr &record) {
        return record->original.contains("\"brute_force_protection\":true");
    });
    QVERIFY(guarded != connections.end());
    const auto before = Json::parse((*guarded)->original);
    auto after = *before;
    after["options"]["brute_force_protection"] = false;
    const Change::ObjectRef object{Change::ObjectKind::Connection, (*guarded)->id, {}};
    tray.stage(session.id(), Change::PlanItem{object, Json::leafChanges(*before, after), (*guarded)->original});
    QTRY_COMPARE_WITH_TIMEOUT(m_model->foretold({}), 1, 20000);
    Items::FindingWish wish;
    wish.foretold = Items::ForetoldFindings::Only;
    m_model->setWish(wish);
    settle();
    QCOMPARE(m_model->shown(), 1);
    const QString message = m_model->index(0, Items::FindingModel::MessageColumn).data().toString();
    QVERIFY2(message.startsWith("Would appear"_L1), qPrintable(message));
    QCOMPARE(m_model->total({}), total); // it is not so yet
    tray.clear();
    QTRY_COMPARE_WITH_TIMEOUT(m_model->foretold({}), 0, 20000);
    m_model->setWish({});
    settle();
}

void TestFindingModel::rowsOfSeveralTenantsAreOneList()
{
    const QList<FindingRow> all = someRows();
    const auto part = [&all](qsizetype from, qsizetype count) {
        return std::make_shared<const QList<FindingRow>>(all.mid(from, count));
    };
    Items::FindingRows rows;
    QCOMPARE(rows.size(), 0);
    rows.append(part(0, 0)); // a tenant without findings
    rows.append(part(0, 1));
    rows.append(part(0, 0));
    rows.append(part(1, 3));
    QCOMPARE(rows.size(), all.size());
    for (qsizetype place = 0; place < all.size(); ++place) {
        QCOMPARE(rows.at(place).finding, all.at(place).finding);
    }
    QCOMPARE(Items::arrange(rows, {}).first().rows, Items::arrange(all, {}).first().rows);
}

void TestFindingModel::allWordsMustStandInTheRow()
{
    const auto shown = [](const QString &text) {
        const auto groups = Items::arrange(someRows(), {text, Severity::Low, {}, FindingGrouping::None});
        return groups.isEmpty() ? QList<int>() : groups.first().rows;
    };
    QCOMPARE(shown(u"  PORTAL  full "_s), QList<int>{2});
    QCOMPARE(shown(u"check.weak us"_s), QList<int>{3});
    QCOMPARE(shown(u"critical"_s), QList<int>{1});
    QCOMPARE(shown(u"id-db-acme"_s), QList<int>({0, 3}));
    QVERIFY(shown(u"portal weak"_s).isEmpty());
}

void TestFindingModel::severityAndTenantAreLeftOut()
{
    const auto severe = Items::arrange(someRows(), {{}, Severity::High, {}, FindingGrouping::None});
    QCOMPARE(severe.first().rows, QList<int>({1, 2}));
    const auto us = Items::arrange(someRows(), {{}, Severity::Low, Domain::TenantId(u"us"_s), FindingGrouping::None});
    QCOMPARE(us.first().rows, QList<int>({2, 3}));
}

void TestFindingModel::theModelIsSound()
{
    const QAbstractItemModelTester tester(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const qsizetype all = m_model->shown();
    QCOMPARE(qsizetype(m_model->rowCount()), all);
    QCOMPARE(m_model->total({}), all);
    for (const FindingGrouping grouping :
         {FindingGrouping::Severity, FindingGrouping::Subject, FindingGrouping::None}) {
        Items::FindingWish wish;
        wish.grouping = grouping;
        m_model->setWish(wish);
        settle();
        QCOMPARE(m_model->shown(), all);
    }
    m_model->setWish({u"no finding says this"_s, Severity::Low, {}, FindingGrouping::Tenant});
    settle();
    QCOMPARE(m_model->rowCount(), 0);
    QCOMPARE(m_model->total({}), all);
}

void TestFindingModel::rowsTellWhatTheyAreAbout()
{
    m_model->setWish({{}, Severity::Low, {}, FindingGrouping::Severity});
    settle();
    const QModelIndex heading = m_model->index(0, 0);
    QVERIFY(!m_model->rowAt(heading));
    QCOMPARE(heading.data(Items::CountRole).toLongLong(), m_model->rowCount(heading));
    const QModelIndex first = m_model->index(0, Items::FindingModel::SeverityColumn, heading);
    const FindingRow *row = m_model->rowAt(first);
    QVERIFY(row);
    QCOMPARE(first.data(Items::SeverityRole).toInt(), int(row->finding.severity));
    QCOMPARE(first.data(Items::TenantRole).toString(), row->tenant.text());
    QCOMPARE(first.data(Items::IdRole).toString(), row->finding.subject.id);
    const auto kind = Query::Kind(first.data(Items::KindRole).toInt());
    const bool isThere = kind == Query::Kind::Tenants || m_estate->record(row->tenant, kind, row->finding.subject.id);
    QVERIFY(isThere);
}

void TestFindingModel::aFindingIsFoundAgain()
{
    const FindingRow row = m_model->rows().at(5);
    for (const FindingGrouping grouping : {FindingGrouping::None, FindingGrouping::Check}) {
        m_model->setWish({{}, Severity::Low, {}, grouping});
        settle();
        const QModelIndex place = m_model->find(row);
        QVERIFY(place.isValid());
        QCOMPARE(m_model->rowAt(place)->finding, row.finding);
    }
    m_model->setWish({u"no finding says this"_s, Severity::Low, {}, FindingGrouping::None});
    settle();
    QVERIFY(!m_model->find(row).isValid());
}

void TestFindingModel::whatLeavesIsNoFormula()
{
    const QList<FindingRow> rows{
        row(u"=eu"_s, Severity::High, Kind::Connection, u"=HYPERLINK(\"x\")|[a](b)"_s, u"weak, \"bad\""_s)};
    const QString csv = Items::findingsAsCsv(rows);
    QCOMPARE(csv.count(u'\n'), 2);
    QVERIFY2(csv.contains(u"High,'=eu,,\"'=HYPERLINK"_s), qPrintable(csv));
    const QString markdown = Items::findingsAsMarkdown(rows);
    QVERIFY2(markdown.contains(u"\\|\\[a\\]\\(b\\)"_s), qPrintable(markdown));
}

void TestFindingModel::jsonIsWhatTheCommandPrints()
{
    const auto read = Json::parse(Items::findingsAsJson(someRows()).toUtf8());
    QVERIFY(read && read->is_array());
    QCOMPARE(read->size(), std::size_t(4));
    QCOMPARE(Json::stringAt(read->at(1), "severity"), u"critical"_s);
    QCOMPARE(Json::stringAt(*Json::memberAt(read->at(1), "subject"), "id"), u"id-Portal"_s);
}

QTEST_GUILESS_MAIN(TestFindingModel)
#include "tst_findingmodel.moc"
