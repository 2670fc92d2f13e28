#include "query/columns.h"
#include "sandbox/defaultestate.h"
#include "session/estate.h"
#include "session/findingforecast.h"
#include "session/forecastscope.h"
#include "session/lockforecast.h"
#include "session/organizationconnections.h"
#include "session/snapshotparts.h"
#include "support/sandboxestate.h"
#include "json/leaves.h"

#include <QTest>

using namespace Qt::StringLiterals;

using Change::ObjectKind;
using Query::Kind;

namespace {

QStringList checksOf(const QList<Domain::Finding> &findings)
{
    QStringList checks;
    for (const Domain::Finding &finding : findings) {
        checks.append(finding.check);
    }
    checks.sort();
    return checks;
}

} // namespace

/// Which findings edits bring and take away, before anything is sent.
class TestFindingForecast : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void nothingStagedChangesNothing();
    void aMendedConnectionLosesItsFinding();
    void aConnectionMoreTakesAnApplicationOverTheLimit();
    void theLastApplicationGoneIsFound();
    void anEditThatNoLongerFitsChangesNothing();
    void anEnabledConnectionOfAnOrganizationIsSeen();
    void anOrganizationsOwnConnectionsAreThoseThatWereSeen();
    void whatCannotBeToldIsSaidWhereItIsConcerned();
    void theGravestGoesFirst();
    void linesCountAndName();
    void whatIsLeftOutOfAForecastIsTheLeast();

private:
    QString idOf(Kind kind, const QString &name) const;
    /// The connection with its leaf set.
    Change::PlanItem edited(const QString &connection, const QString &pointer, const QByteArray &after) const;
    Session::FindingForecast forecast(const QList<Change::PlanItem> &items) const
    {
        return Session::forecastFindings(m_snapshot, items, {}, QDateTime::currentDateTimeUtc());
    }

    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<Session::TenantSession> m_session;
    Analysis::Snapshot m_snapshot;
};

void TestFindingForecast::initTestCase()
{
    m_server = std::make_unique<Sandbox::Server>(Sandbox::Options(), Sandbox::defaultEstate());
    m_server->start();
    m_session = SandboxEstate::session(*m_server);
    m_session->refreshAll();
    QTRY_VERIFY(m_session->status(Kind::Organizations).readAt.isValid()
                && m_session->status(Kind::Connections).readAt.isValid()
                && m_session->status(Kind::Applications).readAt.isValid());
    m_session->readMap();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->map(), 30000);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->organizationConnections().known(), 30000);
    m_snapshot = Session::SnapshotParts(*m_session).snapshot();
    m_snapshot.organizationConnections.reset(); // as where there are many, and nobody asked for them
    QVERIFY(m_snapshot.enabled && m_snapshot.connections && m_snapshot.settings);
}

QString TestFindingForecast::idOf(Kind kind, const QString &name) const
{
    for (const Query::RecordPtr &record : m_session->records(kind)) {
        if (Query::textAt(*record, kind, u"name") == name) {
            return record->id;
        }
    }
    return {};
}

Change::PlanItem TestFindingForecast::edited(const QString &connection, const QString &pointer,
                                             const QByteArray &after) const
{
    const QString id = idOf(Kind::Connections, connection);
    const Query::RecordPtr record = m_session->record(Kind::Connections, id);
    const Json::Value before = *Json::parse(record->original);
    Json::Value wanted = before;
    (void)Json::assign(wanted, *Json::Pointer::parse(pointer), *Json::parse(after));
    return {{ObjectKind::Connection, id, connection}, Json::leafChanges(before, wanted), record->original};
}

void TestFindingForecast::nothingStagedChangesNothing()
{
    QVERIFY(forecast({}).isEmpty());
}

void TestFindingForecast::aMendedConnectionLosesItsFinding()
{
    const auto mended = forecast({edited(u"vandelay-users"_s, u"/options/brute_force_protection"_s, "true")});
    QCOMPARE(checksOf(mended.vanishing), QStringList{u"connection.brute-force-protection-off"_s});
    QCOMPARE(mended.vanishing.first().subject.name, u"vandelay-users"_s);
    QCOMPARE(checksOf(mended.appearing), QStringList());
    const auto broken = forecast({edited(u"acme-users"_s, u"/options/brute_force_protection"_s, "false")});
    QCOMPARE(checksOf(broken.appearing), QStringList{u"connection.brute-force-protection-off"_s});
    QCOMPARE(checksOf(broken.vanishing), QStringList());
}

