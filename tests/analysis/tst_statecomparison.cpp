#include "analysis/statecomparison.h"

#include <QTest>

using namespace Qt::StringLiterals;

using Analysis::ComparedKind;
using Analysis::ComparisonTerms;
using Analysis::FieldDifference;
using Analysis::ObjectDifference;

namespace {

ComparisonTerms terms()
{
    return {Json::SecretKeys({"client_secret", "configuration/*"}), false, false};
}

ComparisonTerms betweenTenants()
{
    ComparisonTerms between = terms();
    between.betweenTenants = true;
    return between;
}

/// "/a: 1 -> 2", "/b: - -> 3".
QStringList told(const QList<FieldDifference> &fields)
{
    QStringList lines;
    for (const FieldDifference &field : fields) {
        lines.append(u"%1: %2 -> %3"_s.arg(field.pointer.text(), QString::fromUtf8(field.before.value_or("-")),
                                           QString::fromUtf8(field.after.value_or("-"))));
    }
    return lines;
}

/// "changed con_1 acme /a: 1 -> 2"
QStringList told(const QList<ObjectDifference> &objects)
{
    QStringList lines;
    for (const ObjectDifference &object : objects) {
        QStringList words{QString(Analysis::wordOf(object.change)), object.id, object.name};
        lines.append((words + told(object.fields)).join(u' '));
    }
    return lines;
}

QByteArray connection(const QByteArray &id, const QByteArray &name, const QByteArray &more = {})
{
    return R"({"id":")" + id + R"(","name":")" + name + R"(","strategy":"auth0")" + more + "}";
}

QByteArray application(const QByteArray &id, const QByteArray &name, const QByteArray &about)
{
    return R"({"client_id":")" + id + R"(","name":")" + name + R"(","description":")" + about + R"("})";
}

} // namespace

/// What counts as a difference between two states, and what does not.
class TestStateComparison : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fieldsDiffer_data();
    void fieldsDiffer();
    void objectsAreMatched();
    void equalNamesAreMatchedOneByOne();
    void equalNamesAreMatchedByWhatTheyMean();
    void noNameHidesAnother();
    void pairsBelongToTheirOwners();
    void pairsAreMatchedByName();
    void anExportTellsNoSecrets();
};

