#include "cli/program.h"
#include "sandbox/defaultestate.h"
#include "sandbox/server.h"

#include <nlohmann/json.hpp>

#include <QSet>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

namespace {

std::unique_ptr<Sandbox::Server> serve(std::vector<Sandbox::TenantState> tenants, Sandbox::Options options = {})
{
    options.recordRequests = true;
    auto server = std::make_unique<Sandbox::Server>(std::move(options), std::move(tenants));
    server->start();
    return server;
}

/// What a command needs to read the first Auth0 tenant of a server.
struct Access
{
    explicit Access(const Sandbox::Server &server)
        : options{u"--base-url"_s, QString::fromStdString(server.tenants()[0].url), u"--client-id"_s,
                  QString::fromStdString(server.tenants()[0].clientId)}
        , variables{{u"AUTH0_CLIENT_SECRET"_s, QString::fromStdString(server.tenants()[0].clientSecret)}}
    { }

    Program::Result list(const QStringList &words) const
    {
        return Program::run(QStringList{u"list"_s} + words + options, variables);
    }

    QStringList options;
    Program::Variables variables;
};

} // namespace

/// Of logs and users Auth0 gives 1,000: it is asked for what the filter names.
class TestNarrowedLists : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void auth0IsAskedForWhatTheFilterNames_data();
    void auth0IsAskedForWhatTheFilterNames();
    void aWordThatNoEventHasIsNoAnswer();
};

void TestNarrowedLists::auth0IsAskedForWhatTheFilterNames_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("query"); ///< a part of it, as it goes over the wire
    QTest::newRow("type") << QStringList{u"logs"_s, u"type=fp"_s} << "q=type%3A%22fp%22"_ba;
    QTest::newRow("words") << QStringList{u"logs"_s, u"event=\"wrong password\""_s} << "q=type%3A%22fp%22"_ba;
    QTest::newRow("day") << QStringList{u"logs"_s, u"date>=2026-11-19 class=failure"_s} << "q=date%3A%5B2026-11-19"_ba;
    QTest::newRow("either") << QStringList{u"logs"_s, u"type=fp or type=fu"_s} << "OR"_ba;
    QTest::newRow("all") << QStringList{u"logs"_s, u"class~fail"_s} << QByteArray();
    QTest::newRow("users") << QStringList{u"users"_s, u"connection=acme-users or email~initech"_s} << QByteArray();
}

/// And what it answers is what the filter would have left of everything.
void TestNarrowedLists::auth0IsAskedForWhatTheFilterNames()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, query);
    const auto server = serve(Sandbox::defaultEstate());
    const auto result = Access(*server).list({words.at(0), u"--where"_s, words.at(1), u"--json"_s});
    QCOMPARE(result.code, 0);
    bool isNarrow = false;
    for (const Sandbox::ReceivedRequest &request : server->requests()) {
        isNarrow = isNarrow || request.query.find("q=") == 0 || request.query.find("&q=") != std::string::npos;
        if (!query.isEmpty() && request.path == "/api/v2/" + words.at(0).toStdString()) {
            QVERIFY2(request.query.find(query.toStdString()) != std::string::npos, request.query.c_str());
        }
    }
    QCOMPARE(isNarrow, !query.isEmpty());
    const auto all = Access(*server).list({words.at(0), u"--json"_s});
    QSet<QString> expected;
    if (words.at(0) == u"logs"_s && words.at(1).startsWith(u"type=fp or"_s)) {
        for (const Json &event : Json::parse(all.out.toStdString())) {
            const std::string type = event.value("type", "");
            if (type == "fp" || type == "fu") {
                expected.insert(QString::fromStdString(event.at("log_id")));
            }
        }
        QSet<QString> found;
        for (const Json &event : Json::parse(result.out.toStdString())) {
            found.insert(QString::fromStdString(event.at("log_id")));
        }
        QVERIFY(!found.isEmpty());
        QCOMPARE(found, expected);
    }
}

void TestNarrowedLists::aWordThatNoEventHasIsNoAnswer()
{
    const auto server = serve(Sandbox::defaultEstate());
    const auto refused = Access(*server).list({u"logs"_s, u"--where"_s, u"class=failur"_s});
    QCOMPARE(refused.code, 2);
    QVERIFY2(refused.err.contains("did you mean class=failure?"), refused.err.constData());
    QVERIFY(refused.out.isEmpty());
    // A code may be one that Auth0 added.
    const auto unknown = Access(*server).list({u"logs"_s, u"--where"_s, u"type=zzz"_s});
    QCOMPARE(unknown.code, 0);
    QVERIFY2(unknown.err.contains("no log event of the type “zzz”"), unknown.err.constData());
    const auto known = Access(*server).list({u"logs"_s, u"--where"_s, u"type=fp"_s});
    QVERIFY2(!known.err.contains("no log event"), known.err.constData());
}

QTEST_GUILESS_MAIN(TestNarrowedLists)
#include "tst_narrowedlists.moc"
