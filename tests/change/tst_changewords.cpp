#include "change/changewords.h"
#include "change/planfile.h"
#include "change/plantitle.h"

#include "json/leaves.h"
#include "json/value.h"

#include <QTest>

using namespace Qt::StringLiterals;

using Change::ChangeWords;
using Change::ObjectKind;

namespace {

/// The edit that makes the one object of the other.
Change::PlanItem item(const QByteArray &before, const QByteArray &after, ObjectKind kind = ObjectKind::Connection,
                      const QString &name = u"acme"_s)
{
    return {{kind, u"id_1"_s, name}, Json::leafChanges(*Json::parse(before), *Json::parse(after)), before};
}

QStringList lines(const Change::PlanItem &item)
{
    QStringList lines;
    for (const ChangeWords &words : Change::wordsOf(item, item.seen)) {
        lines << u"%1: %2 > %3"_s.arg(words.title.isEmpty() ? words.leaf.pointer.text() : words.title, words.before,
                                      words.after);
    }
    return lines;
}

} // namespace

/// What people read of an edit, and what a plan is called.
class TestChangeWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNewParentIsToldByItsLeaves();
    void defaultsAreTold_data();
    void defaultsAreTold();
    void aPlanFromAFileTellsTheSame_data();
    void aPlanFromAFileTellsTheSame();
    void theOtherSideIsCalledByItsName();
    void aLevelIsJudgedWithTheLengthThatIsInForce();
    void switchesAreOnOrOff();
    void aConnectionOfAnOrganizationHasWords();
    void metadataStaysJson();
    void titlesSayWhatAndOfWhat();
    void titlesOfSwitchesSayWhichWay();
    void aTitleOfSeveralPlansCountsTheirTenants();
    void weakeningIsMarked();
    void aConversionIsToldByItsSettings();
};

void TestChangeWords::aNewParentIsToldByItsLeaves()
{
    const QByteArray none = R"({"strategy":"auth0","options":{}})";
    const auto edit = item(none, R"({"strategy":"auth0","options":{"password_complexity_options":{"min_length":14}}})");
    QCOMPARE(lines(edit), QStringList{u"Minimum length: 1 (default) > 14"_s});
    QCOMPARE(Change::wordsOf(edit, edit.seen).first().leaf.pointer.text(),
             u"/options/password_complexity_options/min_length"_s);
    QCOMPARE(lines(item(none, R"({"strategy":"auth0","options":{"password_history":{"enable":true,"size":5}}})")),
             (QStringList{u"History: off (default) > on"_s, u"Passwords in the history:  > 5"_s}));
    // And back: what goes is told by its leaves as well.
    QCOMPARE(lines(item(R"({"strategy":"auth0","options":{"password_complexity_options":{"min_length":14}}})", none)),
             QStringList{u"Minimum length: 14 > 1 (default)"_s});
    // What nobody has a name for keeps its pointer.
    QCOMPARE(lines(item(none, R"({"strategy":"auth0","options":{"own":{"a":1}}})")),
             QStringList{u"/options/own/a:  > 1"_s});
    QCOMPARE(lines(item(none, R"({"strategy":"auth0","options":{"own":{}}})")), QStringList{u"/options/own:  > {}"_s});
}

void TestChangeWords::defaultsAreTold_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<QString>("before");
    QTest::newRow("of the level") << QByteArray(R"({"passwordPolicy":"excellent"})") << u"10 (default)"_s;
    QTest::newRow("of no policy") << QByteArray("{}") << u"1 (default)"_s;
    QTest::newRow("none where it is there")
        << QByteArray(R"({"password_complexity_options":{"min_length":9}})") << u"9"_s;
}

void TestChangeWords::defaultsAreTold()
{
    QFETCH(const QByteArray, options);
    QFETCH(const QString, before);
    const QByteArray seen = R"({"options":)" + options + '}';
    Json::Value after = *Json::parse(seen);
    after["options"]["password_complexity_options"]["min_length"] = 14;
    const auto edit = item(seen, Json::write(after));
    QCOMPARE(Change::wordsOf(edit, seen).first().before, before);
    if (before.contains(u"default"_s)) {
        QCOMPARE(Change::wordsOf(edit, {}).first().before, QString()); // not at hand: nothing is made up
    }
}

