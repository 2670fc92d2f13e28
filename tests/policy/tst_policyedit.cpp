#include "policy/policyedit.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Policy::Key;
using Policy::Refusal;
using Generation = Domain::PolicyGeneration;

namespace {

QList<Policy::Edit> edits(const QStringList &texts)
{
    QList<Policy::Edit> list;
    for (const QString &text : texts) {
        list.append(Policy::parseEdit(text).value());
    }
    return list;
}

tl::expected<Policy::EditedOptions, Refusal> apply(const QByteArray &options, const QStringList &texts,
                                                   std::optional<Generation> keep = {})
{
    const Json::Value value = *Json::parse(options);
    return Policy::applyEdits(&value, edits(texts), {u"auth0"_s, keep});
}

QByteArray after(const QByteArray &options, const QStringList &texts, std::optional<Generation> keep = {})
{
    const auto edited = apply(options, texts, keep);
    return edited ? Json::write(edited->options) : "refused: " + edited.error().reason.toUtf8();
}

} // namespace

class TestPolicyEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreHeldAgainstTheLimits_data();
    void valuesAreHeldAgainstTheLimits();
    void eachKeyHasItsPlace_data();
    void eachKeyHasItsPlace();
    void whatIsSoStaysAsItIs();
    void whatIsOnlyRaisedIsNeverLowered();
    void whatAGenerationCannotHoldIsSkipped();
    void refusalsSayWhy_data();
    void refusalsSayWhy();
    void missingOptionsAreNeverWritten();
    void onlyOneGenerationIsKept();
};

void TestPolicyEdit::valuesAreHeldAgainstTheLimits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isValid");
    const auto row
        = [](const QString &text, bool isValid) { QTest::addRow("%s", qPrintable(text.left(40))) << text << isValid; };
    for (const QString &good :
         {u"min_length=1"_s, u"min_length=128"_s, u"history_size=0"_s, u"history_size=24"_s, u"character_types="_s,
          u"character_types=none"_s, u"character_types=number, special"_s, u"character_type_rule=all"_s,
          u"identical_characters=block"_s, u"max_length_exceeded=error"_s, u"dictionary=true"_s,
          u"dictionary=en_100k"_s, u"profile_data=off"_s, u"level=none"_s, u"dictionary_words=acme,acme2"_s}) {
        row(good, true);
    }
    for (const QString &bad : {u""_s, u"min_length"_s, u"=8"_s, u"minlength=8"_s, u"min_length="_s, u"min_length=0"_s,
                               u"min_length=129"_s, u"min_length=8.5"_s, u"min_length=x"_s, u"history_size=25"_s,
                               u"history_size=-1"_s, u"character_types=letters"_s, u"character_types=number,number"_s,
                               u"character_type_rule=two"_s, u"identical_characters=on"_s, u"dictionary=en_1m"_s,
                               u"profile_data=maybe"_s, u"level=superb"_s, u"level="_s}) {
        row(bad, false);
    }
    row(u"dictionary_words="_s + u"é"_s.repeated(50), true);
    row(u"dictionary_words="_s + u"e"_s.repeated(51), false);
    row(u"dictionary_words="_s + u"a,"_s.repeated(200), true);
    row(u"dictionary_words=b,"_s + u"a,"_s.repeated(200), false);
    row(u"blocked_fields="_s + u"a,"_s.repeated(13), false);
}

void TestPolicyEdit::valuesAreHeldAgainstTheLimits()
{
    QFETCH(QString, text);
    QFETCH(bool, isValid);
    const auto edit = Policy::parseEdit(text);
    QCOMPARE(edit.has_value(), isValid);
    QVERIFY(isValid || !edit.error().isEmpty());
    if (isValid) {
        QCOMPARE(*Policy::parseEdit(Policy::nameOf(edit->key) + u'=' + Policy::textOf(edit->value)), *edit);
    }
}

