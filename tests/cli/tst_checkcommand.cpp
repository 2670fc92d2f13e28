#include "analysis/check.h"
#include "cli/program.h"
#include "sandbox/defaultestate.h"
#include "sandbox/server.h"

#include <nlohmann/json.hpp>

#include <QSet>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

namespace {

constexpr const char *secret = "a-secret-of-the-test";

/// The sandbox's estate, and what a command needs to check its first Auth0 tenant.
struct Served
{
    explicit Served(const std::vector<std::string> &scopes = {})
    {
        Sandbox::Options options;
        options.recordRequests = true;
        options.clients = {{"limited", secret, scopes, {}}};
        server = std::make_unique<Sandbox::Server>(std::move(options), Sandbox::defaultEstate());
        server->start();
    }

    Program::Result check(const QStringList &words = {}, const QString &domain = {}) const
    {
        const QStringList where{u"--base-url"_s,
                                domain.isEmpty() ? QString::fromStdString(server->tenants()[0].url) : domain,
                                u"--client-id"_s, u"limited"_s};
        return Program::run(QStringList{u"check"_s} + words + where,
                            {{u"AUTH0_CLIENT_SECRET"_s, QLatin1StringView(secret)}});
    }

    std::vector<Json> findings(const QStringList &words = {}) const
    {
        const auto result = check(QStringList{u"--json"_s} + words);
        return result.code == 0 ? Json::parse(result.out.toStdString()).get<std::vector<Json>>() : std::vector<Json>();
    }

    /// Requests below /api/v2 since the last call, without their ids.
    QMap<QString, int> requests()
    {
        QMap<QString, int> counts;
        const auto all = server->requests();
        for (; seen < all.size(); ++seen) {
            const QStringList parts = QString::fromStdString(all[seen].path).split(u'/', Qt::SkipEmptyParts);
            if (parts.value(0) == "api"_L1) {
                ++counts[parts.value(2) + (parts.size() > 4 ? u'/' + parts[4] : QString())];
            }
        }
        return counts;
    }

    std::unique_ptr<Sandbox::Server> server;
    std::size_t seen = 0;
};

QStringList members(const Json &object)
{
    QStringList names;
    for (const auto &member : object.items()) {
        names.append(QString::fromStdString(member.key()));
    }
    return names;
}

} // namespace

class TestCheckCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lockFindingsAreExactlyThese();
    void everyFindingHasTheSameShape();
    void plantedFaultsAreFound();
    void failOnDecidesTheExitCode_data();
    void failOnDecidesTheExitCode();
    void onlyWhatIsNeededIsRead();
    void theMapIsReadFromTheSmallerSide();
    void missingScopesAreSaid();
    void aTenantThatDoesNotAnswerIsAFailure();
    void planAndTemplateAreLookedAt();
    void theTextIsGrouped();
    void whatIfChecksTheTenantAsItWouldBe();
    void whatIfIsHeldAgainstTheTenant();
    void keysAreReadWhereThatIsAskedFor();
    void probesWhatLockSees();
    void whatCannotBeMeantIsUsage_data();
    void whatCannotBeMeantIsUsage();
    void theHelpNamesEveryCheck();
};

void TestCheckCommand::lockFindingsAreExactlyThese()
{
    const Served served;
    const std::vector<Json> findings = served.findings({u"--only"_s, u"lock.database-connections"_s});
    QCOMPARE(findings.size(), std::size_t(3));
    const std::tuple<int, const char *, const char *> expected[] = {{57, "critical", "Ledgerline Portal"},
                                                                    {50, "high", "Ledgerline Approvals"},
                                                                    {44, "low", "Ledgerline Invoice Capture"}};
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const auto &[count, severity, name] = expected[i];
        QVERIFY(findings[i].at("figures").at("count") == count);
        QVERIFY(findings[i].at("figures").at("limit") == 50);
        QVERIFY(findings[i].at("severity") == severity);
        QVERIFY(findings[i].at("subject").at("kind") == "application");
        QVERIFY(findings[i].at("subject").at("name") == name);
    }
}

