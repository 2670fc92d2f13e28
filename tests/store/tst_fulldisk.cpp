#include "store/states.h"
#include "store/storefixture.h"

#include <QDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;

using States::day;
using Store::Problem;

namespace {

const QString acme = u"acme.eu.auth0.com"_s;

/// While it lives no file of this program grows over so many bytes, which fails as a full disk does.
class SmallDisk
{
public:
    explicit SmallDisk(rlim_t bytes)
    {
        struct sigaction ignored = {};
        ignored.sa_handler = SIG_IGN;
        sigaction(SIGXFSZ, &ignored, &m_before);
        getrlimit(RLIMIT_FSIZE, &m_limit);
        const rlimit small{bytes, m_limit.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_limit);
        sigaction(SIGXFSZ, &m_before, nullptr);
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

private:
    rlimit m_limit{};
    struct sigaction m_before = {};
};

} // namespace

/// A disk on which no room is left.
class TestFullDisk : public QObject, StoreFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(reopen()); }
    void aSnapshotThatDoesNotFitIsTold();
};

void TestFullDisk::aSnapshotThatDoesNotFitIsTold()
{
    QVERIFY(save(States::tenant(acme, day(1), 3)) > 0);
    Store::Outcome<Store::Saved> saved = tl::make_unexpected(Problem());
    {
        const SmallDisk disk(256 * 1024);
        saved = m_store->save(States::tenant(acme, day(2), 5000));
    }
    QVERIFY(!saved);
    const Problem &problem = saved.error();
    QCOMPARE(problem.kind, Problem::Kind::Unwritable);
    QVERIFY2(problem.happened.contains(path()), qPrintable(problem.text()));
    QCOMPARE(problem.why, u"The file may not grow any further there."_s); // as the system says of such a limit
    QVERIFY2(problem.advice.contains(u"Free some space"_s), qPrintable(problem.text()));
    QCOMPARE(QDir(QFileInfo(path()).path()).entryList({u".room*"_s}, QDir::Files | QDir::Hidden), QStringList());

    // Nothing is lost, and once there is room it goes on.
    const auto again = States::open(path());
    QVERIFY(again);
    QCOMPARE(again->snapshots()->size(), 1);
    QVERIFY(again->save(States::tenant(acme, day(2), 5000)));
    QCOMPARE(again->snapshots()->size(), 2);
}

QTEST_GUILESS_MAIN(TestFullDisk)
#include "tst_fulldisk.moc"
