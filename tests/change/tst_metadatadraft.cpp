#include "change/metadatadraft.h"
#include "json/value.h"

#include <QTest>

using namespace Qt::StringLiterals;

using Change::MetadataDraft;
using Change::MetadataFate;
using Change::MetadataProblem;
using Change::ObjectKind;

/// What an edit of metadata comes to, told by the code that makes the request.
class TestMetadataDraft : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nestedKeysThatVanishOrAreSentBackAreTold();
    void oneLeafOfManySendsOneRootKey();
    void wipesAndNullsAreTold();
    void secretsStayHiddenAndUnharmed();
    void textKeepsBytesAndShowsWhatIsStaged();
    void problemsStandAtTheirPlaces_data();
    void problemsStandAtTheirPlaces();
    void typesOfOthersAreHints();
    void profileIsMeasured();
};

namespace {

MetadataDraft draft(const QByteArray &seen, const QString &member = u"app_metadata"_s,
                    ObjectKind kind = ObjectKind::User, const std::optional<Change::PlanItem> &staged = {})
{
    const QString id = kind == ObjectKind::User ? u"auth0|1"_s : u"id_1"_s;
    return {{kind, id, u"kim"_s}, member, seen, staged, Json::SecretKeys({"api_key"})};
}

QStringList told(const Change::MetadataReview &review)
{
    static const QHash<MetadataFate::Kind, QString> signs{{MetadataFate::Kind::Added, u"+"_s},
                                                          {MetadataFate::Kind::Changed, u"~"_s},
                                                          {MetadataFate::Kind::Vanishes, u"-"_s},
                                                          {MetadataFate::Kind::SentBack, u"="_s}};
    QStringList lines;
    for (const MetadataFate &fate : review.fates) {
        lines << signs.value(fate.kind) + fate.pointer.text();
    }
    return lines;
}

} // namespace

void TestMetadataDraft::nestedKeysThatVanishOrAreSentBackAreTold()
{
    const MetadataDraft edit = draft(
        R"({"user_id":"auth0|1","app_metadata":{"billing":{"plan":"a","vat":"DE1","old":{"x":1,"y":2}},"other":{"z":1.0}}})");
    const auto review
        = edit.review(uR"({"billing": {"plan": "b", "vat": "DE1", "new": 1}, "other": {"z": 1.0}})"_s, {});
    QCOMPARE(told(review),
             (QStringList{u"~/app_metadata/billing/plan"_s, u"+/app_metadata/billing/new"_s,
                          u"-/app_metadata/billing/old/x"_s, u"-/app_metadata/billing/old/y"_s,
                          u"=/app_metadata/billing/vat"_s}));
    QCOMPARE(review.body, R"({"app_metadata":{"billing":{"plan":"b","vat":"DE1","new":1}}})");
    QVERIFY(!review.isRefused());
}

void TestMetadataDraft::oneLeafOfManySendsOneRootKey()
{
    QByteArray seen = R"({"user_id":"auth0|1","app_metadata":{)";
    for (int i = 0; i < 1000; ++i) {
        seen += (i == 0 ? "" : ",") + QByteArray("\"key") + QByteArray::number(i) + R"(":{"a":1.0,"b":"x"})";
    }
    const MetadataDraft edit = draft(seen + "}}");
    QString text = edit.text();
    const qsizetype place = text.indexOf(u"\"x\""_s, text.indexOf(u"\"key500\""_s));
    text.replace(place, 3, u"\"changed\""_s);
    const auto review = edit.review(text, {});
    QCOMPARE(review.body, R"({"app_metadata":{"key500":{"a":1.0,"b":"changed"}}})");
    QCOMPARE(review.changes.size(), 1);
}

