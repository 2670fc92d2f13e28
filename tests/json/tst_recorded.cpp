#include "support/shareddata.h"
#include "json/application_json.h"
#include "json/connection_json.h"
#include "json/organization_json.h"
#include "json/slices.h"
#include "json/value.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// The text without the blanks between its tokens.
QByteArray compacted(const QByteArray &text)
{
    QByteArray out;
    bool inString = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text.at(i);
        if (inString && c == '\\') {
            out += c;
            out += text.at(++i);
            continue;
        }
        if (c == '"') {
            inString = !inString;
        }
        if (inString || (c != ' ' && c != '\n' && c != '\r' && c != '\t')) {
            out += c;
        }
    }
    return out;
}

} // namespace

/// Real objects must come out as they went in, whether their bytes are kept or their tree is written.
class TestRecorded : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void objectsSurvive_data();
    void objectsSurvive();
    void awkwardObjectsSurvive();
};

void TestRecorded::objectsSurvive_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("count");
    QTest::newRow("connections") << u"recorded-auth0/connections.json"_s << 271;
    QTest::newRow("applications") << u"recorded-auth0/clients.json"_s << 740;
    QTest::newRow("organizations") << u"recorded-auth0/organizations.json"_s << 167;
}

void TestRecorded::objectsSurvive()
{
    QFETCH(QString, file);
    QFETCH(int, count);
    REQUIRE_SHARED(path, file);
    QFile input(path);
    QVERIFY(input.open(QIODevice::ReadOnly));
    const auto objects = Json::elements(input.readAll());
    QVERIFY(objects);
    QCOMPARE(objects->size(), count);
    for (const QByteArray &object : *objects) {
        const auto tree = Json::parse(object);
        QVERIFY(tree);
        QVERIFY(*Json::parse(Json::write(*tree)) == *tree);
        // The recording writes non-ASCII characters as escapes; those objects are compared as trees alone.
        if (!object.contains("\\u")) {
            QCOMPARE(Json::write(*tree), compacted(object));
        }
        if (QLatin1StringView(QTest::currentDataTag()) == "connections"_L1) {
            const auto connection = Json::readConnection(object);
            QVERIFY(connection);
            QCOMPARE(connection->original, object);
            QCOMPARE(connection->policy.has_value(), connection->strategy == "auth0"_L1);
        } else if (QLatin1StringView(QTest::currentDataTag()) == "applications"_L1) {
            const auto application = Json::readApplication(object);
            QVERIFY(application);
            QCOMPARE(application->original, object);
        } else {
            const auto organization = Json::readOrganization(object);
            QVERIFY(organization);
            QCOMPARE(organization->original, object);
            QVERIFY(!organization->name.isEmpty());
        }
    }
}

void TestRecorded::awkwardObjectsSurvive()
{
    const QByteArray text
        = R"({"z":1,"a":1.0,"big":18446744073709551615,"neg":-0.0,"long":123456789012345678901234567890,)"
          R"("id":"con_1","unknown":{"null":null,"empty":[]},"strategy":"auth0","options":{"scope":["x"]}})";
    const auto connection = Json::readConnection(text);
    QVERIFY(connection);
    QCOMPARE(connection->original, text);
    const auto strict = Json::parse(text, Json::Strictness::Edit);
    QVERIFY(!strict);
    QCOMPARE(strict.error().kind, Json::ParseError::Kind::LossyNumber);
    const QByteArray kept = R"({"z":1,"a":1.0,"big":18446744073709551615,"neg":-0.0,"e":3.0166666666666666})";
    QCOMPARE(Json::write(*Json::parse(kept, Json::Strictness::Edit)), kept);
    QCOMPARE(Json::parse(R"({"a":{"b":1,"b":2}})", Json::Strictness::Edit).error().kind,
             Json::ParseError::Kind::DuplicateKey);
    QVERIFY(!Json::readConnection("{}"));
    QVERIFY(!Json::readConnection("[]"));
}

QTEST_APPLESS_MAIN(TestRecorded)
#include "tst_recorded.moc"
