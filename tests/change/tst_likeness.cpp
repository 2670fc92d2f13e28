#include "change/changewords.h"
#include "change/likeness.h"
#include "change/preparing.h"
#include "policy/policyrow.h"
#include "json/leaves.h"
#include "json/value.h"

#include <QTest>

#include <rapidcheck.h>

using namespace Qt::StringLiterals;

using Change::Likeness;
using Change::LikenessStep;
using Change::LikenessSubject;
using Change::ObjectKind;

namespace {

Change::Identity identity()
{
    const auto isNamedIn = [](const QString &text) {
        return text.contains(u"acme"_s, Qt::CaseInsensitive) || text.contains(u"globex"_s);
    };
    return {{u"customer"_s}, isNamedIn, Json::SecretKeys(QSet<QByteArray>{"api_key"})};
}

LikenessSubject subject(ObjectKind kind, const Json::Value &object)
{
    return {{kind, u"id"_s, u"globex"_s}, Json::write(object)};
}

QByteArray database(const Json::Value &options)
{
    return Json::write({{"id", "con_1"}, {"strategy", "auth0"}, {"name", "x"}, {"options", options}});
}

Json::Value after(const LikenessSubject &of, const Likeness &likeness)
{
    const QList<Change::PlanItem> items = Change::itemsOf({of}, likeness.steps);
    Json::Value object = *Json::parse(of.seen);
    for (const Change::PlanItem &item : items) {
        object = Json::merge(object, item.changes).value;
    }
    return object;
}

QStringList reasons(const Likeness &likeness)
{
    QStringList all;
    for (const Change::Skipped &left : likeness.left) {
        all.append(left.reason);
    }
    return all;
}

/// Objects of which the members matter, drawn from few values so that they often agree.
Json::Value anyMetadata()
{
    Json::Value metadata = Json::Value::object();
    for (const char *key : {"plan", "region", "customer", "note", "api_key"}) {
        if (*rc::gen::arbitrary<bool>()) {
            metadata[key] = *rc::gen::element<std::string>("gold", "eu", "of acme", "of globex", "us");
        }
    }
    return metadata;
}

Json::Value anyBranding()
{
    Json::Value branding = Json::Value::object();
    if (*rc::gen::arbitrary<bool>()) {
        branding["logo_url"] = *rc::gen::element<std::string>("https://cdn.example/a.png", "https://cdn.example/b.png",
                                                              "https://acme.example/logo.png");
    }
    if (*rc::gen::arbitrary<bool>()) {
        branding["colors"] = {{"primary", *rc::gen::element<std::string>("#103070", "#ffffff")},
                              {"page_background", *rc::gen::element<std::string>("#000000", "#eeeeee")}};
    }
    return branding;
}

Json::Value anyOrganization(const char *name)
{
    Json::Value organization{{"id", name}, {"name", name}, {"display_name", name}};
    if (*rc::gen::arbitrary<bool>()) {
        organization["branding"] = anyBranding();
    }
    if (*rc::gen::arbitrary<bool>()) {
        organization["metadata"] = anyMetadata();
    }
    return organization;
}

Json::Value anyOptions()
{
    Json::Value options{{"enabledDatabaseCustomization", false}, {"own", *rc::gen::inRange(0, 3)}};
    if (*rc::gen::arbitrary<bool>()) {
        options["passwordPolicy"] = *rc::gen::element<std::string>("none", "low", "good", "excellent");
        if (*rc::gen::arbitrary<bool>()) {
            options["password_complexity_options"] = {{"min_length", *rc::gen::inRange(1, 30)}};
        }
        if (*rc::gen::arbitrary<bool>()) {
            options["password_history"] = {{"enable", true}, {"size", *rc::gen::inRange(1, 24)}};
        }
    } else if (*rc::gen::arbitrary<bool>()) {
        options["password_options"] = {{"complexity", {{"min_length", *rc::gen::inRange(1, 30)}}}};
    }
    if (*rc::gen::arbitrary<bool>()) {
        options["disable_signup"] = *rc::gen::arbitrary<bool>();
    }
    return options;
}

} // namespace

/// Making an object like its like of another customer: what differs is carried, what tells whose it is stays.
class TestLikeness : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void policiesAreCarriedWhole();
    void settingsThatChangeAreNamed();
    void whatAsksForLessIsTold_data();
    void whatAsksForLessIsTold();
    void whatCannotBeCarriedIsNamed();
    void brandingOfNoBodyElseIsCarried();
    void logosThatNameTheirCustomerStay();
    void metadataThatTellsWhoseItIsStays();
    void relationsTranslate();
    void switchesOfAnEntryAreSetAndNeverUnset();
    void onlyChosenStepsAreStaged();
    void stagedEditsAreTheGround();
    void twiceIsOnce();
};

