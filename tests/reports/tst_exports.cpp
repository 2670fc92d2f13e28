#include "reports/exportsample.h"
#include "support/hostilenames.h"

#include "reports/deployexport.h"
#include "reports/exportplace.h"
#include "reports/exportvalue.h"
#include "reports/hcltext.h"
#include "reports/terraformexport.h"
#include "reports/yamltext.h"
#include "json/mask.h"
#include "json/value.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Reports;
using Support::database;

namespace {

const Json::SecretKeys &secrets()
{
    static const Json::SecretKeys keys = Json::SecretKeys::fromResource();
    return keys;
}

QByteArray textOf(const ExportFolder &folder)
{
    QByteArray text;
    for (const auto &[path, content] : folder.files) {
        text += path.toUtf8() + '\n' + content + '\n';
    }
    return text;
}

bool leavesOut(const ExportFolder &folder, const QString &object)
{
    return std::ranges::any_of(
        folder.leftOut, [&object](const ExportLeftOut &left) { return left.object == object && left.what.isEmpty(); });
}

} // namespace

/// Folders for auth0-deploy-cli and Terraform.
class TestExports : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void yamlKeepsTexts_data();
    void yamlKeepsTexts();
    void yamlHasBlocks();
    void hclKeepsTexts_data();
    void hclKeepsTexts();
    void noSecretIsWritten();
    void deployCliFindsItsShape();
    void whatDeployCliCannotTakeIsTold();
    void aPolicyIsChosenOrLeftOut();
    void whatMayBeEnabledIsNotWrittenAsEnabledForNothing();
    void terraformImportsEachObject();
    void hostileNamesStayInside();
    void theSameObjectsGiveTheSameBytes();
    void theTenantsOwnApplicationIsTold();
};

void TestExports::yamlKeepsTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("yaml");
    QTest::newRow("word") << u"yes"_s << QByteArray(R"("yes")");
    QTest::newRow("number") << u"1.0"_s << QByteArray(R"("1.0")");
    QTest::newRow("null") << u"~"_s << QByteArray(R"("~")");
    QTest::newRow("quotes") << u"a \"b\" \\"_s << QByteArray(R"("a \"b\" \\")");
    QTest::newRow("lines") << u"a\nb\r\tc"_s << QByteArray(R"("a\nb\r\tc")");
    QTest::newRow("emoji") << u"🐙 é"_s << QByteArray("\"🐙 é\"");
    QTest::newRow("controls") << u"\u0001\u007f\u0085\u2028"_s << QByteArray(R"("\x01\x7f\x85\u2028")");
    QTest::newRow("order of bytes") << u"\ufeffx"_s << QByteArray(R"("\ufeffx")");
    QTest::newRow("keyword") << u"##HOME## # @"_s << QByteArray(R"("\x23\x23HOME\x23\x23 \x23 \x40")");
    QTest::newRow("keyword of a list") << u"@@X@@"_s << QByteArray(R"("\x40\x40X\x40\x40")");
    QTest::newRow("none") << u"# a@b"_s << QByteArray(R"("# a@b")");
}

void TestExports::yamlKeepsTexts()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, yaml);
    QCOMPARE(yamlText({{"a", text.toUtf8().toStdString()}}), "a: " + yaml + '\n');
}

void TestExports::yamlHasBlocks()
{
    const Json::Value value
        = Json::parse(R"({"list":[{"name":"a","of":{"deep":[1,2.5,null,true]}},[],{},["x"]],"yes":{},
                                              "a b":false})")
              .value();
    QCOMPARE(yamlText(value),
             QByteArray("list:\n"
                        "  - name: \"a\"\n"
                        "    of:\n"
                        "      deep:\n"
                        "        - 1\n"
                        "        - 2.5\n"
                        "        - null\n"
                        "        - true\n"
                        "  - []\n"
                        "  - {}\n"
                        "  -\n"
                        "    - \"x\"\n"
                        "\"yes\": {}\n"
                        "\"a b\": false\n"));
}

void TestExports::hclKeepsTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("hcl");
    QTest::newRow("plain") << u"a $5 50% {x}"_s << QByteArray(R"("a $5 50% {x}")");
    QTest::newRow("expression") << u"${x} %{ if }"_s << QByteArray(R"("$${x} %%{ if }")");
    QTest::newRow("doubled") << u"$${x}"_s << QByteArray(R"("$\u0024{x}")");
    QTest::newRow("quotes") << u"\"\\"_s << QByteArray(R"("\"\\")");
    QTest::newRow("lines") << u"a\nb\tc\r"_s << QByteArray(R"("a\nb\tc\r")");
    QTest::newRow("controls") << u"\u0001\u007f"_s << QByteArray(R"("\u0001\u007f")");
}

