#include "store/states.h"
#include "store/storefixture.h"

#include <QMap>
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

} // namespace

/// What a store keeps of Auth0 tenants over time.
class TestSnapshotStore : public QObject, private StoreFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whatWasSavedComesBack();
    void tenChangesCostNextToNothing();
    void onlyWhatIsNewIsStored();
    void whatWasNotReadIsNotGone();
    void whatCameBackIsThereAgain();
    void countsFollowTheConnections();
    void anEarlierStateIsRefused();
    void unknownSnapshotsAreNamed();
    void anySequenceIsToldAsItWas();

private:
    qint64 size() const { return QFileInfo(path()).size() + QFileInfo(path() + "-wal"_L1).size(); }
};

void TestSnapshotStore::init()
{
    QVERIFY(reopen());
}

void TestSnapshotStore::whatWasSavedComesBack()
{
    TenantState state = States::tenant(acme, day(0), 20);
    state.notRead[Part::Organizations] = u"no scope"_s;
    state.objects[Part::Applications].append({u"client_s"_s, R"({"client_id":"client_s","client_secret":"hush"})"});
    const auto saved = m_store->save(state);
    QVERIFY(saved && saved->isStored);
    QCOMPARE(saved->snapshot.added, 1 + 6 + 20 + 20 + 10 + 7 + 5 + 4);
    QCOMPARE(saved->snapshot.parts.at(Part::Enabled).count, 46);
    state.objects[Part::Applications].last().body = R"({"client_id":"client_s","client_secret":"[REDACTED]"})";
    for (const Part part : everyPart) {
        QCOMPARE(contentsOf(*m_store, saved->snapshot.id, part), contentsOf(state, part));
    }
    m_store = States::open(path());
    const auto list = m_store->snapshots();
    QVERIFY(list);
    QCOMPARE(*list, QList{saved->snapshot});
    QCOMPARE(list->first().parts.at(Part::Organizations).note, u"no scope"_s);
    QVERIFY(!list->first().parts.at(Part::Organizations).isRead);
    QCOMPARE(list->first().at, day(0));
}

void TestSnapshotStore::tenChangesCostNextToNothing()
{
    TenantState state = States::tenant(acme, day(0), 20'000);
    QVERIFY(save(state));
    const qint64 before = size();
    QVERIFY(before > 1'000'000);
    state.at = day(1);
    for (int i = 0; i < 10; ++i) {
        state.objects[Part::Connections][qsizetype(i) * 1999] = States::connection(i * 1999, u"auth0"_s, 1);
    }
    const auto saved = m_store->save(state);
    QVERIFY(saved);
    QCOMPARE(saved->snapshot.changed, 10);
    QCOMPARE(saved->snapshot.added + saved->snapshot.gone, 0);
    QVERIFY2(size() - before < before / 100, qPrintable(u"%1 of %2"_s.arg(size() - before).arg(before)));
}

void TestSnapshotStore::onlyWhatIsNewIsStored()
{
    using namespace std::chrono_literals;
    TenantState state = States::tenant(acme, day(0), 5);
    const qint64 first = save(state);
    state.at = day(0).addSecs(600);
    auto again = m_store->save(state, {1h});
    QVERIFY(again && !again->isStored);
    QCOMPARE(again->snapshot.id, first);
    state.objects[Part::Organizations] = {}; // read for the first time, though there are none
    again = m_store->save(state, {1h});
    QVERIFY(again && again->isStored);
    state.at = day(0).addSecs(700);
    state.objects.erase(Part::Connections); // what was not read this time is no news
    again = m_store->save(state, {1h});
    QVERIFY(again && !again->isStored);
    state.at = day(1);
    again = m_store->save(state, {1h});
    QVERIFY(again && again->isStored);
    QCOMPARE(m_store->snapshots()->size(), 3);
}

void TestSnapshotStore::whatWasNotReadIsNotGone()
{
    const TenantState whole = States::tenant(acme, day(0), 8);
    save(whole);
    TenantState half = whole;
    half.at = day(1);
    half.objects.erase(Part::Connections);
    half.notRead[Part::Connections] = u"partial: 3 of 8"_s;
    const auto saved = m_store->save(half);
    QVERIFY(saved);
    QCOMPARE(saved->snapshot.gone, 0);
    QVERIFY(!saved->snapshot.parts.at(Part::Connections).isRead);
    QVERIFY(!saved->snapshot.parts.at(Part::Enabled).isRead); // nothing can be told without both lists
    QCOMPARE(contentsOf(*m_store, saved->snapshot.id, Part::Connections), States::Contents());
    TenantState after = whole;
    after.at = day(2);
    const auto third = m_store->save(after);
    QVERIFY(third);
    QCOMPARE(third->snapshot.added + third->snapshot.changed + third->snapshot.gone, 0);
    const auto counts = m_store->databaseCounts(acme);
    QVERIFY(counts);
    QCOMPARE(counts->value(u"client_1"_s), (QList<Domain::DatedCount>{{day(0), 8}, {day(2), 8}}));
}

void TestSnapshotStore::whatCameBackIsThereAgain()
{
    TenantState state = States::tenant(acme, day(0), 3);
    const qint64 first = save(state);
    const Store::Object last = state.objects[Part::Connections].takeLast();
    state.relations[Part::Enabled][u"client_1"_s].removeLast();
    state.relations[Part::Enabled][u"client_2"_s].removeLast();
    state.at = day(1);
    const qint64 second = save(state);
    QCOMPARE(m_store->snapshots()->last().gone, 3);
    state.objects[Part::Connections].append(last);
    state.at = day(2);
    const qint64 third = save(state);
    QCOMPARE(contentsOf(*m_store, first, Part::Connections).size(), 3);
    QCOMPARE(contentsOf(*m_store, second, Part::Connections).size(), 2);
    QCOMPARE(contentsOf(*m_store, third, Part::Connections).size(), 3);
}

void TestSnapshotStore::countsFollowTheConnections()
{
    TenantState state = States::tenant(acme, day(0), 10);
    state.objects[Part::Connections].append(States::connection(100, u"samlp"_s));
    state.relations[Part::Enabled][u"client_1"_s].append(u"con_000100"_s); // enterprise: not counted
    save(state);
    state.objects[Part::Applications].append(States::application(6));
    state.relations[Part::Enabled][u"client_6"_s] = {u"con_000001"_s};
    state.relations[Part::Enabled][u"client_1"_s].removeFirst();
    state.relations[Part::Enabled].remove(u"client_5"_s);
    state.at = day(1);
    save(state);
    state.objects[Part::Applications].removeFirst();
    state.at = day(2);
    save(state);
    const auto counts = m_store->databaseCounts(acme);
    QVERIFY(counts);
    using Counts = QList<Domain::DatedCount>;
    QCOMPARE(counts->value(u"client_1"_s), (Counts{{day(0), 10}, {day(1), 9}})); // gone on the third day
    QCOMPARE(counts->value(u"client_5"_s), (Counts{{day(0), 2}, {day(1), 0}, {day(2), 0}}));
    QCOMPARE(counts->value(u"client_6"_s), (Counts{{day(1), 1}, {day(2), 1}})); // was not there before
    QVERIFY(m_store->databaseCounts(u"other.auth0.com"_s)->isEmpty());
}

void TestSnapshotStore::anEarlierStateIsRefused()
{
    save(States::tenant(acme, day(5), 3));
    const auto saved = m_store->save(States::tenant(acme, day(4), 3));
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind, Store::Problem::Kind::Outdated);
    QCOMPARE(m_store->snapshots()->size(), 1);
    QVERIFY(save(States::tenant(u"other.auth0.com"_s, day(4), 3)));
}