void TestPolicyEdit::eachKeyHasItsPlace_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<QString>("edit");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *options, const QString &edit, const char *expected) {
        QTest::newRow(name) << QByteArray(options) << edit << QByteArray(expected);
    };
    row("length", R"({"a":1})", u"min_length=14"_s, R"({"a":1,"password_complexity_options":{"min_length":14}})");
    row("length over null", R"({"password_complexity_options":null,"a":1.0})", u"min_length=14"_s,
        R"({"password_complexity_options":{"min_length":14},"a":1.0})");
    row("level", R"({"passwordPolicy":null,"a":1})", u"level=good"_s, R"({"passwordPolicy":"good","a":1})");
    row("dictionary", R"({"password_dictionary":{"dictionary":["x"],"enable":false}})", u"dictionary=on"_s,
        R"({"password_dictionary":{"dictionary":["x"],"enable":true}})");
    row("words", R"({})", u"dictionary_words=x,y"_s,
        R"({"password_dictionary":{"enable":false,"dictionary":["x","y"]}})");
    row("history", R"({"password_history":{"size":5,"enable":false}})", u"history_size=7"_s,
        R"({"password_history":{"size":7,"enable":true}})");
    row("history off", R"({"password_history":{"size":5,"enable":true}})", u"history_size=0"_s,
        R"({"password_history":{"size":5,"enable":false}})");
    row("profile", R"({"x":null})", u"profile_data=on"_s, R"({"x":null,"password_no_personal_info":{"enable":true}})");
    row("flexible length", R"({"password_options":{"n":{"z":1},"complexity":{"min_length":15,"u":null}},"a":1})",
        u"min_length=20"_s, R"({"password_options":{"n":{"z":1},"complexity":{"min_length":20,"u":null}},"a":1})");
    row("flexible types", R"({"password_options":{}})", u"character_types=number"_s,
        R"({"password_options":{"complexity":{"character_types":["number"]}}})");
    row("flexible sequence", R"({"password_options":{"complexity":{"sequential_characters":"allow"}}})",
        u"sequential_characters=block"_s, R"({"password_options":{"complexity":{"sequential_characters":"block"}}})");
    row("flexible dictionary", R"({"password_options":{"dictionary":{"default":"en_10k","active":false}}})",
        u"dictionary=on"_s, R"({"password_options":{"dictionary":{"default":"en_10k","active":true}}})");
    row("flexible list", R"({"password_options":{"dictionary":{"default":"en_10k","active":false}}})",
        u"dictionary=en_100k"_s, R"({"password_options":{"dictionary":{"default":"en_100k","active":true}}})");
    row("flexible history off", R"({"password_options":{"history":{"active":true,"size":9}}})", u"history_size=0"_s,
        R"({"password_options":{"history":{"active":false,"size":9}}})");
    row("flexible profile", R"({"password_options":{"profile_data":{"active":false,"blocked_fields":["name"]}}})",
        u"profile_data=on"_s, R"({"password_options":{"profile_data":{"active":true,"blocked_fields":["name"]}}})");
    row("fields", R"({"password_options":{"profile_data":{"active":true}}})", u"blocked_fields=name,email"_s,
        R"({"password_options":{"profile_data":{"active":true,"blocked_fields":["name","email"]}}})");
    row("a rule about no fields", R"({"password_options":{"profile_data":{"blocked_fields":[]}}})",
        u"profile_data=on"_s,
        R"({"password_options":{"profile_data":{"blocked_fields":["name","username","nickname","email","phone_number",)"
        R"("user_metadata.name","user_metadata.first","user_metadata.last"],"active":true}}})");
}

void TestPolicyEdit::eachKeyHasItsPlace()
{
    QFETCH(QByteArray, options);
    QFETCH(QString, edit);
    QFETCH(QByteArray, expected);
    QCOMPARE(after(options, {edit}), expected);
    QCOMPARE(after(expected, {edit}), expected); // a second time changes nothing
}

