#include "change/metadatadraft.h"
#include "change/metadataschema.h"
#include "json/value.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using Change::MetadataProblem;
using Change::MetadataSchema;
using Change::ObjectKind;

/// The operator's own schema of metadata: what it warns of, where, and what becomes of one that cannot be used.
class TestMetadataSchema : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void violationsStandAtTheirPlaces_data();
    void violationsStandAtTheirPlaces();
    void describedPlacesSpeakForThemselves();
    void eachKindHasItsName();
    void unusableSchemasSayWhyAndCheckNothing_data();
    void unusableSchemasSayWhyAndCheckNothing();
    void missingFileSaysSo();
    void recursiveSchemasEnd();
    void reviewsWarnAndRefuseNothing();
    void changesOfManyAreChecked();
    void draftsAreRead_data();
    void draftsAreRead();
    void patternsCountCharacters();
    void longTextsAreCompared();
    void formatsAreOfTexts();
    void manyViolationsAreCounted();
};

namespace {

const QByteArray schemaText = R"({
  "$id": "https://example.com/tenant.json",
  "type": "object", "required": ["app_metadata", "user_metadata"],
  "properties": {
    "app_metadata": {
      "type": "object", "required": ["plan"], "additionalProperties": false,
      "properties": {
        "plan": {"enum": ["free", "paid"], "description": "The plan that billing books."},
        "seats": {"$ref": "#/definitions/count"},
        "tags": {"type": "array", "items": {"type": "string", "pattern": "^[a-z]+$"}},
        "crm": {"type": "object", "properties": {"id": {"type": "string"}}}
      }
    },
    "connection_metadata": {"type": "object", "required": ["owner"]}
  },
  "definitions": {"count": {"type": "integer", "minimum": 1}}
})";

QStringList placesOf(const QList<MetadataProblem> &problems)
{
    QStringList places;
    for (const MetadataProblem &problem : problems) {
        places << problem.pointer.text();
    }
    return places;
}

QList<MetadataProblem> ofUser(const QByteArray &metadata)
{
    const MetadataSchema schema = MetadataSchema::of(schemaText);
    return schema.violations(ObjectKind::User, u"app_metadata"_s, *Json::parse(metadata));
}

} // namespace

void TestMetadataSchema::violationsStandAtTheirPlaces_data()
{
    QTest::addColumn<QByteArray>("metadata");
    QTest::addColumn<QStringList>("places");
    QTest::newRow("fine") << QByteArray(R"({"plan":"paid","seats":2,"tags":["a"],"crm":{"id":"x"}})") << QStringList();
    QTest::newRow("missing") << QByteArray("{}") << QStringList{u"/app_metadata"_s};
    QTest::newRow("enum") << QByteArray(R"({"plan":"gold"})") << QStringList{u"/app_metadata/plan"_s};
    QTest::newRow("reference") << QByteArray(R"({"plan":"paid","seats":0})") << QStringList{u"/app_metadata/seats"_s};
    QTest::newRow("item") << QByteArray(R"({"plan":"paid","tags":["a","B"]})")
                          << QStringList{u"/app_metadata/tags/1"_s};
    QTest::newRow("deep") << QByteArray(R"({"plan":"paid","crm":{"id":1}})") << QStringList{u"/app_metadata/crm/id"_s};
    QTest::newRow("unknown key") << QByteArray(R"({"plan":"paid","plam":1})") << QStringList{u"/app_metadata"_s};
    QTest::newRow("two") << QByteArray(R"({"plan":"gold","crm":{"id":1}})")
                         << QStringList{u"/app_metadata/crm/id"_s, u"/app_metadata/plan"_s};
}