void TestExports::hclKeepsTexts()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, hcl);
    QCOMPARE(hclString(text), hcl);
}

void TestExports::noSecretIsWritten()
{
    for (const ExportFolder &folder :
         {deployFolder(Support::exportSample(), secrets()), terraformFolder(Support::exportSample(), secrets())}) {
        QVERIFY(!textOf(folder).contains("canary"));
        QVERIFY(!folder.placeholders.isEmpty());
        for (const ExportPlaceholder &placeholder : folder.placeholders) {
            QVERIFY(folder.files.at(u"README.txt"_s).contains(placeholder.name.toUtf8()));
        }
        // It stands in a script, which would not run without: told, and not taken out.
        QVERIFY(folder.notes.join(u'\n').contains(u"databases/users/login.js"_s));
    }
}

void TestExports::deployCliFindsItsShape()
{
    const ExportFolder folder = deployFolder(Support::exportSample(), secrets());
    QCOMPARE(folder.applications, 1);
    QCOMPARE(folder.connections, 3);
    QCOMPARE(folder.organizations, 1);
    QCOMPARE(folder.files.at(u"databases/users/login.js"_s), QByteArray("const apiKey = 'x-4711-secret';"));
    QCOMPARE(folder.files.at(u"connections/email.html"_s), QByteArray("Code: {{code}}"));
    QCOMPARE(folder.files.at(u"clients/Portal_custom_login_page.html"_s), QByteArray("<html>"));
    QCOMPARE(folder.files.at(u"tenant.yaml"_s),
             QByteArray("clients:\n"
                        "  - name: \"Portal\"\n"
                        "    callbacks:\n"
                        "      - \"https://x/${y}\"\n"
                        "    client_metadata:\n"
                        "      api_key: |-\n"
                        "        ##APPLICATION_PORTAL__F55FF16F__CLIENT_METADATA_API_KEY##\n"
                        "      a: \"1\"\n"
                        "    client_authentication_methods:\n"
                        "      private_key_jwt:\n"
                        "        credentials: []\n"
                        "    custom_login_page: \"./Portal_custom_login_page.html\"\n"
                        "    cross_origin_authentication: true\n"
                        "databases:\n"
                        "  - name: \"users\"\n"
                        "    strategy: \"auth0\"\n"
                        "    options:\n"
                        "      customScripts:\n"
                        "        login: \"./databases/users/login.js\"\n"
                        "      enabledDatabaseCustomization: true\n"
                        "      passwordPolicy: \"good\"\n"
                        "    enabled_clients:\n"
                        "      - \"Portal\"\n"
                        "      - \"a9\"\n"
                        "connections:\n"
                        "  - name: \"acme-oidc\"\n"
                        "    strategy: \"oidc\"\n"
                        "    options:\n"
                        "      client_id: \"x\"\n"
                        "      client_secret: |-\n"
                        "        ##CONNECTION_ACME_OIDC__CLIENT_SECRET##\n"
                        "      scope: \"openid email\"\n"
                        "      private_key: \"@@CONNECTION_ACME_OIDC__PRIVATE_KEY@@\"\n"
                        "    enabled_clients: []\n"
                        "  - name: \"email\"\n"
                        "    strategy: \"email\"\n"
                        "    options:\n"
                        "      email:\n"
                        "        body: \"./email.html\"\n"
                        "        from: \"a\x40"
                        "b\"\n"
                        "    enabled_clients: []\n"
                        "organizations:\n"
                        "  - name: \"acme\"\n"
                        "    display_name: \"Acme\"\n"
                        "    metadata: {}\n"
                        "    connections:\n"
                        "      - name: \"users\"\n"
                        "        assign_membership_on_login: true\n"
                        "        is_enabled: false\n"
                        "    client_grants:\n"
                        "      - client_id: \"Portal\"\n"
                        "    discovery_domains:\n"
                        "      - domain: \"acme.example\"\n"
                        "        status: \"verified\"\n"));
    const Json::Value config = Json::parse(folder.files.at(u"config.example.json"_s)).value();
    QVERIFY(config.at("AUTH0_ALLOW_DELETE") == false);
    QCOMPARE(config.at("AUTH0_KEYWORD_REPLACE_MAPPINGS").size(), std::size_t(3));
}