void TestPolicyEdit::whatIsSoStaysAsItIs()
{
    const QByteArray good = R"({"passwordPolicy":"good"})";
    QCOMPARE(after(good, {u"dictionary=off"_s, u"history_size=0"_s, u"profile_data=off"_s, u"dictionary_words=none"_s}),
             good);
    // What a legacy policy cannot hold and amounts to anyway is no reason to refuse.
    QCOMPARE(after(good,
                   {u"character_type_rule=three_of_four"_s, u"max_length_exceeded=truncate"_s,
                    u"identical_characters=allow"_s}),
             good);
    const QByteArray flexible = R"({"password_options":{"complexity":{"min_length":8}}})";
    QCOMPARE(after(flexible, {u"level=low"_s, u"max_length_exceeded=error"_s, u"sequential_characters=allow"_s}),
             flexible);
    // The defaults of the levels are not documented any more: a length that somebody asked for is written out.
    QCOMPARE(after(good, {u"min_length=8"_s}),
             R"({"passwordPolicy":"good","password_complexity_options":{"min_length":8}})");
}

void TestPolicyEdit::whatIsOnlyRaisedIsNeverLowered()
{
    const auto raised = [](const QByteArray &options, const QStringList &texts) {
        QList<Policy::Edit> edits;
        for (const QString &text : texts) {
            Policy::Edit edit = *Policy::parseEdit(text);
            edit.onlyRaise = Policy::isNumber(edit.key);
            edits.append(edit);
        }
        const Json::Value before = *Json::parse(options);
        const auto edited = Policy::applyEdits(&before, edits, {u"auth0"_s, std::nullopt});
        return edited ? Json::write(edited->options) : edited.error().reason.toUtf8();
    };
    const QByteArray flexible
        = R"({"password_options":{"complexity":{"min_length":16},"history":{"active":true,"size":9}}})";
    QCOMPARE(raised(flexible, {u"min_length=14"_s, u"history_size=5"_s}), flexible);
    QCOMPARE(raised(flexible, {u"min_length=20"_s}), QByteArray(flexible).replace("16", "20"));
    // A default is as good as what is written out, and a level that brings a shorter length takes nothing away.
    const QByteArray excellent = R"({"passwordPolicy":"excellent"})";
    QCOMPARE(raised(excellent, {u"min_length=9"_s}), excellent);
    QCOMPARE(raised(excellent, {u"min_length=9"_s, u"level=low"_s}),
             R"({"passwordPolicy":"low","password_complexity_options":{"min_length":10}})");
    QCOMPARE(raised(excellent, {u"history_size=3"_s}),
             R"({"passwordPolicy":"excellent","password_history":{"enable":true,"size":3}})");
}

void TestPolicyEdit::whatAGenerationCannotHoldIsSkipped()
{
    const auto legacy = apply(R"({"passwordPolicy":"good"})",
                              {u"sequential_characters=block"_s, u"min_length=12"_s, u"dictionary=en_100k"_s});
    QVERIFY(legacy);
    QCOMPARE(Json::write(legacy->options),
             R"({"passwordPolicy":"good","password_complexity_options":{"min_length":12}})");
    QCOMPARE(legacy->skipped.size(), qsizetype(2));
    QCOMPARE(legacy->skipped[0].edit.key, Key::SequentialCharacters);
    QCOMPARE(legacy->skipped[1].edit.key, Key::Dictionary);
    QVERIFY(!legacy->skipped[0].reason.isEmpty() && !legacy->skipped[1].reason.isEmpty());
    const auto flexible
        = apply(R"({"password_options":{}})", {u"level=good"_s, u"history_size=2"_s, u"min_length=73"_s});
    QVERIFY(flexible);
    QCOMPARE(flexible->skipped.size(), qsizetype(2));
    QCOMPARE(Json::write(flexible->options), R"({"password_options":{"history":{"active":true,"size":2}}})");
}