void TestCheckCommand::everyFindingHasTheSameShape()
{
    const Served served;
    const std::vector<Json> findings = served.findings();
    QVERIFY(findings.size() > 50);
    for (const Json &finding : findings) {
        QCOMPARE(members(finding),
                 QStringList({u"id"_s, u"severity"_s, u"tenant"_s, u"subject"_s, u"figures"_s, u"message"_s,
                              u"advice"_s, u"source"_s, u"waived"_s}));
        QCOMPARE(members(finding.at("subject")), QStringList({u"kind"_s, u"id"_s, u"name"_s}));
        QCOMPARE(members(finding.at("figures")), QStringList({u"count"_s, u"limit"_s}));
        QVERIFY(finding.at("waived") == false);
        QVERIFY(Analysis::findCheck(QString::fromStdString(finding.at("id"))) != nullptr);
    }
}

void TestCheckCommand::plantedFaultsAreFound()
{
    const Served served;
    QSet<QString> found;
    for (const QStringList &words : {QStringList(), QStringList{u"--only"_s, u"user"_s}}) {
        for (const Json &finding : served.findings(words)) {
            found.insert(QString::fromStdString(finding.at("id")));
        }
    }
    for (const QString &id :
         {u"connection.no-application"_s, u"connection.brute-force-protection-off"_s, u"connection.sign-up-open"_s,
          u"application.no-connection"_s, u"application.wildcard-callback"_s, u"application.http-callback"_s,
          u"application.deprecated-grant"_s, u"lock.minimum-length-mix"_s, u"lock.flexible-policy"_s,
          u"organization.connection-without-application"_s, u"organization.connections"_s, u"policy.weak"_s,
          u"user.mixed-metadata-types"_s, u"user.profile-size"_s}) {
        QVERIFY2(found.contains(id), qPrintable(id));
    }
}

void TestCheckCommand::failOnDecidesTheExitCode_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("code");
    const QString only = u"--only"_s;
    const QString low = u"connection.no-application"_s;
    const QString lock = u"lock.database-connections"_s;
    QTest::newRow("never") << QStringList{only, lock} << 0;
    QTest::newRow("critical") << QStringList{only, lock, u"--fail-on"_s, u"critical"_s} << 1;
    QTest::newRow("low") << QStringList{only, lock, u"--fail-on"_s, u"low"_s} << 1;
    QTest::newRow("at") << QStringList{only, low, u"--fail-on"_s, u"low"_s} << 1;
    QTest::newRow("above") << QStringList{only, low, u"--fail-on"_s, u"medium"_s} << 0;
}

void TestCheckCommand::failOnDecidesTheExitCode()
{
    QFETCH(QStringList, words);
    QFETCH(int, code);
    static const Served served;
    QCOMPARE(served.check(words).code, code);
    QCOMPARE(served.check(words + QStringList{u"--json"_s}).code, code);
}

void TestCheckCommand::onlyWhatIsNeededIsRead()
{
    Served served;
    QCOMPARE(served.check({u"--only"_s, u"tenant.legacy-flags"_s}).code, 0);
    QCOMPARE(served.requests(), (QMap<QString, int>{{u"tenants"_s, 1}}));
    QCOMPARE(served.check({u"--only"_s, u"policy.weak"_s}).code, 0);
    QCOMPARE(served.requests(), (QMap<QString, int>{{u"connections"_s, 1}}));
    QCOMPARE(served.check({u"--only"_s, u"user"_s}).code, 0);
    QCOMPARE(served.requests().keys(), QStringList{u"users"_s});
    QCOMPARE(served.check().code, 0);
    const auto organizations = int(Sandbox::defaultEstate()[0].organizations.size());
    const QMap<QString, int> all = served.requests();
    QCOMPARE(all.value(u"organizations/enabled_connections"_s), organizations);
    QCOMPARE(all.value(u"logs"_s), 3); // notices, and twice for what moves meanwhile
    QVERIFY(!all.contains(u"users"_s));
    for (const auto &request : served.server->requests()) {
        QVERIFY(!request.path.starts_with("/client/")); // Lock's file only where it is asked for
    }
}