void TestExports::whatDeployCliCannotTakeIsTold()
{
    ExportInput input = Support::exportSample();
    input.applications = {R"({"client_id":"a8","name":"Twice"})", R"({"client_id":"a9","name":"Twice"})",
                          R"({"client_id":"a7","name":"__proto__"})"};
    input.connections = {R"({"id":"con_x","name":"no-options","strategy":"oidc"})",
                         R"({"id":"con_y","name":"mail","strategy":"email","options":{}})",
                         R"({"id":"con_z","name":"more","strategy":"oidc","options":{"template":"##X##"},
                             "connected_accounts":{"active":true,"cross_app_access":true}})"};
    input.connections.append(database("refused", R"({"attributes":{"email":{"identifier":{"active":false}}}})"));
    input.enabled.reset();
    input.parts.clear();
    const ExportFolder folder = deployFolder(input, secrets());
    for (const QString &name : {u"Twice"_s, u"__proto__"_s, u"no-options"_s, u"mail"_s, u"acme"_s, u"refused"_s}) {
        QVERIFY2(leavesOut(folder, name), qPrintable(name));
        QVERIFY(folder.files.at(u"README.txt"_s).contains(name.toUtf8()));
    }
    const QByteArray yaml = folder.files.at(u"tenant.yaml"_s);
    // Lists that are not there tell deploy-cli nothing; empty ones that all are to go. So with the applications of a
    // connection that nobody read.
    QCOMPARE(yaml,
             QByteArray("connections:\n"
                        "  - name: \"more\"\n"
                        "    strategy: \"oidc\"\n"
                        "    options:\n"
                        "      template: \"\\x23\\x23X\\x23\\x23\"\n"));
    QVERIFY(folder.notes.join(u'\n').contains(u"options.template"_s));
    QVERIFY(folder.files.at(u"config.example.json"_s).contains("\"no-options\""));
}

void TestExports::aPolicyIsChosenOrLeftOut()
{
    using Kept = ExportInput::KeptPolicy;
    ExportInput input;
    input.connections = {database("both", R"({"passwordPolicy":"good","password_history":{"enable":true},
                                              "password_options":{"complexity":{"min_length":15}},"client_secret":"s"})")};
    for (const auto make : {deployFolder, terraformFolder}) {
        input.keptPolicy = Kept::None;
        const ExportFolder none = make(input, secrets());
        QVERIFY(leavesOut(none, u"both"_s));
        QVERIFY(none.placeholders.isEmpty());
        input.keptPolicy = Kept::Legacy;
        const QByteArray legacy = textOf(make(input, secrets()));
        QVERIFY(legacy.contains("good") && !legacy.contains("min_length"));
        input.keptPolicy = Kept::Flexible;
        const QByteArray flexible = textOf(make(input, secrets()));
        QVERIFY(!flexible.contains("good") && !flexible.contains("password_history")
                && flexible.contains("min_length"));
    }
}

void TestExports::whatMayBeEnabledIsNotWrittenAsEnabledForNothing()
{
    ExportInput input = Support::exportSample();
    input.unmapped = {u"con_o"_s};
    for (const auto make : {deployFolder, terraformFolder}) {
        const ExportFolder folder = make(input, secrets());
        QVERIFY(leavesOut(folder, u"acme-oidc"_s));
        QCOMPARE(folder.connections, 2);
    }
}