void TestStateComparison::fieldsDiffer_data()
{
    QTest::addColumn<ComparedKind>("kind");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QStringList>("told");
    const auto row = [](const char *title, ComparedKind kind, const char *before, const char *after,
                        const QStringList &lines = {}) {
        QTest::newRow(title) << kind << QByteArray(before) << QByteArray(after) << lines;
    };
    const auto application = ComparedKind::Application;
    const auto database = ComparedKind::Connection;
    row("equal", application, R"({"name":"a"})", R"({"name":"a"})");
    row("members in another order", application, R"({"name":"a","app_type":"spa"})",
        R"({"app_type":"spa","name":"a"})");
    row("another value", application, R"({"name":"a"})", R"({"name":"b"})", {u"/name: \"a\" -> \"b\""_s});
    row("a default that came", application, R"({})", R"({"custom_login_page_on":true,"sso_disabled":false})");
    row("a default that went", application, R"({"jwt_configuration":{"lifetime_in_seconds":36000}})", R"({})");
    row("another than the default", application, R"({})", R"({"custom_login_page_on":false})",
        {u"/custom_login_page_on: - -> false"_s});
    row("back to the default", application, R"({"custom_login_page_on":false})", R"({"custom_login_page_on":true})",
        {u"/custom_login_page_on: false -> true"_s});
    row("an object of defaults", application, R"({})",
        R"({"refresh_token":{"rotation_type":"non-rotating","expiration_type":"non-expiring","leeway":0}})");
    row("one of its members", application, R"({})", R"({"refresh_token":{"rotation_type":"rotating","leeway":0}})",
        {u"/refresh_token/rotation_type: - -> \"rotating\""_s});
    row("null, empty and absent", application, R"({"description":"","callbacks":[],"client_metadata":{}})",
        R"({"description":null})");
    row("a set in another order", application, R"({"web_origins":["https://a","https://b"]})",
        R"({"web_origins":["https://b","https://a"]})");
    row("the first of a list counts", application, R"({"callbacks":["https://a","https://b"]})",
        R"({"callbacks":["https://b","https://a"]})",
        {u"/callbacks: [\"https://a\",\"https://b\"] -> [\"https://b\",\"https://a\"]"_s});
    row("entries of a list that mean the same", ComparedKind::Settings,
        R"({"default_directories":[{"name":"a","note":null},{"name":"b","of":["x","y"]}]})",
        R"({"default_directories":[{"of":["y","x"],"name":"b"},{"note":"","name":"a"}]})");
    row("an entry of a list that means another", ComparedKind::Settings, R"({"lists":[{"name":"a"}]})",
        R"({"lists":[{"name":"b"}]})", {u"/lists: [{\"name\":\"a\"}] -> [{\"name\":\"b\"}]"_s});
    row("a set with one more", application, R"({"grant_types":["a","b"]})", R"({"grant_types":["c","b","a"]})",
        {u"/grant_types: [\"a\",\"b\"] -> [\"c\",\"b\",\"a\"]"_s});
    row("a list whose order means something", ComparedKind::Settings, R"({"enabled_locales":["en","de"]})",
        R"({"enabled_locales":["de","en"]})", {u"/enabled_locales: [\"en\",\"de\"] -> [\"de\",\"en\"]"_s});
    row("an order of attributes", database, R"({"options":{"precedence":["email","username"]}})",
        R"({"options":{"precedence":["username","email"]}})",
        {u"/options/precedence: [\"email\",\"username\"] -> [\"username\",\"email\"]"_s});
    row("an addon that is on", application, R"({"addons":{}})", R"({"addons":{"samlp":{}}})",
        {u"/addons/samlp: - -> {}"_s});
    row("times", application, R"({"updated_at":"2026-11-01"})", R"({"updated_at":"2026-11-02"})");
    row("keys that Auth0 made anew", application, R"({"signing_keys":[{"cert":"a"}]})", R"({})");
    row("a secret of an application", application, R"({"client_secret":"one"})", R"({"client_secret":"two"})");
    row("a secret of a connection", database, R"({"options":{"client_secret":"one"}})",
        R"({"options":{"client_secret":"two"}})");
    row("a secret that is set now", database, R"({"options":{"a":1,"client_secret":""}})",
        R"({"options":{"a":1,"client_secret":"two"}})", {u"/options/client_secret: \"\" -> \"[REDACTED]\""_s});
    row("a setting of a database script", database, R"({"options":{"configuration":{"URL":"a"}}})",
        R"({"options":{"configuration":{"URL":"a","KEY":"b"}}})",
        {u"/options/configuration/KEY: - -> \"[REDACTED]\""_s});
    row("options that a token does not see", database, R"({"name":"a","options":{"x":1}})", R"({"name":"a"})");
    row("the realm of the name", database, R"({"name":"a","realms":["a"]})", R"({"name":"a"})");
    row("another realm", database, R"({"name":"a"})", R"({"name":"a","realms":["b"]})", {u"/realms: - -> [\"b\"]"_s});
    row("a protection that is off", database, R"({"options":{"brute_force_protection":false}})",
        R"({"options":{"a":null}})", {u"/options/brute_force_protection: false -> -"_s});
    row("a policy of the other generation", database, R"({"options":{"a":1}})",
        R"({"options":{"a":1,"password_options":{"complexity":{"min_length":15}}}})",
        {u"/options/password_options: - -> {\"complexity\":{\"min_length\":15}}"_s});
    row("metadata is taken by its word", ComparedKind::Organization, R"({"metadata":{"plan":""}})",
        R"({"metadata":{}})", {u"/metadata/plan: \"\" -> -"_s});
    row("a number that is written otherwise", application, R"({"jwt_configuration":{"lifetime_in_seconds":60}})",
        R"({"jwt_configuration":{"lifetime_in_seconds":60.0}})");
    row("a default that is written otherwise", ComparedKind::Settings, R"({"session_lifetime":168.0})", "{}");
    row("no JSON at all", application, "nothing", R"({"name":"a"})", {u"/name: - -> \"a\""_s});
}

void TestStateComparison::fieldsDiffer()
{
    QFETCH(ComparedKind, kind);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QStringList, told);
    QCOMPARE(::told(Analysis::fieldDifferences(kind, before, after, terms())), told);
    QCOMPARE(Analysis::fieldDifferences(kind, after, before, terms()).size(), told.size());
}

