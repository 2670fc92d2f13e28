#include "change/plan.h"
#include "change/preparing.h"
#include "json/leaves.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Change::ObjectKind;
using Change::ObjectRef;
using Change::Obstacle;

namespace {

constexpr const char *database
    = R"({"id":"con_1","name":"acme","strategy":"auth0","display_name":"Acme","options":)"
      R"({"mfa":{"active":true},"passwordPolicy":"good","unknown":[1,null],"brute_force_protection":true},"metadata":{"tier":"gold","old":"x"}})";

/// The wish to turn `before` into `after`.
Change::Outcome<Change::Prepared> prepared(ObjectKind kind, const QByteArray &before, const QByteArray &after,
                                           const QByteArray &now = {})
{
    const QList<Json::LeafChange> changes = Json::leafChanges(*Json::parse(before), *Json::parse(after));
    return Change::prepare({kind, u"id_1"_s, {}}, now.isEmpty() ? before : now, changes);
}

QByteArray replaced(QByteArray text, const char *from, const char *to)
{
    Q_ASSERT(text.contains(from));
    return text.replace(from, to);
}

} // namespace

class TestPreparing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectionOptionsGoWhole();
    void untouchedOptionsStayAtHome();
    void aFlagThatWasNotThereGoesOff();
    void aFirstDisplayNameStays();
    void connectionMetadataGoesWhole();
    void optionsThatWereNotReadAreNotWritten();
    void bothGenerationsAreNotSent();
    void customDatabasesAreLeftAlone();
    void userMetadataMergesByRootKey();
    void wipingIsSaidAsSuch();
    void whatAConnectionIsForGoesAlone();
    void applicationsSendWhatChanged();
    void organizationMetadataGoesWhole();
    void switchesGoInFifties();
    void organizationConnectionsAreAddedChangedAndRemoved();
    void othersLeavesAreKept();
    void sameLeavesAreAConflict();
    void nothingToDoSendsNothing();
    void settingsThatAreNotOursAreRefused();
    void lossyNumbersAreNotSentBack();
    void differencesIgnoreWhatMovesByItself();
    void metadataBeyondItsLimitsIsRefused_data();
    void metadataBeyondItsLimitsIsRefused();
};

void TestPreparing::connectionOptionsGoWhole()
{
    const auto result = prepared(ObjectKind::Connection, database, replaced(database, R"("good")", R"("excellent")"));
    QVERIFY(result);
    QCOMPARE(result->requests.size(), 1);
    QCOMPARE(result->requests.first().verb, Api::Verb::Patch);
    QCOMPARE(*result->requests.first().body,
             QByteArray(R"({"options":{"mfa":{"active":true},"passwordPolicy":"excellent","unknown":[1,null],)"
                        R"("brute_force_protection":true},"display_name":"Acme"})"));
    QCOMPARE(result->promise, replaced(database, R"("good")", R"("excellent")"));
}

void TestPreparing::untouchedOptionsStayAtHome()
{
    const auto result = prepared(ObjectKind::Connection, database, replaced(database, R"("Acme")", R"("Acme Ltd")"));
    QVERIFY(result);
    QCOMPARE(*result->requests.first().body, QByteArray(R"({"display_name":"Acme Ltd"})"));
}

/// Auth0 takes no null for it, and the flag was off.
void TestPreparing::aFlagThatWasNotThereGoesOff()
{
    const QByteArray with = replaced(database, R"("display_name")", R"("show_as_button":true,"display_name")");
    const auto result = prepared(ObjectKind::Connection, with, database);
    QVERIFY(result);
    QCOMPARE(*result->requests.first().body, QByteArray(R"({"show_as_button":false,"display_name":"Acme"})"));
    QVERIFY(result->promise.contains(R"("show_as_button":false)"));
}

/// It is said before it is given, and not when the undo is refused.
void TestPreparing::aFirstDisplayNameStays()
{
    const QByteArray without = replaced(database, R"("display_name":"Acme",)", "");
    Change::PlanItem item{{ObjectKind::Connection, u"id_1"_s, {}},
                          Json::leafChanges(*Json::parse(without), *Json::parse(database))};
    item.seen = without;
    QVERIFY(Change::cannotUndo(item, {}));
    QCOMPARE(Change::inverse({item}).items.size(), 0);
    item.changes = Json::leafChanges(*Json::parse(database), *Json::parse(replaced(database, "Acme", "Acme Ltd")));
    item.seen = database;
    QVERIFY(!Change::cannotUndo(item, {}));
    QCOMPARE(Change::inverse({item}).items.size(), 1);
}

