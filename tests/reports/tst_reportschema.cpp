#include "reports/definition.h"
#include "reports/estateinput.h"
#include "reports/sample.h"
#include "support/hostilenames.h"

#include <QFile>
#include <QTest>

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

using namespace Qt::StringLiterals;
using Document = nlohmann::json;
using Reports::Format;
using valijson::adapters::NlohmannJsonAdapter;

/// Reports in JSON are what the schema in the repository says.
class TestReportSchema : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyPresetFits_data();
    void everyPresetFits();
    void hostileNamesFit();
    void otherThingsDoNotFit_data();
    void otherThingsDoNotFit();

private:
    /// What does not fit; empty where all does.
    QString problemOf(const Document &json) const
    {
        valijson::Validator validator;
        valijson::ValidationResults results;
        if (validator.validate(m_schema, NlohmannJsonAdapter(json), &results)) {
            return {};
        }
        valijson::ValidationResults::Error error;
        QString text;
        while (results.popError(error)) {
            for (const std::string &step : error.context) {
                text += QString::fromStdString(step);
            }
            text += u": "_s + QString::fromStdString(error.description) + u'\n';
        }
        return text;
    }

    valijson::Schema m_schema;
};

void TestReportSchema::initTestCase()
{
    QFile file(qEnvironmentVariable("TENANTRY_SOURCE_DIR") + u"/resources/report.schema.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const Document schema = Document::parse(file.readAll().toStdString());
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(NlohmannJsonAdapter(schema), m_schema);
}

void TestReportSchema::everyPresetFits_data()
{
    QTest::addColumn<QString>("preset");
    for (const Reports::Definition &preset : Reports::presets()) {
        QTest::newRow(qPrintable(preset.id)) << preset.id;
    }
}

void TestReportSchema::everyPresetFits()
{
    QFETCH(const QString, preset);
    Reports::Definition definition = *Reports::findPreset(preset);
    definition.listsUsers = true;
    const auto input = std::make_shared<const Reports::ReportInput>(estateInput());
    const Document json
        = Document::parse(Sample::written(Reports::reportOf(definition, input), Format::Json).toStdString());
    QCOMPARE(json["sections"].size(), size_t(definition.sections.size()));
    const QString problem = problemOf(json);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void TestReportSchema::hostileNamesFit()
{
    const Document json
        = Document::parse(Sample::written(Sample::reportOf(Support::hostileNames()), Format::Json).toStdString());
    const QString problem = problemOf(json);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void TestReportSchema::otherThingsDoNotFit_data()
{
    QTest::addColumn<QByteArray>("change"); ///< a JSON patch
    QTest::newRow("format") << QByteArray(R"([{"op":"replace","path":"/format","value":2}])");
    QTest::newRow("unknown member") << QByteArray(R"([{"op":"add","path":"/author","value":"x"}])");
    QTest::newRow("no sections") << QByteArray(R"([{"op":"remove","path":"/sections"}])");
    QTest::newRow("unknown block") << QByteArray(
        R"([{"op":"add","path":"/sections/0/blocks/0","value":{"type":"picture"}}])");
    QTest::newRow("unknown tone") << QByteArray(
        R"([{"op":"add","path":"/sections/0/blocks/0","value":{"type":"text","text":"x","tone":"red"}}])");
    QTest::newRow("nested cell") << QByteArray(
        R"([{"op":"add","path":"/facts/-","value":{"id":"x","label":"X","value":[1],"tone":"plain"}}])");
}

void TestReportSchema::otherThingsDoNotFit()
{
    QFETCH(const QByteArray, change);
    const Document json = Document::parse(Sample::written(Sample::reportOf({u"a"_s}), Format::Json).toStdString());
    QCOMPARE(problemOf(json), QString());
    QVERIFY(!problemOf(json.patch(Document::parse(change.toStdString()))).isEmpty());
}

QTEST_GUILESS_MAIN(TestReportSchema)
#include "tst_reportschema.moc"