void TestStateComparison::objectsAreMatched()
{
    const ComparisonTerms own = terms();
    Analysis::StateComparison comparison(own);
    comparison.addBefore(ComparedKind::Connection, u"1"_s, connection("1", "stays"));
    comparison.addBefore(ComparedKind::Connection, u"2"_s, connection("2", "goes"));
    comparison.addBefore(ComparedKind::Connection, u"3"_s, connection("3", "old name"));
    comparison.addAfter(ComparedKind::Connection, u"4"_s, connection("4", "comes"));
    comparison.addAfter(ComparedKind::Connection, u"3"_s, connection("3", "new name"));
    comparison.addAfter(ComparedKind::Connection, u"1"_s, connection("1", "stays"));
    QCOMPARE(told(comparison.take()),
             QStringList({u"added 4 comes"_s, u"removed 2 goes"_s,
                          u"changed 3 new name /name: \"old name\" -> \"new name\""_s}));
}

void TestStateComparison::equalNamesAreMatchedOneByOne()
{
    const ComparisonTerms between = betweenTenants();
    Analysis::StateComparison comparison(between);
    const auto application = [](const QByteArray &id) { return R"({"client_id":")" + id + R"(","name":"App"})"; };
    comparison.addBefore(ComparedKind::Application, u"a"_s, application("a"));
    comparison.addBefore(ComparedKind::Application, u"b"_s, application("b"));
    comparison.addAfter(ComparedKind::Application, u"x"_s, application("x"));
    QCOMPARE(told(comparison.take()), QStringList({u"removed b App"_s}));
}

/// The order in which a tenant lists what has one name means nothing.
void TestStateComparison::equalNamesAreMatchedByWhatTheyMean()
{
    const ComparisonTerms between = betweenTenants();
    Analysis::StateComparison comparison(between);
    comparison.addBefore(ComparedKind::Application, u"a"_s, application("a", "App", "one"));
    comparison.addBefore(ComparedKind::Application, u"b"_s, application("b", "App", "two"));
    comparison.addBefore(ComparedKind::Application, u"c"_s, application("c", "Twin", "one"));
    comparison.addAfter(ComparedKind::Application, u"x"_s, application("x", "App", "two"));
    comparison.addAfter(ComparedKind::Application, u"y"_s, application("y", "App", "one"));
    comparison.addAfter(ComparedKind::Application, u"z"_s, application("z", "Twin", "other"));
    comparison.addAfter(ComparedKind::Application, u"w"_s, application("w", "Twin", "one"));
    QCOMPARE(told(comparison.take()), QStringList({u"added z Twin"_s}));
}

/// A name may look like another's name and id.
void TestStateComparison::noNameHidesAnother()
{
    const ComparisonTerms between = betweenTenants();
    Analysis::StateComparison comparison(between);
    comparison.addBefore(ComparedKind::Application, u"a"_s, application("a", "App", "one"));
    comparison.addBefore(ComparedKind::Application, u"b"_s, application("b", "App", "one"));
    comparison.addBefore(ComparedKind::Application, u"c"_s, application("c", "App b", "one"));
    comparison.addAfter(ComparedKind::Application, u"x"_s, application("x", "App", "one"));
    comparison.addAfter(ComparedKind::Application, u"y"_s, application("y", "App b", "two"));
    QCOMPARE(told(comparison.take()),
             QStringList({u"removed b App"_s, u"changed y App b /description: \"one\" -> \"two\""_s}));
}

