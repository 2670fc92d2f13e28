#include "api/retrypolicy.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Api;
using Kind = ApiError::Kind;

class TestRetryPolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void askedWaits_data();
    void askedWaits();
    void delaysGrowAndNeverFallShort();
    void onlySafeThingsAreRetried_data();
    void onlySafeThingsAreRetried();
};

void TestRetryPolicy::askedWaits_data()
{
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("reset");
    QTest::addColumn<int>("seconds"); // -1: none asked
    // The server's clock stands at 1790000000, 2026-09-21 14:13:20 UTC.
    QTest::newRow("none") << ""_ba
                          << ""_ba << -1;
    QTest::newRow("after") << "7"_ba
                           << ""_ba << 7;
    QTest::newRow("reset") << ""_ba
                           << "1790000003"_ba << 3;
    QTest::newRow("longer counts") << "7"_ba
                                   << "1790000003"_ba << 7;
    QTest::newRow("longer counts, reset") << "2"_ba
                                          << "1790000009"_ba << 9;
    QTest::newRow("date") << "Mon, 21 Sep 2026 14:13:25 GMT"_ba
                          << ""_ba << 5;
    QTest::newRow("past date") << "Mon, 21 Sep 2020 14:13:25 GMT"_ba
                               << ""_ba << 0;
    QTest::newRow("past reset") << ""_ba
                                << "1"_ba << 0;
    QTest::newRow("far reset") << ""_ba
                               << "9999999999"_ba << 120;
    QTest::newRow("long") << "86400"_ba
                          << ""_ba << 120;
    QTest::newRow("negative") << "-5"_ba
                              << ""_ba << 0;
    QTest::newRow("infinite") << "inf"_ba
                              << "nan"_ba << -1;
    QTest::newRow("nonsense") << "soon"_ba
                              << "x"_ba << -1;
}

void TestRetryPolicy::askedWaits()
{
    QFETCH(QByteArray, after);
    QFETCH(QByteArray, reset);
    QFETCH(int, seconds);
    WireReply reply{429, {{"date", "Mon, 21 Sep 2026 14:13:20 GMT"}}, {}};
    QCOMPARE(RetryPolicy::serverTime(reply)->toSecsSinceEpoch(), 1'790'000'000);
    if (!after.isEmpty())
        reply.headers.append({"retry-after", after});
    if (!reset.isEmpty())
        reply.headers.append({"x-ratelimit-reset", reset});
    const auto wait = RetryPolicy::askedWait(reply);
    QCOMPARE(wait ? static_cast<int>(wait->count() / 1000) : -1, seconds);
}

void TestRetryPolicy::delaysGrowAndNeverFallShort()
{
    const int expected[] = {500, 1000, 2000, 4000, 8000, 16000, 30000, 30000};
    for (int attempt = 1; attempt <= 8; ++attempt)
        QCOMPARE(RetryPolicy::delay(attempt, std::nullopt, 0).count(), expected[attempt - 1]);
    QCOMPARE(RetryPolicy::delay(1, std::nullopt, 1).count(), 550);
    QCOMPARE(RetryPolicy::delay(1, std::nullopt, -1).count(), 450);
    for (int attempt = -3; attempt < 100; ++attempt) {
        for (const double jitter : {-5.0, -1.0, -0.3, 0.0, 0.7, 1.0, 5.0}) {
            for (const int asked : {0, 1, 999, 30'000, 120'000}) {
                const Milliseconds delay = RetryPolicy::delay(attempt, Milliseconds(asked), jitter);
                QVERIFY(delay >= Milliseconds(asked));
                QVERIFY(delay <= RetryPolicy::longestWait);
            }
        }
    }
}

void TestRetryPolicy::onlySafeThingsAreRetried_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("read");
    QTest::addColumn<bool>("write");
    QTest::newRow("429") << int(Kind::RateLimited) << 429 << true << true;
    QTest::newRow("503") << int(Kind::Server) << 503 << true << false;
    QTest::newRow("501") << int(Kind::Server) << 501 << false << false;
    QTest::newRow("network") << int(Kind::Network) << 0 << true << false;
    QTest::newRow("timeout") << int(Kind::Timeout) << 0 << true << false;
    for (const Kind kind : {Kind::Unknown, Kind::Tls, Kind::Cancelled, Kind::Auth, Kind::Scope, Kind::Forbidden,
                            Kind::Conflict, Kind::NotFound, Kind::BadRequest, Kind::Redirect, Kind::BadResponse,
                            Kind::TooLarge, Kind::ReadOnly, Kind::InvalidInput})
        QTest::addRow("kind %d", int(kind)) << int(kind) << 400 << false << false;
}

void TestRetryPolicy::onlySafeThingsAreRetried()
{
    QFETCH(int, kind);
    QFETCH(int, status);
    QFETCH(bool, read);
    QFETCH(bool, write);
    ApiError error;
    error.kind = Kind(kind);
    error.httpStatus = status;
    QCOMPARE(RetryPolicy::mayRetry(false, error, 1), read);
    QCOMPARE(RetryPolicy::mayRetry(true, error, 1), write);
    QVERIFY(!RetryPolicy::mayRetry(false, error, RetryPolicy::maximumTries));
}

QTEST_APPLESS_MAIN(TestRetryPolicy)
#include "tst_retrypolicy.moc"