void TestLikeness::policiesAreCarriedWhole()
{
    const Json::Value kept{{"mfa", {{"active", true}}}, {"passwordPolicy", "none"}, {"disable_signup", false}};
    const LikenessSubject own = subject(ObjectKind::Connection, *Json::parse(database(kept)));
    const QByteArray model
        = database({{"password_options", {{"complexity", {{"min_length", 15}}}}}, {"disable_signup", true}});
    const Likeness likeness = Change::policyLikeness(model, own);
    QCOMPARE(likeness.left.size(), 0);
    QCOMPARE(likeness.steps.size(), 2);
    QCOMPARE(likeness.steps.first().title, u"Password policy"_s);
    const Json::Value options = after(own, likeness)["options"];
    QCOMPARE(Json::write(options["mfa"]), QByteArray(R"({"active":true})"));
    QVERIFY(!options.contains("passwordPolicy"));
    QCOMPARE(options["password_options"]["complexity"]["min_length"].get<int>(), 15);
    QVERIFY(options["disable_signup"].get<bool>());
    QCOMPARE(Change::policyLikeness(model, subject(ObjectKind::Connection, after(own, likeness))).steps.size(), 0);
}

/// Two policies of one summary may be two policies.
void TestLikeness::settingsThatChangeAreNamed()
{
    const auto textsOf = [](const Json::Value &model, const Json::Value &own) {
        const Likeness likeness
            = Change::policyLikeness(database(model), subject(ObjectKind::Connection, *Json::parse(database(own))));
        return likeness.steps.size() == 1 ? likeness.steps.first().before + u" -> "_s + likeness.steps.first().after
                                          : u"%1 step(s)"_s.arg(likeness.steps.size());
    };
    const Json::Value good{{"passwordPolicy", "good"}};
    Json::Value more = good;
    more["password_history"] = {{"enable", true}, {"size", 5}};
    more["password_no_personal_info"] = {{"enable", true}};
    QCOMPARE(textsOf(more, good), u"history: off, profile data: off -> history: 5, profile data: on"_s);
    QCOMPARE(textsOf(more, {{"passwordPolicy", "low"}}),
             u"low, min 6, history: off, profile data: off -> good, min 8, history: 5, profile data: on"_s);
    // A size that is off asks for nothing, and an order of types means nothing.
    QCOMPARE(textsOf({{"passwordPolicy", "good"}, {"password_history", {{"enable", false}, {"size", 5}}}}, good),
             u"0 step(s)"_s);
    const auto types = [](const char *one, const char *other) {
        return Json::Value{{"password_options", {{"complexity", {{"character_types", {one, other}}}}}}};
    };
    QCOMPARE(textsOf(types("number", "special"), types("special", "number")), u"0 step(s)"_s);
}

void TestLikeness::whatAsksForLessIsTold_data()
{
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<QByteArray>("own");
    QTest::addColumn<bool>("weakens");
    const auto row = [](const char *name, const char *model, const char *own, bool weakens) {
        QTest::newRow(name) << QByteArray(model) << QByteArray(own) << weakens;
    };
    const char *low = R"({"passwordPolicy":"low"})";
    const char *good = R"({"passwordPolicy":"good"})";
    row("a weaker policy", low, good, true);
    row("a stronger policy", good, low, false);
    row("shorter passwords, and a history", R"({"passwordPolicy":"good","password_history":{"enable":true,"size":5},
        "password_complexity_options":{"min_length":8}})",
        R"({"passwordPolicy":"good","password_complexity_options":{"min_length":15}})", true);
    row("a size of a history that is off goes", good,
        R"({"passwordPolicy":"none","password_history":{"enable":false,"size":5}})", false);
    row("sign-up is opened", R"({"passwordPolicy":"good","disable_signup":false})",
        R"({"passwordPolicy":"good","disable_signup":true})", true);
    row("sign-up is closed", R"({"passwordPolicy":"good","disable_signup":true})", good, false);
    row("changes by oneself are let in", good,
        R"({"passwordPolicy":"good","disable_self_service_change_password":true})", true);
}

/// Whoever makes B like A must not weaken B unasked.
void TestLikeness::whatAsksForLessIsTold()
{
    QFETCH(QByteArray, model);
    QFETCH(QByteArray, own);
    QFETCH(bool, weakens);
    const Likeness likeness = Change::policyLikeness(
        database(*Json::parse(model)), subject(ObjectKind::Connection, *Json::parse(database(*Json::parse(own)))));
    QCOMPARE(likeness.steps.size(), 1);
    const auto &step = likeness.steps.first();
    QVERIFY(!step.takesAway);
    QCOMPARE(step.weakens(), weakens);
    if (step.aspect == Change::LikenessStep::Aspect::Policy) { // the review of it says the same
        const LikenessSubject of = subject(ObjectKind::Connection, *Json::parse(database(*Json::parse(own))));
        const Change::PlanItem item = Change::itemsOf({of}, likeness.steps).first();
        QCOMPARE(!Change::markOf(Change::wordsOf(item, of.seen)).isEmpty(), weakens);
    }
}