void TestStateComparison::pairsBelongToTheirOwners()
{
    const ComparisonTerms own = terms();
    Analysis::StateComparison comparison(own);
    const QByteArray one = R"({"client_id":"app_1","name":"one"})";
    const QByteArray two = R"({"client_id":"app_2","name":"two"})";
    comparison.addBefore(ComparedKind::Application, u"app_1"_s, one);
    comparison.addAfter(ComparedKind::Application, u"app_1"_s, one);
    comparison.addAfter(ComparedKind::Application, u"app_2"_s, two);
    for (const QByteArray id : {"con_1", "con_2", "con_3"}) {
        comparison.addBefore(ComparedKind::Connection, QString::fromLatin1(id), connection(id, "name of " + id));
        comparison.addAfter(ComparedKind::Connection, QString::fromLatin1(id), connection(id, "name of " + id));
    }
    comparison.addPairBefore(ComparedKind::Application, u"app_1"_s, u"con_1"_s);
    comparison.addPairBefore(ComparedKind::Application, u"app_1"_s, u"con_2"_s);
    comparison.addPairAfter(ComparedKind::Application, u"app_1"_s, u"con_2"_s);
    comparison.addPairAfter(ComparedKind::Application, u"app_1"_s, u"con_3"_s);
    comparison.addPairAfter(ComparedKind::Application, u"app_2"_s, u"con_1"_s); // told with its application
    const QList<ObjectDifference> found = comparison.take();
    QCOMPARE(
        told(found),
        QStringList({u"changed app_1 one /enabled_connections/con_1: true -> - /enabled_connections/con_3: - -> true"_s,
                     u"added app_2 two"_s}));
    QCOMPARE(found.first().fields.last().member, u"name of con_3"_s);
}

void TestStateComparison::pairsAreMatchedByName()
{
    const ComparisonTerms between = betweenTenants();
    Analysis::StateComparison comparison(between);
    comparison.addBefore(ComparedKind::Organization, u"org_1"_s, R"({"id":"org_1","name":"acme"})");
    comparison.addAfter(ComparedKind::Organization, u"org_9"_s, R"({"id":"org_9","name":"acme"})");
    comparison.addBefore(ComparedKind::Connection, u"con_1"_s, connection("con_1", "users"));
    comparison.addBefore(ComparedKind::Connection, u"con_2"_s, connection("con_2", "staff"));
    comparison.addAfter(ComparedKind::Connection, u"con_8"_s, connection("con_8", "users"));
    comparison.addAfter(ComparedKind::Connection, u"con_9"_s, connection("con_9", "staff"));
    comparison.addPairBefore(ComparedKind::Organization, u"org_1"_s, u"con_1"_s);
    comparison.addPairAfter(ComparedKind::Organization, u"org_9"_s, u"con_8"_s);
    comparison.addPairAfter(ComparedKind::Organization, u"org_9"_s, u"con_9"_s);
    QCOMPARE(told(comparison.take()), QStringList({u"changed org_9 acme /connections/staff: - -> true"_s}));
}

void TestStateComparison::anExportTellsNoSecrets()
{
    ComparisonTerms exported = betweenTenants();
    exported.withExport = true;
    const QByteArray live
        = R"({"id":"1","name":"a","realms":["b"],"options":{"client_secret":"hush","url":"https://x","y":1}})";
    QCOMPARE(told(Analysis::fieldDifferences(ComparedKind::Connection, live,
                                             R"({"name":"a","options":{"url":"##URL##","y":2}})", exported)),
             QStringList({u"/options/y: 1 -> 2"_s}));
}

QTEST_GUILESS_MAIN(TestStateComparison)
#include "tst_statecomparison.moc"