void TestCheckCommand::theMapIsReadFromTheSmallerSide()
{
    Served served;
    QCOMPARE(served.check({u"--only"_s, u"lock.database-connections"_s}).code, 0);
    const auto estate = Sandbox::defaultEstate();
    QVERIFY(estate[0].clients.size() < estate[0].connections.size());
    QCOMPARE(served.requests(),
             (QMap<QString, int>{{u"connections"_s, 1},
                                 {u"clients"_s, 1},
                                 {u"clients/connections"_s, int(estate[0].clients.size())},
                                 {u"logs"_s, 2}})); // before and after, for what moves meanwhile
}

void TestCheckCommand::missingScopesAreSaid()
{
    const Served served({"read:connections", "read:clients"});
    const auto lock = served.check({u"--only"_s, u"lock.database-connections"_s, u"--json"_s});
    QCOMPARE(lock.code, 0);
    QCOMPARE(Json::parse(lock.out.toStdString()).size(), std::size_t(3));
    const auto probe = served.check({u"--only"_s, u"lock.database-connections"_s, u"--json"_s, u"--probe-lock"_s});
    QCOMPARE(probe.code, 0); // the settings only name the default directory
    QVERIFY(probe.err.contains("default directory") && probe.err.contains("read:tenant_settings"));
    QVERIFY(Json::parse(probe.out.toStdString())[0].at("lock_sees").at("fallback").is_null());
    const auto all = served.check({u"--json"_s});
    QCOMPARE(all.code, 3); // what was not checked must not pass for fine
    QVERIFY(Json::parse(all.out.toStdString()).size() >= 3);
    for (const char *word : {"read:tenant_settings", "read:organizations", "read:connections_options", "read:logs",
                             "policy.weak", "tenant.legacy-flags"}) {
        QVERIFY2(all.err.contains(word), word);
    }
    QCOMPARE(served.check({u"--fail-on"_s, u"critical"_s}).code, 1);
    // Auth0 leaves the options out without a word.
    const Served bare({"read:connections"});
    const auto policies = bare.check({u"--only"_s, u"policy.weak"_s});
    QCOMPARE(policies.code, 3);
    QVERIFY(policies.err.contains("read:connections_options"));
    const Served none({"read:users"});
    const auto nothing = none.check({u"--json"_s, u"--only"_s, u"lock"_s});
    QCOMPARE(nothing.code, 3);
    QVERIFY(nothing.err.contains("read:connections") && nothing.err.contains("read:clients"));
    const auto unused = none.check({u"--only"_s, u"connection.many-applications"_s});
    QVERIFY(unused.err.contains("read:connections"));
}

void TestCheckCommand::aTenantThatDoesNotAnswerIsAFailure()
{
    const Served served;
    const auto result = served.check({u"--json"_s}, u"http://127.0.0.1:1"_s);
    QCOMPARE(result.code, 4);
    QCOMPARE(result.out, QByteArray()); // no empty list that could pass for a clean one
    QVERIFY(result.err.contains("What to do: "));
}

void TestCheckCommand::planAndTemplateAreLookedAt()
{
    const Served served;
    const auto unknown = served.check({u"--only"_s, u"limit,policy.baseline"_s});
    QCOMPARE(unknown.code, 0);
    QVERIFY(unknown.err.contains("--plan") && unknown.err.contains("--template"));
    const std::vector<Json> free = served.findings({u"--only"_s, u"limit.applications"_s, u"--plan"_s, u"free"_s});
    QCOMPARE(free.size(), std::size_t(1));
    QVERIFY(free[0].at("figures").at("limit") == 10);
    QVERIFY(free[0].at("subject").at("kind") == "tenant");
    const QStringList baseline{u"--only"_s, u"policy.baseline"_s, u"--template"_s, u"nist-800-63b"_s};
    const std::vector<Json> differing = served.findings(baseline);
    QVERIFY(differing.size() > 10);
    QVERIFY(differing[0].at("message").get<std::string>().find("min_length") != std::string::npos);
}

