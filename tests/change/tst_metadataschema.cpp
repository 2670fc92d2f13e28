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
    void longTextsAreNotComparedWithPatterns();
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
    QCOMPARE(review.violations, 1);
    QCOMPARE(placesOf(review.problems), QStringList{u"/app_metadata/plan"_s});
    QCOMPARE(review.changes.size(), 1);
    QCOMPARE(edit.review(uR"({"plan": "free"})"_s, {}, MetadataSchema::of(schemaText)).violations, 0);

    const auto unchecked = edit.review(uR"({"plan": "gold"})"_s, {}, MetadataSchema::of("{"));
    QVERIFY(!unchecked.isRefused());
    QCOMPARE(unchecked.violations, 0);
    QCOMPARE(unchecked.problems.value(0).severity, MetadataProblem::Severity::Hint);
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

void TestMetadataSchema::longTextsAreNotComparedWithPatterns()
{
    const QByteArray text(200000, 'a');
    const auto found = ofUser(R"({"plan":"paid","tags":[")" + text + "\"]}");
    QCOMPARE(placesOf(found), QStringList{u"/app_metadata"_s});
    QVERIFY(found.first().message.contains(u"too long"_s));
}

QTEST_GUILESS_MAIN(TestMetadataSchema)
#include "tst_metadataschema.moc"