void TestLikeness::whatCannotBeCarriedIsNamed()
{
    const QByteArray model = database({{"passwordPolicy", "good"}});
    const LikenessSubject unread
        = subject(ObjectKind::Connection, {{"id", "c"}, {"strategy", "auth0"}, {"name", "globex"}});
    QCOMPARE(Change::policyLikeness(model, unread).steps.size(), 0);
    QCOMPARE(Change::policyLikeness(model, unread).left.size(), 1);
    const Json::Value both{{"passwordPolicy", "low"}, {"password_options", {{"complexity", {{"min_length", 9}}}}}};
    const LikenessSubject ofBoth = subject(ObjectKind::Connection, *Json::parse(database(both)));
    QVERIFY(reasons(Change::policyLikeness(model, ofBoth)).value(0).contains(u"both generations"_s));
    const Json::Value custom{{"enabledDatabaseCustomization", true}, {"passwordPolicy", "low"}};
    const LikenessSubject ofCustom = subject(ObjectKind::Connection, *Json::parse(database(custom)));
    QCOMPARE(Change::policyLikeness(model, ofCustom).left.size(), 1);
    const LikenessSubject social = subject(ObjectKind::Connection, {{"strategy", "google-oauth2"}});
    QCOMPARE(Change::policyLikeness(model, social), Likeness());
}