void TestCheckCommand::theTextIsGrouped()
{
    const Served served;
    const auto result = served.check({u"--only"_s, u"lock.database-connections"_s});
    QCOMPARE(result.code, 0);
    QCOMPARE(result.err, QByteArray());
    const auto critical = result.out.indexOf("critical (1)\n");
    const auto high = result.out.indexOf("high (1)\n");
    const auto low = result.out.indexOf("low (1)\n");
    QVERIFY(critical >= 0 && critical < high && high < low);
    QVERIFY(!result.out.contains("medium (")); // a heading without rows says nothing
    QVERIFY(result.out.contains("What to do:\n  lock.database-connections: "));
    QVERIFY(result.out.endsWith("Findings: 1 critical, 1 high, 0 medium, 1 low.\n"));
}

void TestCheckCommand::whatIfChecksTheTenantAsItWouldBe()
{
    Served served;
    const QStringList lock{u"--only"_s, u"lock.database-connections"_s};
    const QStringList whatIf{u"--what-if"_s, u"add 6 customers to Ledgerline Invoice Capture"_s};
    const auto plain = served.check(lock + whatIf);
    QCOMPARE(plain.code, 0);
    QVERIFY(plain.out.contains("Ledgerline Invoice Capture"));
    QVERIFY(plain.out.contains("would get graver"));
    QVERIFY(plain.out.contains("low → high"));
    QVERIFY(!plain.out.contains("Ledgerline Approvals")); // nothing would become of it
    const auto json = served.check(lock + whatIf + QStringList{u"--json"_s});
    const auto findings = Json::parse(json.out.toStdString()).get<std::vector<Json>>();
    QCOMPARE(findings.size(), std::size_t(3));
    QCOMPARE(std::count_if(findings.begin(), findings.end(),
                           [](const Json &finding) { return finding.at("figures").at("count") == 50; }),
             2);
    QVERIFY(json.err.contains("44 → 50"));
    QCOMPARE(served.check(lock + whatIf + QStringList{u"--fail-on"_s, u"high"_s}).code, 1);
    for (const auto &request : served.server->requests()) {
        QVERIFY(request.method == "GET" || request.path == "/oauth/token");
    }
}

void TestCheckCommand::whatIfIsHeldAgainstTheTenant()
{
    const Served served;
    const auto unknown = served.check({u"--what-if"_s, u"enable nobody for Ledgerline Portal"_s});
    QCOMPARE(unknown.code, 2);
    QVERIFY(unknown.out.isEmpty());
    QVERIFY(unknown.err.contains("nobody"));
    const auto application
        = served.check({u"--only"_s, u"lock.database-connections"_s, u"--what-if"_s, u"add 1 application"_s});
    QCOMPARE(application.code, 0);
    QVERIFY(application.err.contains("enable_client_connections"));
    QVERIFY(application.out.contains("new application 1"));
}

void TestCheckCommand::keysAreReadWhereThatIsAskedFor()
{
    Served served;
    QVERIFY(served.check().err.contains("--with-credentials"));
    QVERIFY(!served.requests().contains(u"clients/credentials"_s));
    QCOMPARE(served.check({u"--only"_s, u"application"_s}).code, 0);
    QVERIFY(!served.requests().contains(u"clients/credentials"_s)); // the word for many is no wish for keys
    QCOMPARE(served.check({u"--only"_s, u"application.key-expiry"_s}).code, 0);
    QCOMPARE(served.requests(), (QMap<QString, int>{{u"clients"_s, 1}, {u"clients/credentials"_s, 3}}));
    QCOMPARE(served.check({u"--with-credentials"_s}).code, 0);
    QCOMPARE(served.requests().value(u"clients/credentials"_s), 3);
    const auto useless = served.check({u"--only"_s, u"lock"_s, u"--with-credentials"_s});
    QCOMPARE(useless.code, 2);
    const auto refused = Served({"read:clients", "read:client_keys"}).check({u"--only"_s, u"application.key-expiry"_s});
    QCOMPARE(refused.code, 3);
    QVERIFY2(refused.err.contains("read:client_credentials"), refused.err.constData());
}