void TestMetadataDraft::wipesAndNullsAreTold()
{
    const MetadataDraft edit = draft(R"({"user_id":"auth0|1","app_metadata":{"a":1,"b":{"c":2}}})");
    auto review = edit.review(u"{}"_s, {});
    QVERIFY(review.takesAllAway);
    QCOMPARE(told(review), (QStringList{u"-/app_metadata/b/c"_s, u"-/app_metadata/a"_s}));
    QCOMPARE(review.body, R"({"app_metadata":{}})");
    review = edit.review(u"{\"a\": 1, \"b\": null}"_s, {});
    QVERIFY(!review.takesAllAway);
    QCOMPARE(review.removedByNull, QStringList{u"b"_s});
    QCOMPARE(told(review), QStringList{u"-/app_metadata/b/c"_s});
    review = edit.review(u"null"_s, {});
    QVERIFY(review.isRefused());
    QVERIFY2(review.problems.first().message.contains(u"{}"_s), qPrintable(review.problems.first().message));
    const MetadataDraft none = draft(R"({"user_id":"auth0|1"})");
    review = none.review(u"{}"_s, {});
    QVERIFY(!review.takesAllAway && review.changes.isEmpty() && review.body.isEmpty());
}

void TestMetadataDraft::secretsStayHiddenAndUnharmed()
{
    const MetadataDraft edit = draft(
        R"({"user_id":"auth0|1","app_metadata":{"shop":{"api_key":"s3cret","keys":1},"l":[{"api_key":"one"},{"api_key":"two"}]}})");
    QVERIFY(!edit.text().contains(u"s3cret"_s));
    QString text = edit.text();
    auto review = edit.review(text.replace(u"\"keys\": 1"_s, u"\"keys\": 2"_s), {});
    QCOMPARE(review.changes.size(), 1);
    QVERIFY(!review.isRefused());
    QVERIFY(review.body.contains("[REDACTED]") && !review.body.contains("s3cret"));
    // Of a list whose entries moved nobody knows which was which.
    review = edit.review(uR"({"shop": {"api_key": "[REDACTED]", "keys": 1}, "l": [{"api_key": "[REDACTED]"}]})"_s, {});
    QVERIFY(review.isRefused());
    QCOMPARE(review.problems.first().pointer.text(), u"/app_metadata/l/0/api_key"_s);
    review = edit.review(
        uR"({"shop": {"api_key": "new", "keys": 1}, "l": [{"api_key": "[REDACTED]"}, {"api_key": "[REDACTED]"}]})"_s,
        {});
    QVERIFY(!review.isRefused());
    QCOMPARE(*review.changes.first().after, R"("new")");
    QVERIFY(told(review).contains(u"~/app_metadata/shop/api_key"_s));
}

void TestMetadataDraft::textKeepsBytesAndShowsWhatIsStaged()
{
    const QByteArray seen
        = "{\"user_id\":\"auth0|1\",\"app_metadata\":{\"n\":1.00,\"b\":18446744073709551615,\"r\":\"a\u202e\"}}";
    const MetadataDraft edit = draft(seen);
    QCOMPARE(edit.text(), u"{\n  \"n\": 1.00,\n  \"b\": 18446744073709551615,\n  \"r\": \"a\\u202e\"\n}"_s);
    QVERIFY(edit.review(edit.text(), {}).changes.isEmpty());
    const Change::PlanItem staged{
        {ObjectKind::User, u"auth0|1"_s, {}}, {{*Json::Pointer::parse(u"/app_metadata/n"), "1.0", "2", {}}}, seen};
    const MetadataDraft again = draft(seen, u"app_metadata"_s, ObjectKind::User, staged);
    QVERIFY2(again.text().contains(u"\"n\": 2"_s), qPrintable(again.text()));
    QCOMPARE(again.review(again.text(), {}).changes.size(), 1);
    QVERIFY(again.review(again.heldText(), {}).changes.isEmpty());
}