void TestPreparing::connectionMetadataGoesWhole()
{
    const auto result = prepared(ObjectKind::Connection, database, replaced(database, R"(,"old":"x")", ""));
    QVERIFY(result);
    QCOMPARE(*result->requests.first().body, QByteArray(R"({"metadata":{"tier":"gold"},"display_name":"Acme"})"));
}

void TestPreparing::optionsThatWereNotReadAreNotWritten()
{
    const auto result = prepared(ObjectKind::Connection, database, replaced(database, R"("good")", R"("low")"),
                                 R"({"id":"con_1","name":"acme","strategy":"auth0"})");
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Obstacle::Kind::NoOptions);
}

void TestPreparing::bothGenerationsAreNotSent()
{
    const QByteArray both = replaced(database, R"("unknown":[1,null])", R"("password_options":{"complexity":{}})");
    const auto result = prepared(ObjectKind::Connection, both, replaced(both, "true}", "false}"));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Obstacle::Kind::Invalid);
    // Names and metadata do not send the options, and may change.
    QVERIFY(prepared(ObjectKind::Connection, both, replaced(both, "gold", "silver")));
}

void TestPreparing::customDatabasesAreLeftAlone()
{
    const QByteArray custom = replaced(database, R"("unknown":[1,null])", R"("configuration":{"url":"2.0$secret"})");
    const auto result = prepared(ObjectKind::Connection, custom, replaced(custom, R"("good")", R"("low")"));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Obstacle::Kind::Unsafe);
}

void TestPreparing::userMetadataMergesByRootKey()
{
    const auto result = prepared(
        ObjectKind::User, R"({"user_id":"u","app_metadata":{"company":{"id":1,"name":"Acme"},"plan":"a","gone":1}})",
        R"({"user_id":"u","app_metadata":{"company":{"id":2,"name":"Acme"},"plan":"a","new":true}})");
    QVERIFY(result);
    QCOMPARE(*result->requests.first().body,
             QByteArray(R"({"app_metadata":{"company":{"id":2,"name":"Acme"},"new":true,"gone":null}})"));
    QCOMPARE(result->promise,
             QByteArray(R"({"user_id":"u","app_metadata":{"company":{"id":2,"name":"Acme"},"plan":"a","new":true}})"));
}

void TestPreparing::wipingIsSaidAsSuch()
{
    const auto app = prepared(ObjectKind::User, R"({"user_id":"u","app_metadata":{"a":1},"user_metadata":{"b":1}})",
                              R"({"user_id":"u","user_metadata":{"b":1}})");
    QVERIFY(app);
    QCOMPARE(*app->requests.first().body, QByteArray(R"({"app_metadata":{}})"));
    QCOMPARE(app->promise, QByteArray(R"({"user_id":"u","user_metadata":{"b":1}})"));
}

/// Auth0 replaces a purpose whole and leaves the other one, and the options, where they are.
void TestPreparing::whatAConnectionIsForGoesAlone()
{
    const QByteArray off
        = replaced(database, R"("metadata")",
                   R"("authentication":{"active":false},"connected_accounts":{"active":true},"metadata")");
    const auto result
        = prepared(ObjectKind::Connection, off, replaced(off, R"({"active":false})", R"({"active":true})"));
    QVERIFY(result);
    QCOMPARE(result->requests.size(), 1);
    QCOMPARE(*result->requests.first().body, QByteArray(R"({"authentication":{"active":true},"display_name":"Acme"})"));
    const auto gone = prepared(ObjectKind::Connection, off, replaced(off, R"("authentication":{"active":false},)", ""));
    QVERIFY(gone); // no null is taken
    QCOMPARE(*gone->requests.first().body, QByteArray(R"({"authentication":{"active":true},"display_name":"Acme"})"));
}

void TestPreparing::applicationsSendWhatChanged()
{
    const auto result
        = prepared(ObjectKind::Application,
                   R"({"client_id":"c","name":"A","callbacks":["x"],"client_metadata":{"k":"v","o":"1"}})",
                   R"({"client_id":"c","name":"B","callbacks":["x","y"],"client_metadata":{"k":"w"}})");
    QVERIFY(result);
    QCOMPARE(*result->requests.first().body,
             QByteArray(R"({"name":"B","callbacks":["x","y"],"client_metadata":{"k":"w","o":null}})"));
}