void TestCheckCommand::probesWhatLockSees()
{
    Served served;
    const QStringList words{u"--only"_s, u"lock.database-connections"_s};
    const auto plain = served.check(words + QStringList{u"--probe-lock"_s});
    QCOMPARE(plain.code, 0);
    QVERIFY2(plain.out.contains("Ledgerline Portal: Lock sees 50 of the 57 database connections"),
             plain.out.constData());
    QVERIFY(plain.out.contains("Ledgerline Portal: not seen: beyond the 50 of the file: "));
    int files = 0;
    for (const auto &request : served.server->requests()) {
        if (request.path.starts_with("/client/")) {
            ++files;
            QVERIFY(std::find(request.headers.begin(), request.headers.end(), "authorization")
                    == request.headers.end());
        }
    }
    QCOMPARE(files, 3); // the applications that are told
    const std::vector<Json> findings = served.findings(words + QStringList{u"--probe-lock"_s});
    QCOMPARE(findings.size(), std::size_t(3));
    const Json &sees = findings[0].at("lock_sees");
    QCOMPARE(members(sees), (QStringList{u"seen"_s, u"beyond"_s, u"missing"_s, u"only_in_file"_s, u"fallback"_s}));
    QCOMPARE(sees.at("seen").size(), std::size_t(50));
    QCOMPARE(sees.at("beyond").size(), std::size_t(7));
    QVERIFY(findings[1].at("lock_sees").at("beyond").empty());
}

void TestCheckCommand::whatCannotBeMeantIsUsage_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("severity") << QStringList{u"--fail-on"_s, u"severe"_s};
    QTest::newRow("check") << QStringList{u"--only"_s, u"lock.database"_s};
    QTest::newRow("no check") << QStringList{u"--only"_s, u""_s};
    QTest::newRow("one of two checks") << QStringList{u"--only"_s, u"lock,nothing"_s};
    QTest::newRow("supposition") << QStringList{u"--what-if"_s, u"delete it"_s};
    QTest::newRow("Lock's file of what is supposed")
        << QStringList{u"--probe-lock"_s, u"--what-if"_s, u"add 1 application"_s};
    QTest::newRow("Lock's file of nothing") << QStringList{u"--probe-lock"_s, u"--only"_s, u"users"_s};
    QTest::newRow("plan") << QStringList{u"--plan"_s, u"gold"_s};
    QTest::newRow("template") << QStringList{u"--template"_s, u"/nowhere"_s};
    QTest::newRow("word") << QStringList{u"connections"_s};
}

void TestCheckCommand::whatCannotBeMeantIsUsage()
{
    QFETCH(QStringList, words);
    const auto result = Program::run(QStringList{u"check"_s} + words);
    QCOMPARE(result.code, 2);
    QCOMPARE(result.out, QByteArray());
    QVERIFY(result.err.contains("What to do: "));
}

void TestCheckCommand::theHelpNamesEveryCheck()
{
    const auto result = Program::run({u"check"_s, u"--help"_s});
    QCOMPARE(result.code, 0);
    for (const Analysis::Check &check : Analysis::checks()) {
        QVERIFY2(result.out.contains(QByteArray(check.id.data(), check.id.size())), check.id.data());
    }
}

QTEST_GUILESS_MAIN(TestCheckCommand)
#include "tst_checkcommand.moc"