void TestChangeWords::aPlanFromAFileTellsTheSame_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("a default") << QByteArray(R"({"passwordPolicy":"none","mfa":{"active":true}})")
                               << QByteArray(R"({"passwordPolicy":"none","mfa":{"active":true},)"
                                             R"("password_complexity_options":{"min_length":14}})");
    QTest::newRow("a secret") << QByteArray(R"({"client_secret":"x"})")
                              << QByteArray(R"({"client_secret":"x","password_history":{"enable":true,"size":5}})");
    QTest::newRow("a level")
        << QByteArray(R"({"passwordPolicy":"good","password_complexity_options":{"min_length":14}})")
        << QByteArray(R"({"passwordPolicy":"low","password_complexity_options":{"min_length":14}})");
    QTest::newRow("a conversion") << QByteArray(R"({"passwordPolicy":"good"})")
                                  << QByteArray(R"({"password_options":{"complexity":{"min_length":6}}})");
}

/// The journal has not the object as it was, but the whole request.
void TestChangeWords::aPlanFromAFileTellsTheSame()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const auto connection
        = [](const QByteArray &options) { return R"({"id":"id_1","strategy":"auth0","options":)" + options + "}"; };
    Change::Plan plan = Change::newPlan(u"a plan"_s, {u"acme"_s, u"https://acme.eu.auth0.com"_s});
    plan.items.append(item(connection(before), connection(after)));
    const auto read = Change::readPlans(Change::writePlans({plan}, Json::SecretKeys({"client_secret"})));
    QVERIFY(read && read->first().items.first().seen.isEmpty());
    QCOMPARE(lines(read->first().items.first()), lines(plan.items.first()));
    const auto marks = [](const Change::PlanItem &one) { return Change::markOf(Change::wordsOf(one, one.seen)); };
    QCOMPARE(marks(read->first().items.first()), marks(plan.items.first()));
}

/// The leaves of a relation name ids; a plan keeps the names, and reads those that kept none.
void TestChangeWords::theOtherSideIsCalledByItsName()
{
    Change::PlanItem edit = item("{}", R"({"app_1":true,"app_2":true})", ObjectKind::ConnectionClients);
    edit.names = {{u"app_1"_s, u"Portal"_s}};
    Change::Plan plan = Change::newPlan(u"a plan"_s, {u"acme"_s, u"https://acme.eu.auth0.com"_s});
    plan.items.append(edit);
    const QByteArray file = Change::writePlans({plan}, Json::SecretKeys());
    const QStringList told{u"Portal: off > on"_s, u"/app_2: off > on"_s};
    QCOMPARE(lines(edit), told);
    QCOMPARE(lines(Change::readPlans(file)->first().items.first()), told);
    QCOMPARE(lines(Change::inverse(plan.items).items.first()).last(), u"Portal: on > off"_s);
    plan.items.first().names.clear();
    QVERIFY(!Change::writePlans({plan}, Json::SecretKeys()).contains("names"));
}

/// As it is where a template is applied: the length is a setting of its own once it is written out.
void TestChangeWords::aLevelIsJudgedWithTheLengthThatIsInForce()
{
    const auto markOf = [](const QByteArray &before, const QByteArray &after) {
        const Change::PlanItem edit = item(R"({"strategy":"auth0","options":)" + before + "}",
                                           R"({"strategy":"auth0","options":)" + after + "}");
        return Change::markOf(Change::wordsOf(edit, edit.seen).first().direction);
    };
    QCOMPARE(markOf(R"({"passwordPolicy":"good"})", R"({"passwordPolicy":"low"})"), u"▼ weaker"_s);
    QCOMPARE(markOf(R"({"passwordPolicy":"good","password_complexity_options":{"min_length":14}})",
                    R"({"passwordPolicy":"low","password_complexity_options":{"min_length":14}})"),
             u"◆ looser"_s);
}

void TestChangeWords::switchesAreOnOrOff()
{
    QCOMPARE(lines(item(R"({"show_as_button":true})", R"({"show_as_button":false})")),
             QStringList{u"Show as a button: on > off"_s});
    QCOMPARE(lines(item("{}", R"({"app_1":true})", ObjectKind::ConnectionClients)), QStringList{u"/app_1: off > on"_s});
    QCOMPARE(lines(item(R"({"options":{"disable_signup":true}})", R"({"options":{}})")),
             QStringList{u"Sign-ups disabled: on > off (default)"_s});
}

void TestChangeWords::aConnectionOfAnOrganizationHasWords()
{
    const auto entry = [](const QByteArray &text) { return "{\"con_1\":" + text + "}"; };
    const QByteArray made = R"({"assign_membership_on_login":true,"is_signup_enabled":false})";
    const ObjectKind kind = ObjectKind::OrganizationConnections;
    QCOMPARE(lines(item("{}", entry(made), kind)),
             QStringList{u"/con_1: off > on · Assign membership on login: on · Sign-up: off"_s});
    QCOMPARE(lines(item(entry("{}"), "{}", kind)), QStringList{u"/con_1: on > off"_s});
}

