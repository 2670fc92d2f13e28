#include "sandbox/sandboxclient.h"

#include "sandbox/ratelimit.h"

#include <QTest>

using namespace std::chrono_literals;
using Sandbox::Plan;
using Sandbox::RateFamily;

namespace {

const auto start = Sandbox::TimePoint(std::chrono::sys_days{std::chrono::year{2026} / 11 / 23});

/// How many requests pass until the first is refused.
int burst(Sandbox::RateLimiter &limiter, RateFamily family, Sandbox::TimePoint now)
{
    int count = 0;
    while (limiter.take(family, now).allowed)
        ++count;
    return count;
}

} // namespace

class TestRateLimit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plans_data();
    void plans();
    void globalLimitComesFirst();
    void waitingAsToldIsEnough();
    void headersAndRefusalOverHttp();
    void unlimitedSaysNothing();
};

void TestRateLimit::plans_data()
{
    QTest::addColumn<int>("plan");
    QTest::addColumn<bool>("production");
    QTest::addColumn<int>("family");
    QTest::addColumn<int>("burstSize");
    QTest::addColumn<int>("afterAMinute"); // requests one after another during the next minute, one a second or faster
    const auto row = [](const char *name, Plan plan, bool production, RateFamily family, int size, int minute) {
        QTest::newRow(name) << static_cast<int>(plan) << production << static_cast<int>(family) << size << minute;
    };
    row("free", Plan::Free, true, RateFamily::ConnectionsRead, 2, 120);
    row("enterprise production", Plan::Enterprise, true, RateFamily::ConnectionsRead, 50, 960);
    row("enterprise staging", Plan::Enterprise, false, RateFamily::ConnectionsRead, 10, 120);
    row("enterprise organizations", Plan::Enterprise, true, RateFamily::OrganizationsRead, 10, 100);
    row("professional connections", Plan::Professional, true, RateFamily::ConnectionsRead, 5, 50);
    row("professional clients", Plan::Professional, true, RateFamily::ClientsRead, 5, 100);
    row("professional users", Plan::Professional, true, RateFamily::UsersRead, 40, 500);
}

void TestRateLimit::plans()
{
    QFETCH(int, plan);
    QFETCH(bool, production);
    QFETCH(int, family);
    QFETCH(int, burstSize);
    QFETCH(int, afterAMinute);
    Sandbox::RateLimiter limiter(static_cast<Plan>(plan), production);
    const auto kind = static_cast<RateFamily>(family);
    QCOMPARE(burst(limiter, kind, start), burstSize);
    int passed = 0;
    for (int tick = 1; tick <= 60 * 10; ++tick)
        passed += burst(limiter, kind, start + tick * 100ms);
    QVERIFY2(std::abs(passed - afterAMinute) <= 1, qPrintable(QString::number(passed)));
}

void TestRateLimit::globalLimitComesFirst()
{
    Sandbox::RateLimiter limiter(Plan::Enterprise, true);
    QCOMPARE(burst(limiter, RateFamily::OrganizationsRead, start), 10);
    const auto group = limiter.take(RateFamily::OrganizationsRead, start);
    QVERIFY(!group.allowed && !group.global);
    QCOMPARE(burst(limiter, RateFamily::None, start), 40); // a refused request costs nothing
    QVERIFY(limiter.take(RateFamily::OrganizationsRead, start).global);
}

void TestRateLimit::waitingAsToldIsEnough()
{
    for (const Plan plan : {Plan::Free, Plan::Professional, Plan::Enterprise}) {
        Sandbox::RateLimiter limiter(plan, true);
        auto now = start + 350ms;
        for (int i = 0; i < 500; ++i) {
            const auto verdict = limiter.take(RateFamily::ConnectionsRead, now);
            if (!verdict.allowed) {
                now += std::chrono::seconds(verdict.retryAfter);
                QVERIFY(limiter.take(RateFamily::ConnectionsRead, now).allowed);
            }
        }
    }
}

void TestRateLimit::headersAndRefusalOverHttp()
{
    auto now = std::make_shared<Sandbox::TimePoint>(start);
    Sandbox::Options options;
    options.plan = Plan::Free;
    options.clock = [now] { return *now; };
    RunningSandbox sandbox(options);
    SandboxClient client(sandbox.access);
    const Answer first = client.get("connections");
    QCOMPARE(first.status, 200);
    QCOMPARE(first.header("x-ratelimit-limit"), std::string("2"));
    QCOMPARE(first.header("x-ratelimit-remaining"), std::string("1"));
    QVERIFY(!first.header("x-ratelimit-reset").empty());
    QCOMPARE(client.get("connections/none").status, 404); // counts too
    const Answer refused = client.patch("connections/con_a", {{"show_as_button", true}});
    QCOMPARE(refused.status, 429);
    COMPARE_JSON(refused.json, Sandbox::Json::parse(R"({"statusCode": 429, "error": "Too Many Requests",
        "message": "Global limit has been reached", "errorCode": "too_many_requests"})"));
    QCOMPARE(refused.header("Retry-After"), std::string("1"));
    QCOMPARE(refused.header("x-ratelimit-remaining"), std::string("0"));
    QVERIFY(!sandbox.server.state(0).connections.find("con_a")->contains("show_as_button")); // it did not happen
    *now += 1s;
    QCOMPARE(client.get("connections").status, 200);
}

void TestRateLimit::unlimitedSaysNothing()
{
    RunningSandbox sandbox;
    const Answer answer = SandboxClient(sandbox.access).get("connections");
    QVERIFY(answer.header("x-ratelimit-limit").empty());
}

QTEST_GUILESS_MAIN(TestRateLimit)
#include "tst_ratelimit.moc"