void TestMetadataSchema::violationsStandAtTheirPlaces()
{
    QFETCH(QByteArray, metadata);
    QFETCH(QStringList, places);
    const QString problem = MetadataSchema::of(schemaText).problem();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const QList<MetadataProblem> found = ofUser(metadata);
    QStringList told = placesOf(found);
    told.sort();
    QCOMPARE(told, places);
    for (const MetadataProblem &violation : found) {
        QCOMPARE(violation.severity, MetadataProblem::Severity::Warning);
    }
}

void TestMetadataSchema::describedPlacesSpeakForThemselves()
{
    QVERIFY(ofUser(R"({"plan":"gold"})").value(0).message.contains(u"The plan that billing books."_s));
}

void TestMetadataSchema::eachKindHasItsName()
{
    const MetadataSchema schema = MetadataSchema::of(schemaText);
    const Json::Value none = Json::Value::object();
    QCOMPARE(placesOf(schema.violations(ObjectKind::Connection, u"metadata"_s, none)), QStringList{u"/metadata"_s});
    QVERIFY(schema.violations(ObjectKind::Organization, u"metadata"_s, none).isEmpty());
    QVERIFY(schema.violations(ObjectKind::User, u"user_metadata"_s, none).isEmpty());
    QVERIFY(MetadataSchema().violations(ObjectKind::User, u"app_metadata"_s, none).isEmpty());
}

