#include "api/rateledger.h"

#include "api/ratebudget.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/file.h>

using namespace Qt::StringLiterals;
using namespace Api;

class TestRateLedger : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsBrokenCountsAsEmpty();
    void holdsNumbersOnly();
    void aClockReadBeforeTheLockResetsNothing();
    void anEarlierBootCountsAsNothing();
    void oldContentsAreDropped();
    void aHeldLedgerGrantsNothing();
    void aFolderThatCannotBeWrittenStopsNobody();

private:
    std::shared_ptr<RateLedger> ledger() const
    {
        return std::make_shared<RateLedger>(u"acme.eu.auth0.com"_s, m_folder->path());
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

const WireReply lastToken{200, {{"x-ratelimit-limit", "2"}, {"x-ratelimit-remaining", "0"}, {"retry-after", "1"}}, {}};

/// Sends one request at `now`, whose answer says that it took the bucket's last token.
void emptyBucket(RateBudget &budget, Milliseconds now)
{
    const RateBudget::Grant grant = budget.take(RateFamily::UsersRead, now);
    QVERIFY(grant.ticket);
    budget.answered(*grant.ticket, lastToken, {}, now);
}

} // namespace

void TestRateLedger::whatIsBrokenCountsAsEmpty()
{
    RateEstimates all;
    all.bucketOf.insert(RateFamily::UsersRead, 2);
    RateEstimate bucket;
    bucket.limit = 2;
    bucket.tokens = 1.25;
    bucket.rate = 1.9;
    bucket.bestRate = 2;
    bucket.calm = 3;
    bucket.loweredAt = Milliseconds(4);
    all.at = Milliseconds(6);
    all.bareAnswers.insert(RateFamily::UsersRead, 2);
    all.buckets.insert(2, bucket);
    all.flights.append({2, 4000000000U, 1, Milliseconds(5)});
    const QByteArray good = RateLedger::toText(all);
    QCOMPARE(RateLedger::fromText(good), std::optional(all));
    for (qsizetype length = 0; length < good.size() - 1; ++length)
        QVERIFY2(!RateLedger::fromText(good.left(length)), "a torn ledger was believed");
    for (const char *text : {"", "end\n", "tenantry-rates 2\nbucket 2 nan\nend\n",
                             "tenantry-rates 2\nfamily 999 2 0\nend\n", "tenantry-rates 2\nfamily 1 2 0\nend\n",
                             "tenantry-rates 1\nall 0 0\nend\n", "tenantry-rates 3\nall 0 0\nend\n"})
        QVERIFY2(!RateLedger::fromText(text), text);

    QTemporaryDir folder;
    QFile file(folder.filePath(u"rates-acme.eu.auth0.com"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("tenantry-rates 2\nbucket \0\xff garbage\nend\n", 40);
    file.close();
    RateBudget budget(0, std::make_shared<RateLedger>(u"acme.eu.auth0.com"_s, folder.path()));
    QVERIFY(budget.take(RateFamily::UsersRead, Milliseconds(10)).ticket);
}

void TestRateLedger::holdsNumbersOnly()
{
    QTemporaryDir folder;
    RateBudget budget(0, std::make_shared<RateLedger>(u"127.0.0.1:4300/../x"_s, folder.path()));
    const RateBudget::Grant grant = budget.take(RateFamily::UsersRead, Milliseconds(10));
    budget.answered(*grant.ticket, WireReply{200, {{"x-ratelimit-limit", "2"}, {"x-ratelimit-remaining", "1"}}, {}}, {},
                    Milliseconds(20));
    const QStringList files = QDir(folder.path()).entryList(QDir::Files);
    QCOMPARE(files, QStringList{u"rates-127.0.0.1_4300_.._x"_s});
    QFile file(folder.filePath(files.first()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    static const QRegularExpression lines(uR"(\A(tenantry-rates 2|(all|family|bucket|flight)( [0-9.e+-]+)+|end)\z)"_s);
    for (const QString &line : QString::fromLatin1(file.readAll()).split(u'\n', Qt::SkipEmptyParts))
        QVERIFY2(lines.match(line).hasMatch(), qPrintable(line));
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestRateLedger::aClockReadBeforeTheLockResetsNothing()
{
    m_folder = std::make_unique<QTemporaryDir>();
    RateBudget ahead(0, ledger());
    RateBudget behind(0, ledger());
    emptyBucket(ahead, Milliseconds(60'005));
    const RateBudget::Grant grant = behind.take(RateFamily::UsersRead, Milliseconds(60'000));
    QVERIFY2(!grant.ticket, "five milliseconds made it forget that the bucket is empty");
    QVERIFY(grant.wait <= std::chrono::seconds(1));
    QCOMPARE(ahead.snapshot(Milliseconds(60'010)).size(), 1);
    QVERIFY(!ahead.take(RateFamily::UsersRead, Milliseconds(60'010)).ticket);
}

void TestRateLedger::anEarlierBootCountsAsNothing()
{
    m_folder = std::make_unique<QTemporaryDir>();
    RateBudget before(0, ledger());
    emptyBucket(before, std::chrono::hours(5));
    RateBudget after(0, ledger());
    QVERIFY(after.take(RateFamily::UsersRead, Milliseconds(20'000)).ticket);
    QVERIFY(after.snapshot(Milliseconds(20'000)).isEmpty());
}

void TestRateLedger::oldContentsAreDropped()
{
    m_folder = std::make_unique<QTemporaryDir>();
    RateBudget earlier(0, ledger());
    emptyBucket(earlier, Milliseconds(1000));
    RateBudget soon(0, ledger());
    QVERIFY(soon.take(RateFamily::UsersRead, Milliseconds(1000) + std::chrono::minutes(9)).ticket);
    QVERIFY(!soon.snapshot(Milliseconds(1000) + std::chrono::minutes(9)).isEmpty());
    RateBudget later(0, ledger());
    QVERIFY(later.take(RateFamily::UsersRead, Milliseconds(1000) + std::chrono::minutes(20)).ticket);
    QVERIFY2(later.snapshot(Milliseconds(1000) + std::chrono::minutes(20)).isEmpty(), "a stale ledger was believed");
}

void TestRateLedger::aHeldLedgerGrantsNothing()
{
    m_folder = std::make_unique<QTemporaryDir>();
    RateBudget budget(0, ledger());
    const RateBudget::Grant first = budget.take(RateFamily::UsersRead, Milliseconds(1000));
    QVERIFY(first.ticket);
    QFile held(m_folder->filePath(u"rates-acme.eu.auth0.com"_s));
    QVERIFY(held.open(QIODevice::ReadOnly));
    QCOMPARE(::flock(held.handle(), LOCK_EX | LOCK_NB), 0);
    const RateBudget::Grant meanwhile = budget.take(RateFamily::LogsRead, Milliseconds(1010));
    QVERIFY2(!meanwhile.ticket, "what cannot be counted was let go");
    QVERIFY(meanwhile.wait > Milliseconds(0) && meanwhile.wait <= Milliseconds(100));
    budget.answered(*first.ticket, lastToken, {}, Milliseconds(1020));
    QCOMPARE(::flock(held.handle(), LOCK_UN), 0);
    // The answer that came meanwhile is not lost, neither here nor for others.
    RateBudget other(0, ledger());
    QVERIFY(!budget.take(RateFamily::UsersRead, Milliseconds(1030)).ticket);
    QVERIFY(!other.take(RateFamily::UsersRead, Milliseconds(1030)).ticket);
    QVERIFY(budget.take(RateFamily::UsersRead, Milliseconds(2500)).ticket);

    // One that was stopped while it held the file does not stop the others for good.
    QCOMPARE(::flock(held.handle(), LOCK_EX | LOCK_NB), 0);
    QVERIFY(!budget.take(RateFamily::UsersRead, Milliseconds(10'000)).ticket);
    QVERIFY(budget.take(RateFamily::UsersRead, Milliseconds(13'000)).ticket);
}

void TestRateLedger::aFolderThatCannotBeWrittenStopsNobody()
{
    const auto nowhere = std::make_shared<RateLedger>(u"acme.eu.auth0.com"_s, u"/dev/null/tenantry"_s);
    RateBudget budget(0, nowhere);
    emptyBucket(budget, Milliseconds(1000));
    QVERIFY(!budget.take(RateFamily::UsersRead, Milliseconds(1010)).ticket);
    QVERIFY(budget.take(RateFamily::UsersRead, Milliseconds(3000)).ticket);
}

QTEST_APPLESS_MAIN(TestRateLedger)
#include "tst_rateledger.moc"