void TestPreparing::organizationMetadataGoesWhole()
{
    const auto result = prepared(ObjectKind::Organization, R"({"id":"org_1","metadata":{"a":"1","b":"2"}})",
                                 R"({"id":"org_1","metadata":{"a":"1","b":"3"}})");
    QVERIFY(result);
    QCOMPARE(*result->requests.first().body, QByteArray(R"({"metadata":{"a":"1","b":"3"}})"));
}

void TestPreparing::switchesGoInFifties()
{
    Json::Value before = Json::Value::object();
    Json::Value after = Json::Value::object();
    for (int i = 0; i < 120; ++i) {
        (i < 20 ? before : after)["client_" + std::to_string(i)] = true;
    }
    after["client_0"] = true; // stays
    const auto result = prepared(ObjectKind::ConnectionClients, Json::write(before), Json::write(after));
    QVERIFY(result);
    QList<std::size_t> sizes;
    std::size_t off = 0;
    for (const Api::WireRequest &request : result->requests) {
        const Json::Value body = *Json::parse(*request.body);
        sizes.append(body.size());
        off += std::size_t(
            std::count_if(body.begin(), body.end(), [](const Json::Value &entry) { return entry["status"] == false; }));
    }
    QCOMPARE(sizes, (QList<std::size_t>{50, 50, 19}));
    QCOMPARE(off, std::size_t(19));
}

void TestPreparing::organizationConnectionsAreAddedChangedAndRemoved()
{
    const auto result = prepared(ObjectKind::OrganizationConnections,
                                 R"({"con_a":{"assign_membership_on_login":true},"con_b":{"show_as_button":true}})",
                                 R"({"con_a":{"assign_membership_on_login":false},"con_c":{"show_as_button":false}})");
    QVERIFY(result);
    QCOMPARE(result->requests.size(), 3);
    QCOMPARE(result->requests.at(0).verb, Api::Verb::Delete); // first: a full organization takes no other before
    QCOMPARE(result->requests.at(0).arguments, (QStringList{u"id_1"_s, u"con_b"_s}));
    QCOMPARE(result->requests.at(1).verb, Api::Verb::Patch);
    QCOMPARE(result->requests.at(2).verb, Api::Verb::Post);
}

void TestPreparing::othersLeavesAreKept()
{
    const auto result = prepared(ObjectKind::Connection, database, replaced(database, R"("good")", R"("low")"),
                                 replaced(database, R"({"active":true})", R"({"active":false,"new":1})"));
    QVERIFY(result);
    QVERIFY(result->requests.first().body->contains(R"("mfa":{"active":false,"new":1},"passwordPolicy":"low")"));
}

void TestPreparing::sameLeavesAreAConflict()
{
    const auto result = prepared(ObjectKind::Connection, database, replaced(database, R"("good")", R"("low")"),
                                 replaced(database, R"("good")", R"("fair")"));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Obstacle::Kind::Conflict);
    QCOMPARE(result.error().conflicts.size(), 1);
    QCOMPARE(result.error().conflicts.first().now, QByteArray(R"("fair")"));
}

void TestPreparing::nothingToDoSendsNothing()
{
    const QByteArray low = replaced(database, R"("good")", R"("low")");
    const auto result = prepared(ObjectKind::Connection, database, low, low);
    QVERIFY(result);
    QVERIFY(result->requests.isEmpty());
    QCOMPARE(result->promise, low);
}

void TestPreparing::settingsThatAreNotOursAreRefused()
{
    const auto result = prepared(ObjectKind::Connection, database, replaced(database, R"("acme")", R"("evil")"));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Obstacle::Kind::NotEditable);
    QVERIFY(Change::notEditable(ObjectKind::Application, *Json::Pointer::parse(u"/client_secret")));
    QVERIFY(Change::notEditable(ObjectKind::User, Json::Pointer()));
}

void TestPreparing::lossyNumbersAreNotSentBack()
{
    const QByteArray big = replaced(database, "[1,null]", "[123456789012345678901234567890]");
    const auto result = Change::prepare({ObjectKind::Connection, u"con_1"_s, {}}, big,
                                        {{*Json::Pointer::parse(u"/options/passwordPolicy"), QByteArray(R"("good")"),
                                          QByteArray(R"("low")"), std::nullopt}});
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Obstacle::Kind::Unsafe);
}

