#include "store/database.h"
#include "store/schema.h"
#include "store/states.h"
#include "store/storefixture.h"

#include <QDir>
#include <QTest>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;

using States::contentsOf;
using States::day;
using Store::Part;
using Store::Problem;
using Store::TenantState;

namespace {

constexpr Part everyPart[] = {Part::Settings,      Part::Applications, Part::Connections,
                              Part::Organizations, Part::Enabled,      Part::OrganizationConnections};

const QString acme = u"acme.eu.auth0.com"_s;
const QString other = u"other.eu.auth0.com"_s;
const QDateTime now = day(60);

/// A state at random, in which everything may be otherwise than in any other.
TenantState anyState(std::mt19937 &random, int number)
{
    const auto below = [&random](unsigned limit) { return int(random() % limit); };
    TenantState state;
    state.tenant = acme;
    state.name = u"acme"_s;
    state.at = day(number);
    state.objects[Part::Settings] = {{{}, R"({"friendly_name":")" + QByteArray::number(below(2)) + "\"}"}};
    QList<Store::Object> &applications = state.objects[Part::Applications];
    QList<Store::Object> &connections = state.objects[Part::Connections];
    for (int i = 0; i < 4; ++i) {
        if (below(3) > 0) {
            applications.append(States::application(i, below(2)));
        }
        if (below(3) > 0) {
            connections.append(States::connection(i, u"auth0"_s, below(2)));
        }
    }
    QHash<QString, QStringList> &enabled = state.relations[Part::Enabled];
    for (const Store::Object &application : std::as_const(applications)) {
        for (const Store::Object &connection : std::as_const(connections)) {
            if (below(2) > 0) {
                enabled[application.id].append(connection.id);
            }
        }
    }
    if (below(5) == 0) { // nobody read the applications this time
        state.objects.erase(Part::Applications);
        state.relations.erase(Part::Enabled);
        state.notRead[Part::Applications] = u"no scope"_s;
    }
    return state;
}

} // namespace

/// Snapshots that leave one computer and come to another.
class TestSnapshotExchange : public QObject, private StoreFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whatIsExportedComesBack();
    void nothingElseIsInTheFile();
    void theSecondTimeNothingIsNew();
    void theNameHereStays();
    void manyComeBetweenTwo();
    void whatHasNoRoomHoldsNothingBack();
    void anyOrderIsToldAsItWas();
    void anOlderFileKeepsItsSnapshots();
    void aFailedExportLeavesTheFile();
    void unknownSnapshotsAreNamed();
};

void TestSnapshotExchange::init()
{
    QVERIFY(reopen());
}