void TestExports::terraformImportsEachObject()
{
    const ExportFolder folder = terraformFolder(Support::exportSample(), secrets());
    QCOMPARE(folder.files.at(u"applications.tf"_s),
             QByteArray("resource \"auth0_client\" \"portal__f55ff16f\" {\n"
                        "  name = \"Portal\"\n"
                        "  callbacks = [\n"
                        "    \"https://x/$${y}\",\n"
                        "  ]\n"
                        "  cross_origin_auth = true\n"
                        "  custom_login_page = file(\"${path.module}/clients/Portal_custom_login_page.html\")\n"
                        "  client_metadata = {\n"
                        "    \"api_key\" = var.application_portal__f55ff16f__client_metadata_api_key\n"
                        "    \"a\"       = \"1\"\n"
                        "  }\n"
                        "}\n"));
    const QByteArray connections = folder.files.at(u"connections.tf"_s);
    QVERIFY(connections.contains("    client_secret = var.connection_acme_oidc__client_secret\n"));
    QVERIFY(connections.contains("      \"URL\" = var.connection_users__configuration_url\n"));
    QVERIFY(connections.contains("      \"login\" = file(\"${path.module}/databases/users/login.js\")\n"));
    QVERIFY(connections.contains("  enabled_clients = [\n    auth0_client.portal__f55ff16f.id,\n    \"a9\",\n  ]\n"));
    QVERIFY(connections.contains("template = file(\"${path.module}/connections/email.html\")\n"));
    const QByteArray imports = folder.files.at(u"imports.tf"_s);
    QVERIFY(imports.contains("import {\n  to = auth0_client.portal__f55ff16f\n  id = \"a1\"\n}\n"));
    QVERIFY(imports.contains("  to = auth0_connection_clients.users\n  id = \"con_users\"\n"));
    QCOMPARE(imports.count("import {"), 1 + 3 + 1 + 1);
    QVERIFY(folder.files.at(u"variables.tf"_s).contains("sensitive   = true\n"));
    // One that is switched off is none of the provider's.
    QVERIFY(!folder.files.at(u"organizations.tf"_s).contains("auth0_organization_connections"));
    QVERIFY(folder.notes.join(u'\n').contains(u"switched off"_s));
}

void TestExports::hostileNamesStayInside()
{
    ExportInput input;
    const QStringList names = Support::hostileNames();
    for (const QString &name : names) {
        const std::string text = name.toStdString();
        const std::string id = "con_" + std::to_string(input.connections.size());
        Json::Value connection{{"id", id}, {"name", text}, {"strategy", "auth0"}};
        connection["options"]["customScripts"] = {{"login", text}, {text, text}};
        connection["options"]["client_secret"] = "canary";
        input.connections.append(Json::write(connection));
        Json::Value client{{"client_id", id}, {"name", text}, {"custom_login_page", "<p>"}, {"description", text}};
        input.applications.append(Json::write(client));
        input.applicationNames.insert(QString::fromStdString(id), name);
    }
    for (const auto make : {deployFolder, terraformFolder}) {
        const ExportFolder folder = make(input, secrets());
        QCOMPARE(folder.applications + int(std::ranges::count(folder.leftOut, u"application"_s, &ExportLeftOut::kind)),
                 int(names.size()));
        QVERIFY(!textOf(folder).contains("canary"));
        QSet<QString> places;
        for (const auto &[path, text] : folder.files) {
            QVERIFY2(!path.startsWith(u'/') && !path.split(u'/').contains(u".."_s) && !path.split(u'/').contains(u""_s)
                         && !path.contains(u'\\') && path.toUtf8().size() < 400,
                     qPrintable(path));
            places.insert(path.toCaseFolded());
        }
        QCOMPARE(places.size(), qsizetype(folder.files.size()));
    }
    const QTemporaryDir place;
    const auto written = writeExportFolder(deployFolder(input, secrets()), place.filePath(u"out"_s));
    QVERIFY2(written.has_value(), written ? "" : qPrintable(written.error()));
    QCOMPARE(QDir(place.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{u"out"_s});
}

void TestExports::theSameObjectsGiveTheSameBytes()
{
    QVERIFY(deployFolder(Support::exportSample(), secrets()).files
            == deployFolder(Support::exportSample(), secrets()).files);
    QVERIFY(terraformFolder(Support::exportSample(), secrets()).files
            == terraformFolder(Support::exportSample(), secrets()).files);
}

void TestExports::theTenantsOwnApplicationIsTold()
{
    ExportInput input = Support::exportSample();
    for (const auto make : {deployFolder, terraformFolder}) {
        input.isSelection = false;
        const ExportFolder whole = make(input, secrets());
        QVERIFY(leavesOut(whole, u"All Applications"_s));
        QCOMPARE(whole.applications, 1);
        const QByteArray readme = whole.files.at(u"README.txt"_s);
        QVERIFY2(readme.contains("“All Applications”") && !readme.contains("It is a selection."), readme.constData());
        QVERIFY(whole.tool == ExportTool::Terraform
                || whole.files.at(u"tenantry-left-out.json"_s).contains("\"All Applications\""));
    }
    input.isSelection = true;
    QVERIFY(deployFolder(input, secrets()).files.at(u"README.txt"_s).contains("It is a selection."));
}

QTEST_GUILESS_MAIN(TestExports)
#include "tst_exports.moc"