void TestPreparing::differencesIgnoreWhatMovesByItself()
{
    const ObjectRef connection{ObjectKind::Connection, u"con_1"_s, {}};
    const QByteArray refilled = replaced(database, R"("mfa")", R"("passkey_options":{},"mfa")");
    QVERIFY(Change::differences(connection, database, refilled).isEmpty());
    QCOMPARE(Change::differences(connection, database, replaced(database, "gold", "lead")).size(), 1);
    const ObjectRef user{ObjectKind::User, u"u"_s, {}};
    QVERIFY(
        Change::differences(user, R"({"updated_at":"1","app_metadata":{}})", R"({"updated_at":"2","app_metadata":{}})")
            .isEmpty());
    QCOMPARE(Change::differences(user, R"({"app_metadata":{"a":1}})", R"({"app_metadata":{"a":2}})").size(), 1);
    const ObjectRef relation{ObjectKind::OrganizationConnections, u"org_1"_s, {}};
    QVERIFY(Change::differences(relation, R"({"con_1":{}})", R"({"con_1":{"show_as_button":true}})").isEmpty());
    QCOMPARE(Change::differences(relation, R"({})", R"({"con_1":{}})").size(), 1);
}

void TestPreparing::metadataBeyondItsLimitsIsRefused_data()
{
    QTest::addColumn<ObjectKind>("kind");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("says"); // empty: it may
    const auto keys = [](int count) {
        QByteArray text = R"({"metadata":{)";
        for (int i = 0; i < count; ++i) {
            text += (i ? "," : "") + QByteArray(R"("k)") + QByteArray::number(i) + R"(":"v")";
        }
        return text + "}}";
    };
    QTest::newRow("a forbidden key") << ObjectKind::User << QByteArray("{}")
                                     << QByteArray(R"({"app_metadata":{"email":"x"}})") << u"email"_s;
    QTest::newRow("allowed in user_metadata")
        << ObjectKind::User << QByteArray("{}") << QByteArray(R"({"user_metadata":{"email":"x"}})") << QString();
    QTest::newRow("a dot, deep down") << ObjectKind::User << QByteArray("{}")
                                      << QByteArray(R"({"user_metadata":{"a":[{"b.c":1}]}})") << u"b.c"_s;
    QTest::newRow("what was there stays") << ObjectKind::User << QByteArray(R"({"app_metadata":{"email":"x"}})")
                                          << QByteArray(R"({"app_metadata":{"email":"x","a":1}})") << QString();
    QTest::newRow("a number for an application")
        << ObjectKind::Application << QByteArray("{}") << QByteArray(R"({"client_metadata":{"a":1}})") << u"text"_s;
    QTest::newRow("a strange character") << ObjectKind::Application << QByteArray("{}")
                                         << QByteArray(R"({"client_metadata":{"a#":"1"}})") << u"a#"_s;
    QTest::newRow("a long value") << ObjectKind::Connection << QByteArray("{}")
                                  << QByteArray(R"({"metadata":{"a":")") + QByteArray(256, 'x') + R"("}})" << u"256"_s;
    QTest::newRow("ten keys") << ObjectKind::Connection << QByteArray("{}") << keys(10) << QString();
    QTest::newRow("eleven keys") << ObjectKind::Connection << QByteArray("{}") << keys(11) << u"11"_s;
    QTest::newRow("25 keys") << ObjectKind::Organization << QByteArray("{}") << keys(25) << QString();
    QTest::newRow("26 keys") << ObjectKind::Organization << QByteArray("{}") << keys(26) << u"26"_s;
    QTest::newRow("no object") << ObjectKind::Organization << QByteArray("{}") << QByteArray(R"({"metadata":[1]})")
                               << u"object"_s;
}

void TestPreparing::metadataBeyondItsLimitsIsRefused()
{
    QFETCH(const ObjectKind, kind);
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const QString, says);
    const auto result = prepared(kind, before, after);
    QCOMPARE(result.has_value(), says.isEmpty());
    if (!result) {
        QCOMPARE(result.error().kind, Obstacle::Kind::Invalid);
        QVERIFY2(result.error().reason.contains(says), qPrintable(result.error().reason));
    }
}

QTEST_GUILESS_MAIN(TestPreparing)
#include "tst_preparing.moc"
