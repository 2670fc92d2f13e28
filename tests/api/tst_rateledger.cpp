#include "api/rateledger.h"

#include "api/ratebudget.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Api;

class TestRateLedger : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsBrokenCountsAsEmpty();
    void holdsNumbersOnly();
};

void TestRateLedger::whatIsBrokenCountsAsEmpty()
{
    RateEstimates all;
    all.bucketOf.insert(RateFamily::UsersRead, 2);
    RateEstimate bucket;
    bucket.limit = 2;
    bucket.tokens = 1.25;
    bucket.rate = 1.9;
    all.buckets.insert(2, bucket);
    all.flights.append({2, 4000000000U, 1, Milliseconds(5)});
    const QByteArray good = RateLedger::toText(all);
    QCOMPARE(RateLedger::fromText(good), std::optional(all));
    for (qsizetype length = 0; length < good.size() - 1; ++length)
        QVERIFY2(!RateLedger::fromText(good.left(length)), "a torn ledger was believed");
    for (const char *text :
         {"", "end\n", "tenantry-rates 1\nbucket 2 nan\nend\n", "tenantry-rates 1\nfamily 999 2\nend\n",
          "tenantry-rates 1\nfamily 1 2\nend\n", "tenantry-rates 2\nall 0\nend\n"})
        QVERIFY2(!RateLedger::fromText(text), text);

    QTemporaryDir folder;
    QFile file(folder.filePath(u"rates-acme.eu.auth0.com"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("tenantry-rates 1\nbucket \0\xff garbage\nend\n", 40);
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
    static const QRegularExpression lines(uR"(\A(tenantry-rates 1|(all|family|bucket|flight)( [0-9.e+-]+)+|end)\z)"_s);
    for (const QString &line : QString::fromLatin1(file.readAll()).split(u'\n', Qt::SkipEmptyParts))
        QVERIFY2(lines.match(line).hasMatch(), qPrintable(line));
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

QTEST_APPLESS_MAIN(TestRateLedger)
#include "tst_rateledger.moc"