void TestPolicyEdit::refusalsSayWhy_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<QString>("edit");
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<Refusal::Kind>("kind");
    const QString database = u"auth0"_s;
    const QString length = u"min_length=14"_s;
    QTest::newRow("strategy") << QByteArray("{}") << length << u"samlp"_s << Refusal::Kind::NotADatabase;
    QTest::newRow("custom database") << QByteArray(R"({"enabledDatabaseCustomization":true})") << length << database
                                     << Refusal::Kind::CustomDatabase;
    QTest::newRow("ciphertext") << QByteArray(R"({"configuration":{"k":"2.0$x"}})") << length << database
                                << Refusal::Kind::CustomDatabase;
    QTest::newRow("both") << QByteArray(R"({"passwordPolicy":"low","password_options":{}})") << length << database
                          << Refusal::Kind::BothGenerations;
    QTest::newRow("wrong type") << QByteArray(R"({"password_complexity_options":{"min_length":"8"}})") << length
                                << database << Refusal::Kind::Unreadable;
    QTest::newRow("unknown level") << QByteArray(R"({"passwordPolicy":"Good"})") << length << database
                                   << Refusal::Kind::Unreadable;
    QTest::newRow("legacy cannot") << QByteArray("{}") << u"identical_characters=block"_s << database
                                   << Refusal::Kind::CannotHold;
    QTest::newRow("flexible cannot") << QByteArray(R"({"password_options":{}})") << u"min_length=100"_s << database
                                     << Refusal::Kind::CannotHold;
    QTest::newRow("three of none") << QByteArray(R"({"password_options":{}})") << u"character_type_rule=three_of_four"_s
                                   << database << Refusal::Kind::Invalid;
}

void TestPolicyEdit::refusalsSayWhy()
{
    QFETCH(QByteArray, options);
    QFETCH(QString, edit);
    QFETCH(QString, strategy);
    QFETCH(Refusal::Kind, kind);
    const Json::Value value = *Json::parse(options);
    const auto edited = Policy::applyEdits(&value, edits({edit}), {strategy, {}});
    QVERIFY(!edited);
    QCOMPARE(edited.error().kind, kind);
    QVERIFY(!edited.error().reason.isEmpty());
}

void TestPolicyEdit::missingOptionsAreNeverWritten()
{
    const Json::Value null;
    for (const Json::Value *options : {static_cast<const Json::Value *>(nullptr), &null}) {
        const auto edited = Policy::applyEdits(options, edits({u"min_length=14"_s}), {u"auth0"_s, {}});
        QVERIFY(!edited);
        QCOMPARE(edited.error().kind, Refusal::Kind::NoOptions);
        QVERIFY(edited.error().reason.contains(u"read:connections_options"_s));
    }
}

void TestPolicyEdit::onlyOneGenerationIsKept()
{
    const QByteArray both
        = R"({"a":1,"passwordPolicy":"low","password_options":{"x":{}},"password_history":null,"z":2})";
    QCOMPARE(
        after(both, {u"min_length=14"_s}, Generation::Legacy),
        R"({"a":1,"passwordPolicy":"low","password_history":null,"z":2,"password_complexity_options":{"min_length":14}})");
    QCOMPARE(after(both, {u"min_length=14"_s}, Generation::Flexible),
             R"({"a":1,"password_options":{"x":{},"complexity":{"min_length":14}},"z":2})");
    // What is null is not held, and goes back as it came.
    QCOMPARE(after(R"({"passwordPolicy":null,"password_options":{}})", {u"history_size=2"_s}),
             R"({"passwordPolicy":null,"password_options":{"history":{"active":true,"size":2}}})");
    QCOMPARE(after(R"({"passwordPolicy":"low","password_options":null})", {u"level=fair"_s}),
             R"({"passwordPolicy":"fair","password_options":null})");
    const auto other = apply(R"({"passwordPolicy":"low"})", {u"min_length=14"_s}, Generation::Flexible);
    QVERIFY(!other);
    QCOMPARE(other.error().kind, Refusal::Kind::OtherGeneration);
}

QTEST_APPLESS_MAIN(TestPolicyEdit)
#include "tst_policyedit.moc"