void TestFindingForecast::aConnectionMoreTakesAnApplicationOverTheLimit()
{
    const QString application = idOf(Kind::Applications, u"Ledgerline Approvals"_s);
    const QStringList enabled = m_snapshot.enabled->value(application);
    QString another;
    for (const Query::RecordPtr &record : m_session->records(Kind::Connections)) {
        const bool isDatabase = Query::textAt(*record, Kind::Connections, u"strategy") == "auth0"_L1;
        another = isDatabase && !enabled.contains(record->id) ? record->id : another;
    }
    const Change::PlanItem item{{ObjectKind::ConnectionClients, another, {}},
                                {{Json::Pointer({application}), std::nullopt, "true", std::nullopt}}};
    const auto found = forecast({item});
    QCOMPARE(found.graver.size(), 1); // neither gone nor new
    const Session::FindingShift &shift = found.graver.first();
    QCOMPARE(shift.after.check, u"lock.database-connections"_s);
    QCOMPARE(shift.before.severity, Domain::Severity::High); // full
    QCOMPARE(shift.after.severity, Domain::Severity::Critical); // over
    QVERIFY(Session::linesOf(found.graver).first().startsWith(u"Ledgerline Approvals: "_s));
    QVERIFY(Session::linesOf(found.graver).first().endsWith(u"high → critical"_s));
    Change::PlanItem back = item;
    back.changes = Json::inverse(item.changes);
    QVERIFY(
        Session::forecastFindings(Session::afterEdits(m_snapshot, {item}), {back}, {}, QDateTime::currentDateTimeUtc())
            .eased.size()
        == 1);
}

void TestFindingForecast::theLastApplicationGoneIsFound()
{
    // A connection of one application alone.
    QHash<QString, QStringList> applications;
    for (auto at = m_snapshot.enabled->cbegin(); at != m_snapshot.enabled->cend(); ++at) {
        for (const QString &connection : at.value()) {
            applications[connection].append(at.key());
        }
    }
    QString lonely;
    for (const Query::RecordPtr &record : m_session->records(Kind::Connections)) {
        const bool isDatabase = Query::textAt(*record, Kind::Connections, u"strategy") == "auth0"_L1;
        lonely = isDatabase && applications.value(record->id).size() == 1 ? record->id : lonely;
    }
    QVERIFY(!lonely.isEmpty());
    const Change::PlanItem item{
        {ObjectKind::ConnectionClients, lonely, {}},
        {{Json::Pointer({applications.value(lonely).first()}), "true", std::nullopt, std::nullopt}}};
    QVERIFY(checksOf(forecast({item}).appearing).contains(u"connection.no-application"_s));
}

void TestFindingForecast::anEditThatNoLongerFitsChangesNothing()
{
    Change::PlanItem item = edited(u"vandelay-users"_s, u"/options/brute_force_protection"_s, "true");
    item.changes.first().before = "\"somebody was faster\"";
    QVERIFY(forecast({item}).isEmpty());
}

void TestFindingForecast::anEnabledConnectionOfAnOrganizationIsSeen()
{
    Analysis::Snapshot snapshot = m_snapshot;
    const QString organization = m_session->records(Kind::Organizations).first()->id;
    snapshot.organizationConnections = QHash<QString, QStringList>{{organization, {u"con_1"_s}}};
    const Change::PlanItem item{{ObjectKind::OrganizationConnections, organization, {}},
                                {{Json::Pointer({u"con_2"_s}), std::nullopt, "{}", std::nullopt},
                                 {Json::Pointer({u"con_1"_s}), "{}", std::nullopt, std::nullopt}}};
    QCOMPARE(Session::afterEdits(snapshot, {item}).organizationConnections->value(organization),
             QStringList{u"con_2"_s});
}