void TestMetadataSchema::unusableSchemasSayWhyAndCheckNothing_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("why");
    const auto withPlan = [](const QByteArray &plan) {
        return R"({"properties":{"app_metadata":{"properties":{"plan":)" + plan + "}}}}";
    };
    QTest::newRow("no JSON") << QByteArray("{") << u"not JSON"_s;
    QTest::newRow("no object") << QByteArray("[]") << u"name none of"_s;
    QTest::newRow("no name") << QByteArray(R"({"properties":{"plan":{}}})") << u"name none of"_s;
    QTest::newRow("remote") << withPlan(R"({"$ref":"https://example.com/plan.json"})") << u"another document"_s;
    QTest::newRow("file") << withPlan(R"({"$ref":"plan.json#/a"})") << u"another document"_s;
    QTest::newRow("lost") << withPlan(R"({"$ref":"#/definitions/none"})") << u"not in it"_s;
    QTest::newRow("itself") << withPlan(R"({"$ref":"#/properties/app_metadata/properties/plan"})") << u"circle"_s;
    QTest::newRow("circle") << withPlan(R"({"allOf":[{"$ref":"#/properties/app_metadata/properties/plan"}]})")
                            << u"circle"_s;
    QTest::newRow("pattern") << withPlan(R"({"pattern":"("})") << u"regular expression"_s;
    QTest::newRow("pattern of names") << withPlan(R"({"patternProperties":{"(a+)+$":{}}})") << u"too involved"_s;
    const auto withNames = [&withPlan](const QByteArray &pattern) {
        return withPlan("{\"patternProperties\":{\"" + pattern + "\":{}}}");
    };
    QTest::newRow("many repeats") << withNames(".*.*.*x") << u"too involved"_s;
    QTest::newRow("two repeats anywhere") << withNames(".*.*x") << u"too involved"_s;
    QTest::newRow("many that may be missing")
        << withNames('^' + QByteArray("a?").repeated(26) + 'b') << u"too involved"_s;
    QTest::newRow("many choices") << withNames('^' + QByteArray("(a|a)").repeated(26) + 'b') << u"too involved"_s;
    QTest::newRow("repeat of a repeat") << withNames("^a{200}{200}") << u"too involved"_s;
    QTest::newRow("many copies") << withNames("^a{0,100000}") << u"too involved"_s;
    QTest::newRow("long pattern of names") << withNames(QByteArray(100000, 'a')) << u"too involved"_s;
    QTest::newRow("no pattern of names") << withNames("(") << u"regular expression"_s;
    QTest::newRow("later draft") << QByteArray(
        R"({"$schema":"https://json-schema.org/draft/2020-12/schema","properties":{"app_metadata":{}}})")
                                 << u"drafts 4, 6 and 7"_s;
    QTest::newRow("no place of schemas") << QByteArray(
        R"({"properties":{"app_metadata":{"const":{"a":{}},"not":{"$ref":"#/properties/app_metadata/const/a"}}}})")
                                         << u"not in it"_s;
    QByteArray many;
    for (int i = 0; i < 2000; ++i) {
        many += (i > 0 ? "," : "") + QByteArray("\"d") + QByteArray::number(i) + "\":{}";
    }
    QTest::newRow("many schemas") << withPlan("{\"properties\":{" + many + "}}") << u"more than"_s;
    QByteArray deep = "{}";
    for (int i = 0; i < 20; ++i) {
        deep = "{\"not\":" + deep + "}";
    }
    QTest::newRow("deep choices") << withPlan(deep) << u"circle, or through more"_s;
    QTest::newRow("no schema") << withPlan(R"({"minLength":"long"})") << u"no JSON Schema"_s;
}

void TestMetadataSchema::unusableSchemasSayWhyAndCheckNothing()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, why);
    const MetadataSchema schema = MetadataSchema::of(text);
    QVERIFY2(schema.problem().contains(why), qPrintable(schema.problem()));
    QVERIFY(schema.problem().contains(u"Mend the file"_s));
    QVERIFY(schema.violations(ObjectKind::User, u"app_metadata"_s, 1).isEmpty());
}

void TestMetadataSchema::missingFileSaysSo()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"schema.json"_s);
    QVERIFY(MetadataSchema::ofFile(path).problem().contains(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(schemaText);
    file.close();
    QVERIFY(MetadataSchema::ofFile(path).problem().isEmpty());
    QVERIFY(MetadataSchema::ofFile({}).problem().isEmpty());
    QVERIFY(file.open(QIODevice::Append));
    file.write(QByteArray(qsizetype(256) * 1024, ' '));
    file.close();
    QVERIFY(MetadataSchema::ofFile(path).problem().contains(u"larger"_s));
    QVERIFY(!MetadataSchema::ofFile(folder.path()).problem().isEmpty());
}

void TestMetadataSchema::recursiveSchemasEnd()
{
    const MetadataSchema schema = MetadataSchema::of(
        R"({"properties":{"app_metadata":{"$ref":"#/definitions/node"}},
            "definitions":{"node":{"type":"object","additionalProperties":{"$ref":"#/definitions/node"}}}})");
    QVERIFY2(schema.problem().isEmpty(), qPrintable(schema.problem()));
    const auto found = schema.violations(ObjectKind::User, u"app_metadata"_s, *Json::parse(R"({"a":{"b":{"c":1}}})"));
    QCOMPARE(placesOf(found), QStringList{u"/app_metadata/a/b/c"_s});
}

void TestMetadataSchema::reviewsWarnAndRefuseNothing()
{
    const Change::MetadataDraft edit({ObjectKind::User, u"auth0|1"_s, u"kim"_s}, u"app_metadata"_s,
                                     R"({"user_id":"auth0|1","app_metadata":{"plan":"paid"}})", {}, {});
    const auto review = edit.review(uR"({"plan": "gold"})"_s, {}, MetadataSchema::of(schemaText));
    QVERIFY(!review.isRefused());
    QCOMPARE(review.violations.size(), 1);
    QCOMPARE(placesOf(review.problems), QStringList{u"/app_metadata/plan"_s});
    QCOMPARE(review.changes.size(), 1);
    QCOMPARE(edit.review(uR"({"plan": "free"})"_s, {}, MetadataSchema::of(schemaText)).violations.size(), 0);

    const auto unchecked = edit.review(uR"({"plan": "gold"})"_s, {}, MetadataSchema::of("{"));
    QVERIFY(!unchecked.isRefused());
    QVERIFY(unchecked.problems.isEmpty());
}

void TestMetadataSchema::changesOfManyAreChecked()
{
    const MetadataSchema schema = MetadataSchema::of(schemaText);
    const QByteArray seen = R"({"user_id":"auth0|1","app_metadata":{"plan":"paid"},"user_metadata":{"a":1}})";
    const auto change = [](const QString &pointer, const QByteArray &before, const QByteArray &after) {
        return QList<Json::LeafChange>{{*Json::Pointer::parse(pointer), before, after, {}}};
    };
    const QString plan = u"/app_metadata/plan"_s;
    QCOMPARE(placesOf(schema.violations(ObjectKind::User, seen, change(plan, "\"paid\"", "\"gold\""))),
             QStringList{plan});
    QVERIFY(schema.violations(ObjectKind::User, seen, change(plan, "\"paid\"", "\"free\"")).isEmpty());
    QVERIFY(schema.violations(ObjectKind::User, seen, change(u"/user_metadata/a"_s, "1", "2")).isEmpty());
}

void TestMetadataSchema::draftsAreRead_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("good");
    QTest::addColumn<QByteArray>("bad");
    QTest::addColumn<QString>("place");
    const QString n = u"/app_metadata/n"_s;
    const QByteArray draft4 = R"("$schema":"http://json-schema.org/draft-04/schema#",)";
    const QByteArray draft6 = R"("$schema":"http://json-schema.org/draft-06/schema#",)";
    const QByteArray draft7 = R"("$schema":"http://json-schema.org/draft-07/schema#",)";
    const auto with = [](const QByteArray &draft, const QByteArray &schema) {
        return "{" + draft + R"("properties":{"app_metadata":{"properties":{"n":)" + schema + "}}}}";
    };
    QTest::newRow("4") << with(draft4, R"({"minimum":1,"exclusiveMinimum":true})") << R"({"n":2})"_ba
                       << R"({"n":1})"_ba << n;
    QTest::newRow("6") << with(draft6, R"({"exclusiveMinimum":1})") << R"({"n":2})"_ba
                       << R"({"n":1})"_ba << n;
    QTest::newRow("6 const") << with(draft6, R"({"const":"a"})") << R"({"n":"a"})"_ba
                             << R"({"n":"b"})"_ba << n;
    QTest::newRow("7 if") << with(draft7, R"({"if":{"type":"string"},"then":{"minLength":2}})") << R"({"n":1})"_ba
                          << R"({"n":"a"})"_ba << n;
    QTest::newRow("none named") << with({}, R"({"contains":{"const":1}})") << R"({"n":[1]})"_ba
                                << R"({"n":[2]})"_ba << n;
    QTest::newRow("names") << with({}, R"({"propertyNames":{"pattern":"^[a-z]+(-[a-z]+)*$"}})")
                           << R"({"n":{"a-b":1}})"_ba
                           << R"({"n":{"a-":1}})"_ba << u"/app_metadata"_s;
    QTest::newRow("pattern of names") << with({},
                                              R"({"patternProperties":{"^x-":{"type":"string"}},
    "additionalProperties":false})") << R"({"n":{"x-a":"b"}})"_ba
                                      << R"({"n":{"a":"b"}})"_ba << n;
    QTest::newRow("a key called pattern")
        << with({}, R"({"properties":{"pattern":{"type":"string"}}})") << R"({"n":{"pattern":"("}})"_ba
        << R"({"n":{"pattern":1}})"_ba << n + "/pattern"_L1;
    QTest::newRow("a value with a pattern")
        << with({}, R"({"enum":[{"pattern":"("}]})") << R"({"n":{"pattern":"("}})"_ba
        << R"({"n":1})"_ba << n;
}

void TestMetadataSchema::draftsAreRead()
{
    QFETCH(const QByteArray, schema);
    QFETCH(const QByteArray, good);
    QFETCH(const QByteArray, bad);
    const MetadataSchema read = MetadataSchema::of(schema);
    QVERIFY2(read.problem().isEmpty(), qPrintable(read.problem()));
    const auto of = [&read](const QByteArray &metadata) {
        return read.violations(ObjectKind::User, u"app_metadata"_s, *Json::parse(metadata));
    };
    QVERIFY(of(good).isEmpty());
    QFETCH(const QString, place);
    QCOMPARE(placesOf(of(bad)), QStringList{place});
}

void TestMetadataSchema::patternsCountCharacters()
{
    const MetadataSchema schema
        = MetadataSchema::of(R"({"properties":{"app_metadata":{"properties":{"n":{"pattern":"^[\\u00e4ö].$"}}}}})");
    const auto of = [&schema](const QByteArray &metadata) {
        return schema.violations(ObjectKind::User, u"app_metadata"_s, *Json::parse(metadata));
    };
    QVERIFY2(schema.problem().isEmpty(), qPrintable(schema.problem()));
    QVERIFY(of(R"({"n":"äß"})").isEmpty());
    QCOMPARE(of(R"({"n":"äßä"})").size(), 1);
    QCOMPARE(of("{\"n\":\"äß\\n\"}").size(), 1);
}

void TestMetadataSchema::longTextsAreCompared()
{
    const auto tagged
        = [](char last) { return QByteArray(R"({"plan":"paid","tags":[")") + QByteArray(200000, 'a') + last + "\"]}"; };
    QVERIFY(ofUser(tagged('a')).isEmpty());
    QCOMPARE(placesOf(ofUser(tagged('B'))), QStringList{u"/app_metadata/tags/0"_s});
    const MetadataSchema dates
        = MetadataSchema::of(R"({"properties":{"app_metadata":{"properties":{"n":{"format":"date"}}}}})");
    QCOMPARE(placesOf(dates.violations(ObjectKind::User, u"app_metadata"_s,
                                       *Json::parse("{\"n\":\"" + QByteArray(200000, '1') + "\"}"))),
             QStringList{u"/app_metadata/n"_s});
}

void TestMetadataSchema::formatsAreOfTexts()
{
    const MetadataSchema schema = MetadataSchema::of(R"({"properties":{"app_metadata":{"properties":{
        "d":{"format":"date"},"t":{"format":"time"},"dt":{"format":"date-time"},"m":{"format":"email"}}}}})");
    QVERIFY2(schema.problem().isEmpty(), qPrintable(schema.problem()));
    const auto of = [&schema](const QByteArray &metadata) {
        QStringList places = placesOf(schema.violations(ObjectKind::User, u"app_metadata"_s, *Json::parse(metadata)));
        places.sort();
        return places;
    };
    QCOMPARE(of(R"({"d":"2024-02-29","t":"16:52:45.5+02:00","dt":"2022-07-18T16:52:45Z","m":"-"})"), QStringList());
    QCOMPARE(of(R"({"d":{"a":[]},"t":7,"dt":null})"), QStringList());
    QCOMPARE(of(R"({"d":"2024-02-30","t":"25:00:00Z","dt":"2022-07-18 16:52:45Z"})"),
             (QStringList{u"/app_metadata/d"_s, u"/app_metadata/dt"_s, u"/app_metadata/t"_s}));
    QCOMPARE(of("{\"d\":\"2024-02-29\\n\"}"), QStringList{u"/app_metadata/d"_s});
}

void TestMetadataSchema::manyViolationsAreCounted()
{
    const QList<MetadataProblem> violations(7, {MetadataProblem::Severity::Warning, {}, u"Not so."_s});
    const QStringList notes = Change::notesOf(violations);
    QCOMPARE(notes.size(), 6);
    QCOMPARE(notes.last(), u"More places: 2."_s);
    QVERIFY(Change::notesOf(violations.first(5)).last().contains(u"Not so."_s));
}

QTEST_GUILESS_MAIN(TestMetadataSchema)
#include "tst_metadataschema.moc"