void TestChangeWords::metadataStaysJson()
{
    QCOMPARE(lines(item("{}", R"({"app_metadata":{"beta":true}})", ObjectKind::User)),
             QStringList{uR"(/app_metadata:  > {"beta":true})"_s});
    QCOMPARE(lines(item(R"({"app_metadata":{"beta":true}})", R"({"app_metadata":{"beta":false}})", ObjectKind::User)),
             QStringList{u"/app_metadata/beta: true > false"_s});
}

void TestChangeWords::titlesSayWhatAndOfWhat()
{
    const auto length = item(R"({"options":{}})", R"({"options":{"password_complexity_options":{"min_length":14}}})");
    const auto eight = item(R"({"options":{}})", R"({"options":{"password_complexity_options":{"min_length":8}}})");
    const auto name = item(R"({"display_name":"A"})", R"({"display_name":"Acme's own"})");
    const auto user
        = item(R"({"app_metadata":{"a":1,"b":2}})", R"({"app_metadata":{"a":2,"b":3}})", ObjectKind::User, u"Kim"_s);
    QCOMPARE(Change::titleFor(QList{length}), u"Minimum length 14 on the connection acme"_s);
    QCOMPARE(Change::titleFor(QList{length, length}), u"Minimum length 14 on 2 connections"_s);
    QCOMPARE(Change::titleFor(QList{length, eight}), u"Minimum length of 2 connections"_s);
    QCOMPARE(Change::titleFor(QList{length, name}),
             u"Minimum length 14 and Display name “Acme's own” on 2 connections"_s);
    QCOMPARE(Change::titleFor(QList{user}), u"app_metadata of the user Kim"_s);
    QCOMPARE(Change::titleFor(QList{length, user, user}),
             u"Minimum length 14 on the connection acme; app_metadata of 2 users"_s);
    const auto history = item(R"({"options":{}})", R"({"options":{"password_history":{"enable":true,"size":5}}})");
    QCOMPARE(Change::titleFor(QList{history}), u"History (on) and Passwords in the history 5 on the connection acme"_s);
    QCOMPARE(Change::titleFor(QList{length, history}),
             u"Minimum length 14, History (on) and 1 more on 2 connections"_s);
    QCOMPARE(Change::titleFor(QList{item(R"({"options":{"own":1}})", R"({"options":{"own":2}})")}),
             u"options.own of the connection acme"_s);
    const auto flexible = item(R"({"options":{"passwordPolicy":"good"}})",
                               R"({"options":{"password_options":{"complexity":{"min_length":14}}}})");
    QCOMPARE(Change::titleFor(QList{flexible, flexible}),
             u"Flexible password policy instead of the legacy one of 2 connections"_s);
    QCOMPARE(Change::titleFor(QList<Change::PlanItem>()), QString());
}

void TestChangeWords::titlesOfSwitchesSayWhichWay()
{
    const auto clients = [](const QByteArray &before, const QByteArray &after) {
        return item(before, after, ObjectKind::ConnectionClients);
    };
    const auto on = clients("{}", R"({"app_1":true,"app_2":true})");
    QCOMPARE(Change::titleFor(QList{on}), u"Turn the connection acme on for 2 applications"_s);
    QCOMPARE(Change::titleFor(QList{on, on}), u"Turn 2 connections on for 2 applications"_s);
    QCOMPARE(Change::titleFor(QList{clients(R"({"app_1":true})", "{}")}),
             u"Turn the connection acme off for one application"_s);
    QCOMPARE(Change::titleFor(QList{clients(R"({"app_1":true})", R"({"app_2":true})")}),
             u"Applications of the connection acme"_s);
    const auto members = [](const QByteArray &before, const QByteArray &after) {
        return item(before, after, ObjectKind::OrganizationConnections);
    };
    const QByteArray one = R"({"con_1":{"show_as_button":true}})";
    QCOMPARE(Change::titleFor(QList{members("{}", one)}), u"Add one connection to the organization acme"_s);
    QCOMPARE(Change::titleFor(QList{members(one, "{}")}), u"Remove one connection from the organization acme"_s);
    QCOMPARE(Change::titleFor(QList{members(one, R"({"con_1":{"show_as_button":false}})")}),
             u"Connections of the organization acme"_s);
}

void TestChangeWords::aTitleOfSeveralPlansCountsTheirTenants()
{
    const auto length = item(R"({"options":{}})", R"({"options":{"password_complexity_options":{"min_length":14}}})");
    Change::Plan plan;
    plan.items = {length, length};
    QCOMPARE(Change::titleFor(QList{plan, plan}), u"Minimum length 14 on 4 connections in 2 tenants"_s);
    QCOMPARE(Change::titleFor(QList{plan, Change::Plan()}), u"Minimum length 14 on 2 connections"_s);
}

void TestChangeWords::weakeningIsMarked()
{
    const auto marks = [](const QByteArray &before, const QByteArray &after) {
        QStringList all;
        for (const ChangeWords &words : Change::wordsOf(item(before, after), before)) {
            all << Change::markOf(words.direction);
        }
        return all;
    };
    const QByteArray fourteen = R"({"strategy":"auth0","options":{"password_complexity_options":{"min_length":14}}})";
    const QByteArray eight = R"({"strategy":"auth0","options":{"password_complexity_options":{"min_length":8}}})";
    QCOMPARE(marks(fourteen, eight), QStringList{u"▼ weaker"_s});
    QCOMPARE(marks(eight, fourteen), QStringList{QString()});
    // As a part of a whole that goes: the default is what is left.
    QCOMPARE(marks(fourteen, R"({"strategy":"auth0","options":{}})"), QStringList{u"▼ weaker"_s});
    QCOMPARE(marks(R"({"display_name":"B"})", R"({"display_name":"A"})"), QStringList{QString()});
    const auto edit = item(fourteen, R"({"strategy":"auth0","display_name":"A","options":{}})");
    QCOMPARE(Change::markOf(Change::wordsOf(edit, edit.seen)), u"▼ weaker"_s);
    // What is off before and after has no strength to lose; and a shorter history is more than none.
    const auto history = [](const char *members) {
        return QByteArray(R"({"strategy":"auth0","options":{"password_history":{)") + members + "}}}";
    };
    QCOMPARE(marks(history(R"("enable":false,"size":5)"), history(R"("enable":false)")), QStringList{QString()});
    QCOMPARE(marks(history(R"("enable":true,"size":5)"), history(R"("enable":true,"size":2)")),
             QStringList{u"▼ weaker"_s});
    QCOMPARE(marks(history(R"("enable":false,"size":5)"), history(R"("enable":true,"size":2)")),
             (QStringList{QString(), QString()}));
    // Fewer rules about characters make no password weaker: the mark points nowhere, as in the table.
    const QByteArray flexible = R"({"strategy":"auth0","options":{"password_options":{"complexity":{"min_length":14,
        "character_types":["number"]}}}})";
    const QByteArray free = R"({"strategy":"auth0","options":{"password_options":{"complexity":{"min_length":14,
        "character_types":[]}}}})";
    QCOMPARE(marks(flexible, free), QStringList{u"◆ looser"_s});
    // A change of generation is judged as a whole.
    const auto conversion
        = item(fourteen, R"({"strategy":"auth0","options":{"password_options":{"complexity":{"min_length":8}}}})");
    QCOMPARE(Change::markOf(Change::wordsOf(conversion, conversion.seen)), u"▼ weaker"_s);
}