void TestSnapshotStore::unknownSnapshotsAreNamed()
{
    const qint64 first = save(States::tenant(acme, day(0), 3));
    const auto removed = m_store->remove({first, first + 7});
    QVERIFY(!removed);
    QCOMPARE(removed.error().kind, Store::Problem::Kind::NotFound);
    QCOMPARE(m_store->snapshots()->size(), 1); // all or none
    QVERIFY(
        !m_store->eachObject(first + 7, Part::Connections, [](const QString &, const QByteArray &) { return true; }));
    QVERIFY(m_store->remove({first}));
    QVERIFY(save(States::tenant(acme, day(1), 3)) > first); // a number names one snapshot for good
}

/// Random states of two tenants, random removals: each snapshot that is left is what was saved.
void TestSnapshotStore::anySequenceIsToldAsItWas()
{
    std::mt19937 random(4); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same sequences every time
    const auto below = [&random](int end) { return int(random() % unsigned(end)); };
    const QStringList tenants{acme, u"other.auth0.com"_s};
    QMap<qint64, TenantState> model;
    for (int step = 0; step < 100; ++step) {
        if (!model.isEmpty() && below(3) == 0) {
            const qint64 victim = model.keys().at(below(3) == 0 ? model.size() - 1 : below(int(model.size())));
            QVERIFY(m_store->remove({victim}));
            model.remove(victim);
        } else {
            TenantState state;
            state.tenant = tenants.at(below(2));
            state.name = state.tenant;
            state.at = day(step);
            for (const Part part : {Part::Applications, Part::Connections}) {
                for (int i = 0; below(5) > 0 && i < 8; ++i) {
                    state.objects[part]; // read, maybe empty
                    if (below(4) > 0) {
                        state.objects[part].append(part == Part::Applications
                                                       ? States::application(i, below(2))
                                                       : States::connection(i, u"auth0"_s, below(2)));
                    }
                }
            }
            if (state.objects.size() == 2) {
                for (const Store::Object &owner : std::as_const(state.objects[Part::Applications])) {
                    for (const Store::Object &member : std::as_const(state.objects[Part::Connections])) {
                        if (below(2) == 0) {
                            state.relations[Part::Enabled][owner.id].append(member.id);
                        }
                    }
                }
            }
            const qint64 id = save(state);
            QVERIFY(id);
            model.insert(id, state);
        }
        for (auto snapshot = model.cbegin(); snapshot != model.cend(); ++snapshot) {
            for (const Part part : everyPart) {
                QCOMPARE(contentsOf(*m_store, snapshot.key(), part), contentsOf(*snapshot, part));
            }
        }
    }
    for (const QString &tenant : tenants) {
        QHash<QString, QList<Domain::DatedCount>> expected;
        for (const TenantState &state : std::as_const(model)) {
            const auto pairs = state.relations.find(Part::Enabled);
            if (state.tenant == tenant && pairs != state.relations.end()) {
                for (const Store::Object &application : state.objects.at(Part::Applications)) {
                    expected[application.id].append({state.at, pairs->second.value(application.id).size()});
                }
            }
        }
        auto counts = *m_store->databaseCounts(tenant);
        counts.removeIf([](const auto &entry) { return entry.value().isEmpty(); });
        QCOMPARE(counts, expected);
    }
    QVERIFY(m_store->remove(model.keys()));
    m_store.reset();
    QVERIFY(!holds("con_0000"));
    QVERIFY(!holds("client_"));
}

QTEST_GUILESS_MAIN(TestSnapshotStore)
#include "tst_snapshotstore.moc"