void TestFindingForecast::anOrganizationsOwnConnectionsAreThoseThatWereSeen()
{
    const QString organization = m_session->records(Kind::Organizations).first()->id;
    const Change::PlanItem item{{ObjectKind::OrganizationConnections, organization, {}},
                                {{Json::Pointer({u"con_unknown"_s}), std::nullopt, "{}", std::nullopt}},
                                "{}"};
    const QString deadEnd = u"organization.connection-without-application"_s;
    const Analysis::Snapshot seen = Session::withSeenRelations(m_snapshot, {item});
    const Session::ForecastScope scope = Session::forecastScope(seen, {item});
    QVERIFY(scope.gaps.isEmpty());
    QVERIFY(scope.checks.contains(deadEnd));
    const auto forecast = Session::forecastFindings(seen, {item}, {}, QDateTime::currentDateTimeUtc());
    QCOMPARE(checksOf(forecast.appearing), QStringList{deadEnd});
}

void TestFindingForecast::whatCannotBeToldIsSaidWhereItIsConcerned()
{
    const Change::PlanItem switches{{ObjectKind::ConnectionClients, u"con_1"_s, {}},
                                    {{Json::Pointer({u"app_1"_s}), "true", std::nullopt, std::nullopt}}};
    const Analysis::Snapshot seen = Session::withSeenRelations(m_snapshot, {switches});
    const Session::ForecastScope scope = Session::forecastScope(seen, {switches});
    QCOMPARE(scope.gaps.size(), 1);
    QCOMPARE(scope.gaps.first().checks, QStringList{u"organization.connection-without-application"_s});
    const QString line = Session::linesOf(scope.gaps).first();
    QVERIFY2(line.contains(u"needs the connections of the organizations"_s), qPrintable(line));
    QVERIFY(scope.checks.contains(u"lock.database-connections"_s));
    // Nor is there one where they were read.
    QVERIFY(Session::forecastScope(Session::SnapshotParts(*m_session).snapshot(), {switches}).gaps.isEmpty());
    // An edit that concerns no organization has no such gap.
    const auto edit = edited(u"vandelay-users"_s, u"/options/brute_force_protection"_s, "true");
    QVERIFY(Session::forecastScope(m_snapshot, {edit}).gaps.isEmpty());
}

void TestFindingForecast::theGravestGoesFirst()
{
    const auto mended = forecast({edited(u"oscorp-users"_s, u"/options/disable_signup"_s, "true"),
                                  edited(u"acme-users"_s, u"/options/passwordPolicy"_s, "\"excellent\"")});
    QVERIFY(checksOf(mended.vanishing).contains(u"policy.weak"_s)); // high, and later in the alphabet
    QVERIFY(checksOf(mended.vanishing).contains(u"connection.sign-up-open"_s)); // medium
    QVERIFY(std::is_sorted(mended.vanishing.begin(), mended.vanishing.end(), Domain::comesBefore));
}

void TestFindingForecast::linesCountAndName()
{
    Domain::Finding one;
    one.check = u"connection.brute-force-protection-off"_s;
    one.subject.name = u"acme"_s;
    QVERIFY(Session::linesOf(QList{one}).first().startsWith(u"acme: "_s));
    const QStringList lines = Session::linesOf(QList{one, one});
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines.first().endsWith(u"× 2"_s) && !lines.first().contains(one.check), qPrintable(lines.first()));
    QCOMPARE(Session::linesOf(QList<Domain::Finding>()), QStringList());

    Domain::Finding waived = one;
    waived.waiver.emplace();
    QVERIFY(Session::linesOf(QList{waived}).first().endsWith(u" (waived)"_s));
    QVERIFY(Session::linesOf(QList{one, waived}).first().endsWith(u"× 2 (1 of them waived)"_s));
    QVERIFY(Session::linesOf(QList{Session::FindingShift{one, waived}}).first().endsWith(u" (waived)"_s));
}

void TestFindingForecast::whatIsLeftOutOfAForecastIsTheLeast()
{
    const QList<Session::LockForecast> forecasts{
        {u"a"_s, u"A"_s, 3, 1}, {u"b"_s, u"B"_s, 8, 1}, {u"c"_s, u"C"_s, 57, 1}, {u"d"_s, u"D"_s, std::nullopt, 1}};
    const QStringList lines = Session::linesOf(forecasts, 2);
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.at(0).startsWith(u"C: 57"_s) && lines.at(1).startsWith(u"D: +1"_s));
    QVERIFY(Session::linesOf(forecasts, 4).at(0).startsWith(u"A: 3"_s)); // where all are told, by their names
}

QTEST_GUILESS_MAIN(TestFindingForecast)
#include "tst_findingforecast.moc"