void TestLikeness::brandingOfNoBodyElseIsCarried()
{
    const QByteArray model = Json::write({{"name", "acme"},
                                          {"display_name", "Acme"},
                                          {"branding",
                                           {{"colors", {{"primary", "#103070"}, {"page_background", "#ffffff"}}},
                                            {"logo_url", "https://cdn.example/blue.png"}}}});
    const LikenessSubject own = subject(ObjectKind::Organization, {{"name", "globex"}, {"display_name", "Globex"}});
    const Likeness likeness = Change::brandingLikeness(model, own, identity());
    QCOMPARE(likeness.steps.size(), 2);
    QCOMPARE(likeness.steps.last().after, u"#103070 on #ffffff"_s);
    const auto items = Change::itemsOf({own}, likeness.steps);
    QCOMPARE(items.size(), 1);
    const auto prepared = Change::prepare(items.first(), own.seen);
    QVERIFY(prepared);
    QCOMPARE(prepared->requests.size(), 1);
    const Json::Value body = *Json::parse(*prepared->requests.first().body);
    QCOMPARE(body.size(), std::size_t(1)); // neither name
    QCOMPARE(Json::write(body["branding"]["colors"]),
             QByteArray(R"({"primary":"#103070","page_background":"#ffffff"})"));
}

void TestLikeness::logosThatNameTheirCustomerStay()
{
    const QByteArray model = Json::write({{"branding", {{"logo_url", "https://cdn.example/acme.png"}}}});
    const Likeness likeness
        = Change::brandingLikeness(model, subject(ObjectKind::Organization, Json::Value::object()), identity());
    QCOMPARE(likeness.steps.size(), 0);
    QCOMPARE(likeness.left.size(), 1);
}

void TestLikeness::metadataThatTellsWhoseItIsStays()
{
    const QByteArray model = Json::write(
        {{"metadata", {{"customer", "a"}, {"plan", "gold"}, {"note", "of Acme"}, {"api_key", "s"}, {"same", "1"}}}});
    const LikenessSubject own = subject(
        ObjectKind::Organization, {{"metadata", {{"customer", "g"}, {"plan", "free"}, {"old", "x"}, {"same", "1"}}}});
    const Likeness likeness = Change::metadataLikeness(model, own, identity());
    QStringList titles;
    for (const LikenessStep &step : likeness.steps) {
        titles.append(step.title);
        QCOMPARE(step.takesAway, step.title == "Metadata old"_L1);
    }
    QCOMPARE(titles, (QStringList{u"Metadata plan"_s, u"Metadata old"_s}));
    QCOMPARE(likeness.left.size(), 3);
    QCOMPARE(Json::write(after(own, likeness)["metadata"]), QByteArray(R"({"customer":"g","plan":"gold","same":"1"})"));
}

void TestLikeness::relationsTranslate()
{
    const QByteArray model = Json::write({{"portal", true}, {"acme-app", true}, {"acme-only", true}});
    const LikenessSubject own
        = subject(ObjectKind::ConnectionClients, {{"shop", true}, {"globex-only", true}, {"portal", true}});
    const Change::RelationTerms terms{
        {{u"portal"_s, u"portal"_s}, {u"shop"_s, u"shop"_s}, {u"acme-app"_s, u"globex-app"_s}},
        {u"globex-only"_s},
        {{u"globex-app"_s, u"Globex"_s}}};
    const Likeness likeness = Change::relationLikeness(model, own, terms);
    QCOMPARE(likeness.steps.size(), 2);
    QCOMPARE(likeness.steps.first().title, u"Enabled for Globex"_s);
    QVERIFY(likeness.steps.last().takesAway);
    QCOMPARE(likeness.left.size(), 2);
    QCOMPARE(Json::write(after(own, likeness)), QByteArray(R"({"globex-only":true,"portal":true,"globex-app":true})"));
}

void TestLikeness::switchesOfAnEntryAreSetAndNeverUnset()
{
    const QByteArray model = Json::write({{"a", {{"assign_membership_on_login", true}}}});
    const LikenessSubject own = subject(ObjectKind::OrganizationConnections,
                                        {{"b", {{"assign_membership_on_login", false}, {"show_as_button", false}}}});
    const Likeness likeness = Change::relationLikeness(model, own, {{{u"a"_s, u"b"_s}}, {}, {}});
    QCOMPARE(Json::write(after(own, likeness)),
             QByteArray(R"({"b":{"assign_membership_on_login":true,"show_as_button":false}})"));
}

void TestLikeness::onlyChosenStepsAreStaged()
{
    const QByteArray model = Json::write({{"metadata", {{"plan", "gold"}, {"region", "eu"}}}});
    const LikenessSubject own = subject(ObjectKind::Organization, {{"metadata", Json::Value::object()}});
    Likeness likeness = Change::metadataLikeness(model, own, identity());
    likeness.steps.removeLast();
    QCOMPARE(Json::write(after(own, likeness)["metadata"]), QByteArray(R"({"plan":"gold"})"));
    QCOMPARE(Change::itemsOf({own}, {}).size(), 0);
}

void TestLikeness::stagedEditsAreTheGround()
{
    const QByteArray model = Json::write({{"metadata", {{"plan", "gold"}}}});
    LikenessSubject own = subject(ObjectKind::Organization, {{"metadata", {{"plan", "free"}}}});
    own.staged = Json::leafChanges(*Json::parse(own.seen), *Json::parse(model));
    QCOMPARE(Change::metadataLikeness(model, own, identity()), Likeness());
}

/// Made like its like, an object differs from it in nothing that was chosen, a second time changes nothing, and nothing
/// else of it was touched.
void TestLikeness::twiceIsOnce()
{
    QVERIFY(rc::check([] {
        const QByteArray model = Json::write(anyOrganization("acme"));
        const LikenessSubject own = subject(ObjectKind::Organization, anyOrganization("globex"));
        Likeness likeness = Change::brandingLikeness(model, own, identity());
        likeness += Change::metadataLikeness(model, own, identity());
        const Json::Value made = after(own, likeness);
        const LikenessSubject again = subject(ObjectKind::Organization, made);
        Likeness second = Change::brandingLikeness(model, again, identity());
        second += Change::metadataLikeness(model, again, identity());
        RC_ASSERT(second.steps.isEmpty());
        RC_ASSERT(second.left == likeness.left);
        const Json::Value before = *Json::parse(own.seen);
        for (const char *member : {"id", "name", "display_name"}) {
            RC_ASSERT(made[member] == before[member]);
        }
        const Json::Value metadata = before.value("metadata", Json::Value::object());
        for (const auto &entry : metadata.items()) {
            if (identity().keys.contains(Json::toQString(entry.key())) || entry.key() == "api_key") {
                RC_ASSERT(made["metadata"][entry.key()] == entry.value());
            }
        }
    }));
    QVERIFY(rc::check([] {
        const QByteArray model = database(anyOptions());
        const LikenessSubject own = subject(ObjectKind::Connection, *Json::parse(database(anyOptions())));
        const Likeness likeness = Change::policyLikeness(model, own);
        const Json::Value made = after(own, likeness);
        const Likeness second = Change::policyLikeness(model, subject(ObjectKind::Connection, made));
        RC_ASSERT(second.steps.isEmpty());
        if (likeness.left.isEmpty()) {
            RC_ASSERT(Policy::policyRow(model)->readings() == Policy::policyRow(Json::write(made))->readings());
        }
        RC_ASSERT(made["options"]["own"] == (*Json::parse(own.seen))["options"]["own"]);
    }));
}

QTEST_APPLESS_MAIN(TestLikeness)
#include "tst_likeness.moc"
