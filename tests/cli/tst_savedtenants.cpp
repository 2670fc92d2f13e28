#include "auth/keychainstore.h"
#include "auth/systemkeychain.h"
#include "auth/waiting.h"
#include "cli/program.h"
#include "sandbox/defaultestate.h"
#include "sandbox/server.h"
#include "settings/credentialkeys.h"
#include "settings/customerstore.h"
#include "settings/decisionstore.h"
#include "settings/paths.h"
#include "settings/profilestore.h"
#include "settings/reportstore.h"
#include "settings/settingsstore.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

namespace {

constexpr const char *sessionVariable = "TENANTRY_TEST_KEYCHAIN_HOME";

} // namespace

/// Profiles as the window saves them, with their secrets in a real keychain.
class TestSavedTenants : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void oneTenantIsPlain();
    void oneTenantNamedTwiceIsReadOnce();
    void severalSayWhichIsWhich();
    void oneThatFailsLeavesTheOthers();
    void usersOfSomeTenantsOnlyAreMarked();
    void aReportSaysWhichTenantItLacks();
    void aSavedReportIsOfItsTenant();
    void theWholeEstateIsChangedByOneLineAndTakenBack();
    void metadataIsHeldAgainstTheSchemaOfTheProfile();
    void whatIsWaivedDoesNotFailACheck();
    void aPlanIsForetoldAsTheFindingsAreTold();
    void thresholdsAndPlanAreThoseOfTheWindow();
    void aFixAcrossCustomersIsSaidToBe();

private:
    std::unique_ptr<Sandbox::Server> m_server;
};

void TestSavedTenants::initTestCase()
{
    if (!qEnvironmentVariableIsSet(sessionVariable)) {
        QSKIP("gnome-keyring-daemon or dbus-run-session is absent: saved tenants are not tested here");
    }
    m_server = std::make_unique<Sandbox::Server>(Sandbox::Options(), Sandbox::defaultEstate());
    m_server->start();
    const auto settings = Settings::SettingsStore::open(Settings::Paths::standard().config);
    QVERIFY(settings);
    Settings::ProfileStore profiles((*settings)->file());
    Settings::CredentialKeys keys((*settings)->file());
    Auth::KeychainStore store(std::make_unique<Auth::SystemKeychain>(), keys);
    for (const Sandbox::TenantAccess &tenant : m_server->tenants()) {
        Domain::TenantProfile profile;
        profile.name = QString::fromStdString(tenant.name);
        profile.baseUrl = QUrl(QString::fromStdString(tenant.url));
        profile.clientId = QString::fromStdString(tenant.clientId);
        const auto id = profiles.add(profile);
        QVERIFY(id);
        const auto kept = Waiting::write(store, *id, Auth::SecretKind::ClientSecret,
                                         QByteArray::fromStdString(tenant.clientSecret));
        QVERIFY(kept && *kept);
    }
    Domain::TenantProfile broken;
    broken.name = u"forgotten"_s;
    broken.baseUrl = QUrl(u"http://127.0.0.1:1"_s);
    broken.clientId = u"x"_s;
    QVERIFY(profiles.add(broken)); // nothing in the keychain
}

