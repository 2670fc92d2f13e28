#include "store/database.h"
#include "store/states.h"
#include "store/storefixture.h"

#include <QTest>

#include <random>

using namespace Qt::StringLiterals;

using States::contentsOf;
using States::day;
using Store::Part;
using Store::TenantState;

namespace {

constexpr Part everyPart[] = {Part::Settings,      Part::Applications, Part::Connections,
                              Part::Organizations, Part::Enabled,      Part::OrganizationConnections};

const QString acme = u"acme.eu.auth0.com"_s;
const QString other = u"other.eu.auth0.com"_s;
const QDateTime now = day(60);

} // namespace

/// Files of exported snapshots that somebody meddled with.
class TestSnapshotStrangers : public QObject, private StoreFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void hostileFilesAreRefused_data();
    void hostileFilesAreRefused();
    void anyDamageIsHarmless();

private:
    /// Runs statements on the exported file, as somebody may who has it.
    void meddle(const QStringList &statements) const;
};

void TestSnapshotStrangers::init()
{
    QVERIFY(reopen());
}

void TestSnapshotStrangers::meddle(const QStringList &statements) const
{
    Store::Database database(file());
    for (const QString &statement : statements) {
        QVERIFY2(database.execute(statement), database.hasFailed() ? qPrintable(database.problem().text()) : "");
    }
}

void TestSnapshotStrangers::hostileFilesAreRefused_data()
{
    QTest::addColumn<QStringList>("statements");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("opens");
    const auto row = [](const char *title, const QStringList &statements, const QByteArray &body = {},
                        bool opens = false) { QTest::newRow(title) << statements << body << opens; };
    row("a trigger", {u"CREATE TRIGGER t AFTER INSERT ON tenant BEGIN DELETE FROM snapshot; END"_s});
    row("a view in a table's place",
        {u"ALTER TABLE content RENAME TO hidden"_s, u"CREATE VIEW content AS SELECT * FROM hidden"_s});
    row("a table more", {u"CREATE TABLE more (a)"_s});
    row("a column more", {u"ALTER TABLE tenant ADD COLUMN more TEXT"_s});
    row("a later version", {u"PRAGMA user_version = 99"_s});
    row("an earlier version", {u"PRAGMA user_version = 2"_s});
    row("a store", {u"PRAGMA application_id = %1"_s.arg(0x546e7279)});
    row("a journal of its own", {u"PRAGMA journal_mode = WAL"_s});
    row("no domain", {u"UPDATE tenant SET domain = ''"_s});
    row("a name without end", {u"UPDATE tenant SET name = hex(zeroblob(100000))"_s});
    row("a time that is none", {u"UPDATE snapshot SET at = 'yesterday'"_s});
    row("a time before all", {u"UPDATE snapshot SET at = -1"_s});
    row("of nobody", {u"UPDATE snapshot SET tenant = 99"_s});
    row("of the future", {u"UPDATE snapshot SET at = %1"_s.arg(now.addDays(2).toMSecsSinceEpoch())}, {}, true);
    row("a body that is no object", {}, qCompress("[]"), true);
    row("a body that is no JSON", {}, qCompress("{"), true);
    row("a body that is too deep", {}, qCompress(R"({"a":)" + QByteArray(100'000, '[')), true);
    row("a body that is not packed", {}, "hello", true);
    row("a body that says it is huge", {}, QByteArray("\xff\xff\xff\xf0") + qCompress("{}").mid(4), true);
    row("an empty body", {}, QByteArray(""), true);
}

void TestSnapshotStrangers::hostileFilesAreRefused()
{
    QFETCH(QStringList, statements);
    QFETCH(QByteArray, body);
    QFETCH(bool, opens);
    TenantState state = States::tenant(acme, day(0), 5);
    const qint64 first = save(state);
    state.at = day(1);
    state.objects[Part::Connections][4] = States::connection(4, u"auth0"_s, 1);
    QVERIFY(exported({first, save(state)}));
    meddle(statements);
    if (!body.isNull()) {
        Store::Database database(file());
        Store::Statement put(database, u"UPDATE content SET body = ? WHERE id = (SELECT max(id) FROM content)"_s);
        QVERIFY(put.run(body));
    }
    const auto in = elsewhere();
    auto mine = States::tenant(other, day(0), 2);
    QVERIFY(in->save(mine));
    const auto out = Store::SnapshotStore::openExport(file(), Json::SecretKeys::fromResource());
    QCOMPARE(bool(out), opens);
    const auto imported = out ? in->importFrom(**out, now) : tl::make_unexpected(out.error());
    QVERIFY(!imported);
    QVERIFY(!imported.error().why.isEmpty() && !imported.error().advice.isEmpty());
    QCOMPARE(in->snapshots()->size(), 1); // nothing came in by halves
    QVERIFY(QFile::exists(file())); // and a stranger's file stays where it is
    const auto next = in->save(mine);
    QVERIFY(next); // the store is as usable as before
}

/// Bytes of the file are others at random: it may be refused or not, but what is here stays as it is.
void TestSnapshotStrangers::anyDamageIsHarmless()
{
    const auto out = exported({save(States::tenant(acme, day(0), 30))});
    QVERIFY(out);
    QFile whole(file());
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const QByteArray bytes = whole.readAll();
    whole.close();
    const TenantState mine = States::tenant(other, day(0), 2);
    const auto in = elsewhere();
    QVERIFY(in->save(mine));
    std::mt19937 random(11); // NOLINT: the same cases every time
    int refused = 0;
    for (int round = 0; round < 150; ++round) {
        QByteArray damaged = bytes;
        for (unsigned i = 0; i <= random() % 20; ++i) {
            const auto place = 100 + random() % std::size_t(bytes.size() - 100); // behind the header
            damaged[qsizetype(place)] = char(random() % 256);
        }
        QFile written(file());
        QVERIFY(written.open(QIODevice::WriteOnly) && written.write(damaged) == damaged.size());
        written.close();
        const auto opened = Store::SnapshotStore::openExport(file(), Json::SecretKeys::fromResource());
        const auto imported = opened ? in->importFrom(**opened, now) : tl::make_unexpected(opened.error());
        refused += imported ? 0 : 1;
        for (const Part part : everyPart) {
            QCOMPARE(contentsOf(*in, 1, part), contentsOf(mine, part));
        }
        if (imported && !imported->snapshots.isEmpty()) {
            QVERIFY(in->remove({imported->snapshots.first().id}));
        }
    }
    QVERIFY2(refused > 75, qPrintable(QString::number(refused)));
}

QTEST_GUILESS_MAIN(TestSnapshotStrangers)
#include "tst_snapshotstrangers.moc"
