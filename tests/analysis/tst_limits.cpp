#include "analysis/limits.h"
#include "analysis/scene.h"
#include "change/metadatarules.h"
#include "domain/locklimit.h"
#include "domain/organizationlimit.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Analysis::Limits;

/// Auth0's limits as data.
class TestLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plansDiffer();
    void unknownIsNoGuess();
    void dataAgreesWithTheCode();
    void refusedKeysAgreeWithTheEditor();
    void everyLimitHasASourceAndADate();
    void brokenDataIsRefused_data();
    void brokenDataIsRefused();
};

void TestLimits::plansDiffer()
{
    QCOMPARE(Limits::given().value(u"applications", u"free"_s), 10);
    QCOMPARE(Limits::given().value(u"applications", u"self-service"_s), 100);
    QCOMPARE(Limits::given().value(u"applications", u"enterprise"_s), 100000);
    QCOMPARE(Limits::given().value(u"organization.connections", u"free"_s), 10);
    QCOMPARE(Limits::given().value(u"organization.connections", QString()), 10); // on every plan
}

void TestLimits::unknownIsNoGuess()
{
    QCOMPARE(Limits::given().value(u"applications", QString()), std::nullopt);
    QCOMPARE(Limits::given().value(u"connections", u"enterprise"_s), std::nullopt); // the source does not say
    QCOMPARE(Limits::given().value(u"connections", u"gold"_s), std::nullopt);
    QCOMPARE(Limits::given().value(u"unheard-of", u"free"_s), std::nullopt);
}

void TestLimits::dataAgreesWithTheCode()
{
    const Limits &limits = Limits::given();
    QCOMPARE(limits.value(u"application.lock-database-connections", {}), Domain::lockLimit);
    QCOMPARE(limits.value(u"organization.connections", {}), Domain::organizationConnectionLimit);
    QCOMPARE(limits.value(u"user.profile", {}), Change::maximumProfileBytes);
    QCOMPARE(limits.value(u"user.metadata-field-advised", {}), Change::advisedMetadataBytes);
    QCOMPARE(limits.value(u"application.metadata-keys", {}), Change::maximumClientMetadataKeys);
    QCOMPARE(limits.value(u"connection.metadata-keys", {}), Change::maximumConnectionMetadataKeys);
    QCOMPARE(limits.value(u"organization.metadata-keys", {}), Change::maximumOrganizationMetadataKeys);
    QCOMPARE(limits.value(u"application.metadata-text", {}), Change::maximumMetadataText);
}

void TestLimits::refusedKeysAgreeWithTheEditor()
{
    // Of auth0.md 4.7, and some beside them.
    const char *keys[] = {"__tenant",
                          "_id",
                          "blocked",
                          "clientID",
                          "created_at",
                          "email_verified",
                          "email",
                          "globalClientID",
                          "global_client_id",
                          "identities",
                          "lastIP",
                          "lastLogin",
                          "loginsCount",
                          "metadata",
                          "multifactor_last_modified",
                          "multifactor",
                          "updated_at",
                          "user_id",
                          "a.b",
                          "$a",
                          "plan",
                          "Email",
                          "tenant",
                          "id"};
    int refused = 0;
    for (const char *key : keys) {
        const Json::Value before{{"user_id", "auth0|1"}};
        const Json::Value after{{"user_id", "auth0|1"}, {"app_metadata", {{key, 1}}}};
        const auto problems = Change::metadataProblems(Change::ObjectKind::User, before, after);
        const bool byEditor = std::any_of(problems.begin(), problems.end(), [](const Change::MetadataProblem &problem) {
            return problem.severity == Change::MetadataProblem::Severity::Refused;
        });
        Scene scene;
        scene.user(Json::write(after));
        QCOMPARE(!scene.findings(u"user.refused-metadata-keys"_s).isEmpty(), byEditor);
        refused += byEditor ? 1 : 0;
    }
    QCOMPARE(refused, 20);
}

void TestLimits::everyLimitHasASourceAndADate()
{
    QVERIFY(Limits::given().list().size() > 30);
    for (const Analysis::Limit &limit : Limits::given().list()) {
        QVERIFY2(limit.source.contains("https://"_L1) && limit.date.isValid(), qPrintable(limit.entity));
        QVERIFY2(limit.all || !limit.byPlan.isEmpty(), qPrintable(limit.entity));
        QVERIFY2(QStringList({u"count"_s, u"bytes"_s, u"characters"_s}).contains(limit.unit), qPrintable(limit.entity));
    }
}

void TestLimits::brokenDataIsRefused_data()
{
    QTest::addColumn<QByteArray>("limits");
    QTest::newRow("no source") << QByteArray(R"([{"entity":"a","unit":"count","limit":{"all":1},"source":"z"}])");
    QTest::newRow("no unit") << QByteArray(R"([{"entity":"a","limit":{"all":1},"source":"s"}])");
    QTest::newRow("no number") << QByteArray(R"([{"entity":"a","unit":"count","limit":{"all":"1"},"source":"s"}])");
    QTest::newRow("negative") << QByteArray(R"([{"entity":"a","unit":"count","limit":{"all":-1},"source":"s"}])");
    QTest::newRow("no plan") << QByteArray(R"([{"entity":"a","unit":"count","limit":{"gold":1},"source":"s"}])");
    QTest::newRow("twice") << QByteArray(R"([{"entity":"a","unit":"count","limit":{"all":1},"source":"s"},)"
                                         R"({"entity":"a","unit":"count","limit":{"all":2},"source":"s"}])");
    QTest::newRow("no list") << QByteArray("{}");
}

void TestLimits::brokenDataIsRefused()
{
    QFETCH(QByteArray, limits);
    const QByteArray sources = R"({"sources":{"s":{"title":"T","url":"U","date":"2026-01-02"}},"limits":)";
    QVERIFY(!Limits::read(sources + limits + '}'));
    QVERIFY(Limits::read(sources + "[]}"));
    QVERIFY(!Limits::read("["));
}

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