void TestSavedTenants::oneTenantIsPlain()
{
    const auto result
        = Program::run({u"list"_s, u"connections"_s, u"--json"_s, u"--tenant"_s, u"LEDGERLINE-EU"_s, u"--no-input"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    const Json list = Json::parse(result.out.toStdString());
    QCOMPARE(list.size(), m_server->state(0).connections.size());
    QVERIFY(list[0].contains("strategy"));
}

void TestSavedTenants::oneTenantNamedTwiceIsReadOnce()
{
    const QStringList words{u"list"_s, u"organizations"_s, u"--json"_s, u"--tenant"_s, u"ledgerline-eu"_s};
    const auto once = Program::run(words);
    const auto twice = Program::run(words + QStringList{u"--tenant"_s, u"Ledgerline-EU"_s});
    QVERIFY2(twice.code == 0, twice.err.constData());
    QCOMPARE(twice.out, once.out);
}

void TestSavedTenants::severalSayWhichIsWhich()
{
    const auto result = Program::run({u"list"_s, u"applications"_s, u"--json"_s, u"--tenant"_s, u"ledgerline-us"_s,
                                      u"--tenant"_s, u"ledgerline-eu"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    QStringList order;
    for (const Json &element : Json::parse(result.out.toStdString())) {
        QCOMPARE(element.size(), std::size_t(2));
        QVERIFY(element.at("object").contains("client_id"));
        const QString name = QString::fromStdString(element.at("tenant").get<std::string>());
        if (order.isEmpty() || order.last() != name) {
            order.append(name);
        }
    }
    QCOMPARE(order, QStringList({u"ledgerline-us"_s, u"ledgerline-eu"_s})); // as they were named
}

void TestSavedTenants::oneThatFailsLeavesTheOthers()
{
    const auto result = Program::run({u"list"_s, u"organizations"_s, u"--json"_s, u"--all-tenants"_s});
    QCOMPARE(result.code, 3);
    QVERIFY2(result.err.contains("forgotten: "), result.err.constData());
    std::size_t all = 0;
    for (std::size_t tenant = 0; tenant < m_server->tenants().size(); ++tenant) {
        all += m_server->state(tenant).organizations.size();
    }
    QCOMPARE(Json::parse(result.out.toStdString()).size(), all);
}

/// Of a customer whom organizations alone hold in one tenant there are at least those that the other counted.
void TestSavedTenants::usersOfSomeTenantsOnlyAreMarked()
{
    const QStringList words{u"customers"_s,     u"--count-users"_s, u"--no-input"_s,   u"--tenant"_s,
                            u"ledgerline-eu"_s, u"--tenant"_s,      u"ledgerline-us"_s};
    const auto table = Program::run(words);
    QVERIFY2(table.code == 0, table.err.constData());
    bool isAnyMarked = false;
    for (const Json &customer : Json::parse(Program::run(words + QStringList{u"--json"_s}).out.toStdString())) {
        std::int64_t users = 0;
        std::size_t counted = 0;
        for (const Json &tenant : customer.at("tenants")) {
            counted += tenant.contains("users") ? 1 : 0;
            users += tenant.value("users", std::int64_t(0));
        }
        const bool isMarked = counted > 0 && counted < customer.at("tenants").size();
        const QString expected
            = counted == 0 ? u"–"_s : QString::number(qint64(users)) + (isMarked ? u"+"_s : QString());
        const QString key = QString::fromStdString(customer.at("key").get<std::string>());
        const QRegularExpression row(u" (\\S+)  ledgerline-[^\\n]* %1 *$"_s.arg(QRegularExpression::escape(key)),
                                     QRegularExpression::MultilineOption);
        QCOMPARE(row.match(QString::fromUtf8(table.out)).captured(1), expected);
        isAnyMarked = isAnyMarked || isMarked;
    }
    QVERIFY(isAnyMarked);
}

/// It is the report that is handed on, and not what stood on the terminal.
void TestSavedTenants::aReportSaysWhichTenantItLacks()
{
    const auto result = Program::run(
        {u"report"_s, u"--all-tenants"_s, u"--preset"_s, u"support"_s, u"--format"_s, u"json"_s, u"--no-input"_s});
    QCOMPARE(result.code, 3);
    QVERIFY2(result.err.contains("forgotten: "), result.err.constData());
    const std::string cover = Json::parse(result.out.toStdString()).at("facts").dump();
    for (const char *words : {"forgotten", "ledgerline-eu", "All of it"}) {
        QVERIFY2(cover.find(words) != std::string::npos, cover.c_str());
    }
}

void TestSavedTenants::aSavedReportIsOfItsTenant()
{
    const QUrl url(QString::fromStdString(m_server->tenants()[1].url));
    {
        const auto settings = Settings::SettingsStore::open(Settings::Paths::standard().config);
        QVERIFY(settings);
        Settings::ReportStore reports((*settings)->file());
        QVERIFY(reports.keep({u"Of one"_s, {u"limits"_s}, false, 0, u"md"_s, {}, false, url.authority()}));
    }
    const auto result = Program::run({u"report"_s, u"--preset"_s, u"Of one"_s, u"--no-input"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY2(result.out.contains(QByteArray::fromStdString(m_server->tenants()[1].name)), result.out.constData());
}

void TestSavedTenants::theWholeEstateIsChangedByOneLineAndTakenBack()
{
    const auto connections = [this] {
        std::vector<std::string> all;
        for (std::size_t tenant = 0; tenant < m_server->tenants().size(); ++tenant) {
            const auto state = m_server->state(tenant); // a copy
            for (const Json &connection : state.connections.items()) {
                all.push_back(connection.dump());
            }
        }
        return all;
    };
    const auto settings = Settings::SettingsStore::open(Settings::Paths::standard().config);
    Settings::ProfileStore profiles((*settings)->file());
    QStringList names;
    QStringList confirmed;
    for (const Sandbox::TenantAccess &tenant : m_server->tenants()) {
        Domain::TenantProfile profile = *profiles.findByName(QString::fromStdString(tenant.name));
        profile.readOnly = false;
        QVERIFY(profiles.edit(profile));
        names << u"--tenant"_s << profile.name;
        confirmed << u"--confirm-tenant"_s << profile.name;
    }
    const auto before = connections();
    const auto applied = Program::run(QStringList{u"policy"_s, u"set"_s, u"--where"_s, u"min_length<14"_s, u"--set"_s,
                                                  u"min_length=14"_s, u"--yes"_s, u"--json"_s}
                                      + names + confirmed);
    QVERIFY2(applied.code == 0, applied.err.constData());
    const Json reports = Json::parse(applied.out.toStdString());
    QCOMPARE(reports.size(), m_server->tenants().size());
    int done = 0;
    for (const Json &report : reports) {
        for (const Json &result : report.at("results")) {
            done += result.at("outcome") == "done" ? 1 : 0;
        }
    }
    QVERIFY(done > 40);
    QVERIFY(connections() != before);
    for (const Json &report : reports) { // its Auth0 tenant is found among the saved ones
        const QString id = QString::fromStdString(report.at("plan").at("id").get<std::string>());
        if (!report.at("plan").at("items").empty()) {
            const auto back = Program::run(QStringList{u"revert"_s, id, u"--yes"_s} + confirmed);
            QVERIFY2(back.code == 0, back.err.constData());
        }
    }
    QVERIFY(connections() == before);
}

void TestSavedTenants::metadataIsHeldAgainstTheSchemaOfTheProfile()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"schema.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"properties":{"app_metadata":{"properties":{"plan":{"type":"string"}}}}})");
    file.close();
    const auto settings = Settings::SettingsStore::open(Settings::Paths::standard().config);
    Settings::ProfileStore profiles((*settings)->file());
    Domain::TenantProfile profile = *profiles.findByName(u"ledgerline-eu"_s);
    profile.metadataSchemaFile = file.fileName();
    QVERIFY(profiles.edit(profile));
    const QString user
        = QString::fromStdString(m_server->state(0).users.items().front().at("user_id").get<std::string>());
    const auto result = Program::run({u"metadata"_s, u"set"_s, u"user"_s, user, u"--set"_s, u"/app_metadata/plan=1"_s,
                                      u"--tenant"_s, u"ledgerline-eu"_s, u"--no-input"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY2(result.out.contains("Not as the schema wants it"), result.out.constData());
}

void TestSavedTenants::whatIsWaivedDoesNotFailACheck()
{
    const QStringList check{
        u"check"_s,     u"--tenant"_s, u"ledgerline-eu"_s, u"--only"_s, u"lock.database-connections"_s,
        u"--fail-on"_s, u"critical"_s};
    QCOMPARE(Program::run(check).code, 1);
    const auto settings = Settings::SettingsStore::open(Settings::Paths::standard().config);
    const Settings::ProfileStore profiles((*settings)->file());
    Settings::DecisionStore decisions((*settings)->file(), profiles);
    QString portal;
    const auto state = m_server->state(0); // a copy
    for (const Json &client : state.clients.items()) {
        if (client.at("name") == "Ledgerline Portal") {
            portal = QString::fromStdString(client.at("client_id").get<std::string>());
        }
    }
    QVERIFY(decisions.waive(profiles.findByName(u"ledgerline-eu"_s)->id,
                            {{u"lock.database-connections"_s, Domain::FindingSubject::Kind::Application, portal}},
                            {u"moves to organizations"_s, u"Ada"_s, QDate(2999, 12, 31)}));
    const auto plain = Program::run(check);
    QCOMPARE(plain.code, 0);
    QVERIFY2(plain.out.contains("waived (1)") && plain.out.contains("moves to organizations"), plain.out.constData());
    QVERIFY2(plain.out.contains("0 critical"), plain.out.constData());
    const Json findings = Json::parse(Program::run(check + QStringList{u"--json"_s}).out.toStdString());
    QCOMPARE(findings.size(), std::size_t(3)); // a waiver hides nothing
    QCOMPARE(std::count_if(findings.begin(), findings.end(),
                           [](const Json &finding) { return finding.at("waived") == true; }),
             1);
}

/// What a plan makes of the findings is told by the same decisions and thresholds as they themselves are.
void TestSavedTenants::aPlanIsForetoldAsTheFindingsAreTold()
{
    const auto settings = Settings::SettingsStore::open(Settings::Paths::standard().config);
    const Settings::ProfileStore profiles((*settings)->file());
    Settings::DecisionStore decisions((*settings)->file(), profiles);
    const Domain::TenantId eu = profiles.findByName(u"ledgerline-eu"_s)->id;
    const auto vanishing = [] {
        const auto plan = Program::run({u"policy"_s, u"set"_s, u"--set"_s, u"min_length=15"_s, u"--where"_s,
                                        u"min_length<8"_s, u"--tenant"_s, u"ledgerline-eu"_s, u"--json"_s});
        return Json::parse(plan.out.toStdString()).at("findings").at("vanishing");
    };
    const Json before = vanishing();
    QVERIFY2(!before.empty() && before[0].at("waived") == false, before.dump().c_str());
    const QString check = QString::fromStdString(before[0].at("id").get<std::string>());
    const QString connection = QString::fromStdString(before[0].at("subject").at("id").get<std::string>());
    QVERIFY(decisions.waive(eu, {{check, Domain::FindingSubject::Kind::Connection, connection}},
                            {u"retired soon"_s, u"Ada"_s, QDate(2999, 12, 31)}));
    const Json after = vanishing();
    QVERIFY2(std::any_of(after.begin(), after.end(),
                         [&before](const Json &finding) {
                             return finding.at("id") == before[0].at("id")
                                 && finding.at("subject") == before[0].at("subject") && finding.at("waived") == true;
                         }),
             after.dump().c_str());
}

void TestSavedTenants::thresholdsAndPlanAreThoseOfTheWindow()
{
    const auto settings = Settings::SettingsStore::open(Settings::Paths::standard().config);
    Settings::ProfileStore profiles((*settings)->file());
    Settings::Preferences preferences = (*settings)->preferences();
    preferences.lock.watch = 10;
    QVERIFY((*settings)->setPreferences(preferences));
    const QStringList check{u"check"_s, u"--tenant"_s, u"ledgerline-eu"_s, u"--only"_s, u"lock.database-connections"_s,
                            u"--json"_s};
    const Json told = Json::parse(Program::run(check).out.toStdString());
    QVERIFY(told.size() > 3);
    for (const Json &finding : told) {
        QVERIFY(finding.at("figures").at("count") >= 10);
    }
    QVERIFY(told.back().at("figures").at("count") < 40); // such as the one with 12
    const qint64 days100 = 100LL * 86400;
    const auto saved
        = Program::run({u"snapshot"_s, u"save"_s, u"--tenant"_s, u"ledgerline-eu"_s},
                       {{u"SOURCE_DATE_EPOCH"_s, QString::number(QDateTime::currentSecsSinceEpoch() - days100)}});
    QCOMPARE(saved.code, 0);
    const QStringList secrets{u"check"_s, u"--tenant"_s, u"ledgerline-eu"_s, u"--only"_s, u"application.old-secret"_s,
                              u"--json"_s};
    QVERIFY(Json::parse(Program::run(secrets).out.toStdString()).empty());
    preferences.secretDays = 90;
    QVERIFY((*settings)->setPreferences(preferences));
    QVERIFY(!Json::parse(Program::run(secrets).out.toStdString()).empty());
    QVERIFY(Json::parse(Program::run(secrets + QStringList{u"--secret-age"_s, u"110"_s}).out.toStdString()).empty());
    const QStringList limits{u"check"_s, u"--tenant"_s, u"ledgerline-eu"_s, u"--only"_s, u"limit"_s, u"--json"_s};
    QVERIFY(Program::run(limits).err.contains("--plan"));
    Domain::TenantProfile profile = *profiles.findByName(u"ledgerline-eu"_s);
    profile.plan = u"free"_s;
    QVERIFY(profiles.edit(profile));
    QVERIFY(!Program::run(limits).err.contains("--plan"));
}

/// By the customer rules of the profile.
void TestSavedTenants::aFixAcrossCustomersIsSaidToBe()
{
    const auto settings = Settings::SettingsStore::open(Settings::Paths::standard().config);
    QVERIFY(settings);
    Settings::ProfileStore profiles((*settings)->file());
    Settings::CustomerStore customers((*settings)->file(), profiles);
    using Kind = Domain::CustomerRule::Kind;
    QVERIFY(customers.set(
        profiles.findByName(u"ledgerline-eu"_s)->id,
        {{{Kind::ConnectionName, u"{customer}-users"_s}, {Kind::ApplicationName, u"{customer} Systems Portal"_s}},
         {},
         {}}));
    const QStringList question{u"diagnose"_s,
                               u"--tenant"_s,
                               u"ledgerline-eu"_s,
                               u"--user"_s,
                               u"yuki.tanaka@acme.example"_s,
                               u"--application"_s,
                               u"Cyberdyne Systems Portal"_s};
    const char *told = "“Cyberdyne Systems Portal” belongs to the customer “Cyberdyne”, “acme-users” to “acme”";
    const auto found = Program::run(question);
    QVERIFY2(found.out.contains(told), found.out.constData());
    QVERIFY2(found.out.contains("[likely, connection.not-enabled]"), found.out.constData());
    const auto planned = Program::run(question + QStringList{u"--fix"_s, u"connection.not-enabled"_s});
    QVERIFY2(planned.out.contains(told), (planned.out + planned.err).constData());
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (!qEnvironmentVariableIsSet(sessionVariable)) {
        // Once more, inside a session with a keychain; without one the tests say that they are skipped.
        QTemporaryDir home;
        qputenv(sessionVariable, home.path().toLocal8Bit());
        QProcess inside;
        inside.setProcessChannelMode(QProcess::ForwardedChannels);
        inside.start(QFINDTESTDATA("../auth/keychainsession.sh"),
                     QStringList{home.path(), QCoreApplication::applicationFilePath()}
                         + QCoreApplication::arguments().mid(1));
        inside.waitForFinished(-1);
        if (inside.exitStatus() == QProcess::NormalExit && inside.exitCode() != 77) {
            return inside.exitCode();
        }
        qunsetenv(sessionVariable);
    }
    TestSavedTenants test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_savedtenants.moc"