void TestMetadataDraft::problemsStandAtTheirPlaces_data()
{
    QTest::addColumn<ObjectKind>("kind");
    QTest::addColumn<QString>("member");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("place");
    QTest::addColumn<bool>("isRefused");
    QTest::newRow("forbidden") << ObjectKind::User << u"app_metadata"_s << u"{\"email\": 1}"_s
                               << u"/app_metadata/email"_s << true;
    QTest::newRow("dot") << ObjectKind::User << u"user_metadata"_s << u"{\"a\": [{\"b.c\": 1}]}"_s
                         << u"/user_metadata/a/0/b.c"_s << true;
    QTest::newRow("hides a field") << ObjectKind::User << u"app_metadata"_s << u"{\"nickname\": 1}"_s
                                   << u"/app_metadata/nickname"_s << false;
    QTest::newRow("number") << ObjectKind::Application << u"client_metadata"_s << u"{\"a\": 1}"_s
                            << u"/client_metadata/a"_s << true;
    QTest::newRow("sign") << ObjectKind::Application << u"client_metadata"_s << u"{\"ä\": \"1\"}"_s
                          << u"/client_metadata/ä"_s << true;
    QTest::newRow("too long") << ObjectKind::Organization << u"metadata"_s
                              << u"{\"a\": \"%1\"}"_s.arg(QString(256, u'x')) << u"/metadata/a"_s << true;
    QTest::newRow("null") << ObjectKind::Connection << u"metadata"_s << u"{\"a\": null}"_s << u"/metadata/a"_s << true;
    QString many;
    for (int i = 0; i < 11; ++i) {
        many += u"%1\"k%2\": \"v\""_s.arg(i == 0 ? QString() : u", "_s).arg(i);
    }
    QTest::newRow("too many") << ObjectKind::Connection << u"metadata"_s << u'{' + many + u'}' << u"/metadata"_s
                              << true;
}

void TestMetadataDraft::problemsStandAtTheirPlaces()
{
    QFETCH(ObjectKind, kind);
    QFETCH(QString, member);
    QFETCH(QString, text);
    QFETCH(QString, place);
    QFETCH(bool, isRefused);
    const auto review = draft(R"({"user_id":"auth0|1","client_id":"c","id":"i"})", member, kind).review(text, {});
    QCOMPARE(review.problems.size(), 1);
    QCOMPARE(review.problems.first().pointer.text(), place);
    QCOMPARE(review.isRefused(), isRefused);
    // What Auth0 holds already is no problem of this edit.
    const QByteArray held = "{\"user_id\":\"auth0|1\",\"id\":\"i\",\"" + member.toUtf8() + "\":" + text.toUtf8() + '}';
    QVERIFY(draft(held, member, kind).review(text, {}).problems.isEmpty());
}

void TestMetadataDraft::typesOfOthersAreHints()
{
    const QList<QByteArray> others{
        R"({"app_metadata":{"seats":1,"p":{"q":"a"}}})", R"({"app_metadata":{"seats":2.5,"p":{"q":"b"}}})",
        R"({"app_metadata":{"seats":3,"p":{"q":null}}})", R"({"name":"without"})", "no JSON"};
    const auto types = Change::MetadataTypes::of(others, u"app_metadata"_s);
    const auto review = draft(R"({"user_id":"auth0|1"})").review(u"{\"seats\": \"4\", \"p\": {\"q\": 1}}"_s, types);
    QCOMPARE(review.problems.size(), 1); // of /p/q, two are no habit
    QCOMPARE(review.problems.first().severity, MetadataProblem::Severity::Hint);
    QCOMPARE(review.problems.first().pointer.text(), u"/app_metadata/seats"_s);
    QVERIFY(!review.isRefused());
}

void TestMetadataDraft::profileIsMeasured()
{
    const MetadataDraft edit = draft(R"({"user_id":"auth0|1","app_metadata":{}})");
    const auto review = edit.review(u"{\"a\": \"%1\"}"_s.arg(QString(10240, u'x')), {});
    QVERIFY(review.profileBytes > Change::maximumProfileBytes);
    QCOMPARE(review.problems.first().severity, MetadataProblem::Severity::Warning);
    QVERIFY(!review.isRefused());
}

QTEST_APPLESS_MAIN(TestMetadataDraft)
#include "tst_metadatadraft.moc"