void TestSnapshotExchange::whatIsExportedComesBack()
{
    TenantState state = States::tenant(acme, day(0), 20);
    state.notRead[Part::Organizations] = u"no scope"_s;
    const qint64 first = save(state);
    state.at = day(1);
    state.objects[Part::Connections][3] = States::connection(3, u"auth0"_s, 1);
    state.relations[Part::Enabled][States::application(1).id].removeFirst();
    const qint64 second = save(state);
    const auto out = exported({first, second});
    QVERIFY(out);
    QCOMPARE(QFileInfo(file()).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
             QFileDevice::Permissions());
    QCOMPARE(QDir(QFileInfo(file()).path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(),
             1);
    const auto in = elsewhere();
    const auto imported = in->importFrom(*out, now);
    QVERIFY2(imported, imported ? "" : qPrintable(imported.error().text()));
    QCOMPARE(imported->snapshots.size(), 2);
    const auto here = m_store->snapshots();
    for (qsizetype i = 0; i < 2; ++i) {
        const Store::SnapshotInfo &one = imported->snapshots.at(i);
        QCOMPARE(one.parts, here->at(i).parts);
        QCOMPARE(one.added, here->at(i).added);
        QCOMPARE(one.changed, here->at(i).changed);
        QCOMPARE(one.gone, here->at(i).gone);
        for (const Part part : everyPart) {
            QCOMPARE(contentsOf(*in, one.id, part), contentsOf(*m_store, here->at(i).id, part));
        }
    }
}

void TestSnapshotExchange::nothingElseIsInTheFile()
{
    TenantState state = States::tenant(acme, day(0), 3);
    state.objects[Part::Applications].append(
        {u"client_s"_s, R"({"client_id":"client_s","client_secret":"hush-hush-hush-hush-hush"})"});
    const qint64 first = save(state);
    state.at = day(1);
    state.objects[Part::Connections].append({u"con_of_tomorrow"_s, R"({"id":"con_of_tomorrow"})"});
    QVERIFY(save(state));
    QVERIFY(save(States::tenant(other, day(1), 3)));
    QVERIFY(exported({first}));
    QFile written(file());
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray bytes = written.readAll();
    QVERIFY(bytes.contains("client_s"));
    for (const char *foreign : {"other.eu.auth0.com", "con_of_tomorrow", "hush"}) {
        QVERIFY2(!bytes.contains(foreign), foreign);
    }
    Store::Database database(file());
    for (const char *table : {"meta", "secret"}) { // the key and the fingerprints
        QCOMPARE(database.number(u"SELECT count(*) FROM %1"_s.arg(QLatin1StringView(table))), 0);
    }
    QCOMPARE(database.number(u"SELECT count(*) FROM object WHERE part = 2"_s), 3);
}

void TestSnapshotExchange::theSecondTimeNothingIsNew()
{
    const qint64 id = save(States::tenant(acme, day(0), 5));
    const auto out = exported({id});
    const auto in = elsewhere();
    QVERIFY(out && in->importFrom(*out, now));
    const auto again = in->importFrom(*out, now);
    QVERIFY(again);
    QVERIFY(again->snapshots.isEmpty());
    QCOMPARE(again->known, 1);
    QCOMPARE(in->snapshots()->size(), 1);
    const auto home = m_store->importFrom(*out, now);
    QVERIFY(home && home->snapshots.isEmpty());
}

void TestSnapshotExchange::theNameHereStays()
{
    TenantState state = States::tenant(acme, day(0), 1);
    const auto out = exported({save(state)});
    const auto in = elsewhere();
    state.name = u"as I call it"_s;
    state.at = day(1);
    QVERIFY(in->save(state));
    QVERIFY(in->importFrom(*out, now));
    const auto list = in->snapshots();
    QCOMPARE(list->size(), 2);
    for (const Store::SnapshotInfo &snapshot : *list) {
        QCOMPARE(snapshot.name, u"as I call it"_s);
    }
}

/// Between two that are a year apart there is room for any number, in whatever order they come.
void TestSnapshotExchange::manyComeBetweenTwo()
{
    const auto in = elsewhere();
    TenantState state = States::tenant(acme, day(0).addYears(-1), 2);
    QVERIFY(in->save(state));
    state.at = day(50);
    QVERIFY(in->save(state));
    QList<qint64> ids;
    for (int second = 0; second < 60; ++second) {
        state.at = day(0).addSecs(second);
        state.objects[Part::Connections][0] = States::connection(0, u"auth0"_s, second);
        ids.append(save(state));
    }
    std::reverse(ids.begin(), ids.end());
    for (const qint64 id : std::as_const(ids)) {
        const auto out = exported({id});
        const auto imported = in->importFrom(*out, now);
        QVERIFY2(imported, imported ? "" : qPrintable(imported.error().text()));
    }
    const auto list = in->snapshots();
    QCOMPARE(list->size(), 62);
    for (int second = 0; second < 60; ++second) {
        QCOMPARE(contentsOf(*in, list->at(second + 1).id, Part::Connections).value(States::connection(0).id),
                 States::connection(0, u"auth0"_s, second).body);
    }
}

/// Each is brought in by itself: others who write are not kept out until all are.
void TestSnapshotExchange::whatHasNoRoomHoldsNothingBack()
{
    TenantState state = States::tenant(acme, day(0), 2);
    const qint64 early = save(state);
    state.at = day(15);
    const auto out = exported({early, save(state)});
    const auto in = elsewhere();
    for (const int number : {10, 20}) {
        state.at = day(number);
        QVERIFY(in->save(state));
    }
    QVERIFY(Store::Database(m_folder->filePath(u"elsewhere/snapshots.sqlite"_s))
                .execute(u"UPDATE snapshot SET place = (SELECT min(place) FROM snapshot) + id - 1"_s));
    const auto imported = in->importFrom(*out, now);
    QVERIFY(!imported);
    QVERIFY2(imported.error().why.contains(u"too close"_s), qPrintable(imported.error().text()));
    const auto list = in->snapshots();
    QCOMPARE(list->size(), 3);
    QCOMPARE(list->first().at, day(0));
    QCOMPARE(contentsOf(*in, list->first().id, Part::Connections).size(), 2);
    QCOMPARE(list->at(1).added, 0); // against what came before it
}

/// Whatever is here already and whatever comes, every snapshot tells what was saved, and each what it changed.
void TestSnapshotExchange::anyOrderIsToldAsItWas()
{
    std::mt19937 random(7); // NOLINT: the same cases every time
    for (int round = 0; round < 25; ++round) {
        QVERIFY(reopen());
        const auto in = elsewhere();
        QList<TenantState> states;
        QList<qint64> outgoing;
        for (int number = 0; number < 8; ++number) {
            states.append(anyState(random, number));
            outgoing.append(save(states.last()));
            if (random() % 2 > 0) {
                QVERIFY(in->save(states.last()));
            }
        }
        std::shuffle(outgoing.begin(), outgoing.end(), random);
        const QList<qint64> firstHalf = outgoing.first(4);
        for (const QList<qint64> &ids : {firstHalf, outgoing}) {
            const auto out = exported(ids);
            QVERIFY(out);
            const auto imported = in->importFrom(*out, now);
            QVERIFY2(imported, imported ? "" : qPrintable(imported.error().text()));
        }
        auto list = *in->snapshots();
        const auto told = [&](qsizetype i, const TenantState &state) {
            for (const Part part : everyPart) {
                if (contentsOf(*in, list.at(i).id, part) != contentsOf(state, part)) {
                    return false;
                }
            }
            return true;
        };
        QCOMPARE(list.size(), states.size());
        const auto there = *m_store->snapshots();
        for (qsizetype i = 0; i < list.size(); ++i) {
            QVERIFY2(told(i, states.at(i)), qPrintable(u"round %1, day %2"_s.arg(round).arg(i)));
            QCOMPARE(list.at(i).at, there.at(i).at);
            QCOMPARE(std::tuple(list.at(i).added, list.at(i).changed, list.at(i).gone),
                     std::tuple(there.at(i).added, there.at(i).changed, there.at(i).gone));
        }
        const qsizetype gone = qsizetype(random() % unsigned(list.size()));
        QVERIFY(in->remove({list.at(gone).id}));
        states.removeAt(gone);
        TenantState last = anyState(random, 9);
        QVERIFY(in->save(last));
        states.append(last);
        list = *in->snapshots();
        for (qsizetype i = 0; i < list.size(); ++i) {
            QVERIFY2(told(i, states.at(i)), qPrintable(u"round %1, day %2 afterwards"_s.arg(round).arg(i)));
        }
    }
}

/// Before there were places, `since` and `until` were numbers of snapshots.
void TestSnapshotExchange::anOlderFileKeepsItsSnapshots()
{
    m_store.reset();
    QVERIFY(QFile::remove(path()));
    QFile made(path());
    QVERIFY(made.open(QIODevice::WriteOnly));
    made.close();
    {
        Store::Database database(path());
        database.execute(u"PRAGMA application_id = %1"_s.arg(0x546e7279));
        QVERIFY(Store::migrate(database, Store::migrations().first(2)));
        for (const QString &statement : {
                 u"INSERT INTO tenant VALUES (1, '%1', 'acme')"_s.arg(acme),
                 u"INSERT INTO snapshot (id, tenant, at, added, changed, gone) VALUES (1, 1, %1, 1, 0, 0), (4, 1, %2, "
                 u"0, "
                 "1, 0)"_s.arg(day(0).toMSecsSinceEpoch())
                     .arg(day(3).toMSecsSinceEpoch()),
                 u"INSERT INTO part SELECT id, 1, 1, 1, '' FROM snapshot"_s,
                 u"INSERT INTO object VALUES (1, 1, 1, 'client_1', NULL)"_s,
                 u"INSERT INTO version VALUES (1, 1, 3, 1), (1, 3, NULL, 2)"_s, // snapshot 3 was removed
             }) {
            QVERIFY2(database.execute(statement), qPrintable(statement));
        }
        Store::Statement body(database, u"INSERT INTO content VALUES (?, ?, ?)"_s);
        for (const int version : {0, 1}) {
            QVERIFY(
                body.run(version + 1, QByteArray::number(version), qCompress(States::application(1, version).body)));
        }
    }
    m_store = States::open(path());
    QVERIFY(m_store);
    const auto told = [this](qint64 id) { return contentsOf(*m_store, id, Part::Applications).value(u"client_1"_s); };
    QCOMPARE(told(1), States::application(1, 0).body);
    QCOMPARE(told(4), States::application(1, 1).body);
    const qint64 next = save(States::tenant(acme, day(4), 1));
    QVERIFY(next > 4);
    QCOMPARE(told(4), States::application(1, 1).body);
    QCOMPARE(told(next), States::application(1, 0).body);
}

void TestSnapshotExchange::aFailedExportLeavesTheFile()
{
    const qint64 id = save(States::tenant(acme, day(0), 1));
    QVERIFY(exported({id}));
    const auto none = m_store->exportTo(m_folder->filePath(u"nowhere/at/all"_s), {id});
    QVERIFY(!none);
    QCOMPARE(none.error().kind, Problem::Kind::Unwritable);
    QVERIFY(!m_store->exportTo(file(), {id, 99}));
    const QString alias = m_folder->filePath(u"alias"_s);
    QVERIFY(QFile::link(path(), alias));
    for (const QString &store : {path(), alias}) { // its own file, by whatever name
        QVERIFY(!m_store->exportTo(store, {id}));
    }
    QCOMPARE(contentsOf(*States::open(path()), id, Part::Connections).size(), 1);
    QVERIFY(Store::SnapshotStore::openExport(file(), Json::SecretKeys::fromResource())); // as it was
}

void TestSnapshotExchange::unknownSnapshotsAreNamed()
{
    const auto none = m_store->exportTo(file(), {7});
    QVERIFY(!none);
    QCOMPARE(none.error().kind, Problem::Kind::NotFound);
    QVERIFY(!QFile::exists(file()));
}

QTEST_GUILESS_MAIN(TestSnapshotExchange)
#include "tst_snapshotexchange.moc"