void TestChangeWords::aConversionIsToldByItsSettings()
{
    const QByteArray legacy = R"({"strategy":"auth0","options":{"passwordPolicy":"good",
        "password_complexity_options":{"min_length":12},"password_history":{"enable":true,"size":5}}})";
    const QByteArray flexible = R"({"strategy":"auth0","options":{"password_options":{"complexity":{"min_length":10,
        "character_types":["number"]},"history":{"active":true,"size":5}}}})";
    QCOMPARE(lines(item(legacy, flexible)),
             (QStringList{u"Minimum length:  > 10"_s, u"Character types:  > [\"number\"]"_s, u"History:  > on"_s,
                          u"Passwords in the history:  > 5"_s, u"Passwords in the history: 5 > "_s, u"History: on > "_s,
                          u"Minimum length: 12 > "_s, u"Level: \"good\" > "_s}));
    // Each mark stands where it belongs, none at what goes.
    const auto conversion = item(legacy, flexible);
    QStringList marked;
    for (const ChangeWords &words : Change::wordsOf(conversion, conversion.seen)) {
        if (!Change::markOf(words.direction).isEmpty()) {
            marked.append(words.leaf.pointer.text() + u' ' + Change::markOf(words.direction));
        }
    }
    QCOMPARE(marked.value(0), u"/options/password_options/complexity/min_length ▼ weaker"_s);
    QVERIFY2(!marked.join(u' ').contains(u"password_history"_s), qPrintable(marked.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestChangeWords)
#include "tst_changewords.moc"
