#include "change/journal.h"
#include "change/planfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Change::ItemOutcome;

namespace {

Json::LeafChange change(const char *pointer, const char *before, const char *after)
{
    return {*Json::Pointer::parse(QString::fromLatin1(pointer)), QByteArray(before), QByteArray(after), std::nullopt};
}

Change::Plan somePlan()
{
    Change::Plan plan
        = Change::newPlan(u"Minimum 14"_s, {u"Acme"_s, u"https://acme.eu.auth0.com"_s, Domain::Environment::Staging});
    plan.made.setTime(QTime(12, 0));
    plan.items = {{{Change::ObjectKind::Connection, u"con_1"_s, u"acme"_s},
                   {change("/options/password_complexity_options/min_length", "8", "14")},
                   {}},
                  {{Change::ObjectKind::User, u"auth0|1"_s, u"ann"_s},
                   {change("/app_metadata/client_secret", R"("CANARY-1")", R"("CANARY-2")")},
                   {}},
                  {{Change::ObjectKind::ConnectionClients, u"con_1"_s, u"acme"_s},
                   {{*Json::Pointer::parse(u"/client_1"), std::nullopt, QByteArray("true"), u"client_0"_s}},
                   {}}};
    plan.skipped = {{{Change::ObjectKind::Connection, u"con_2"_s, u"custom"_s}, u"It uses a custom database."_s}};
    return plan;
}

const Json::SecretKeys secrets({"client_secret"});

} // namespace

class TestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plansSurviveTheFile();
    void plansOfOthersAreRefused_data();
    void plansOfOthersAreRefused();
    void secretsStayOutOfFiles();
    void readsWhatWasWritten();
    void everyCutLeavesAReadableEntry();
    void oneProcessAtATime();
    void resumedFileGoesOnAtALineOfItsOwn();
    void inverseTakesBackWhatWasMade();
    void whatIsTakenBackAmongOtherChangesIsTold();
    void whatIsTakenBackWholeIsTold_data();
    void whatIsTakenBackWholeIsTold();
    void filesBelongToTheirOwner();
};

void TestJournal::plansSurviveTheFile()
{
    Change::Plan plan = somePlan();
    plan.items.removeAt(1); // the secret, which does not
    const auto read = Change::readPlans(Change::writePlans({plan}, secrets));
    QVERIFY2(read, qPrintable(read ? QString() : read.error()));
    QCOMPARE(read->size(), 1);
    QVERIFY(read->first() == plan);
}

void TestJournal::plansOfOthersAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no JSON") << QByteArray("minimum 14");
    QTest::newRow("another format") << QByteArray(R"({"format":"terraform","version":1,"plans":[]})");
    QTest::newRow("a later version") << QByteArray(R"({"format":"tenantry-plan","version":2,"plans":[]})");
    QTest::newRow("no plans") << QByteArray(R"({"format":"tenantry-plan","version":1})");
    QTest::newRow("no tenant") << QByteArray(
        R"({"format":"tenantry-plan","version":1,"plans":[{"id":"1","tenant":{},"items":[]}]})");
    QTest::newRow("an unknown kind") << QByteArray(
        R"({"format":"tenantry-plan","version":1,"plans":[{"id":"1","tenant":{"origin":"https://a"},"items":[{"object":{"kind":"role","id":"r"},"changes":[]}]}]})");
    QTest::newRow("a key twice") << QByteArray(R"({"format":"x","format":"tenantry-plan","version":1,"plans":[]})");
}

void TestJournal::plansOfOthersAreRefused()
{
    QFETCH(const QByteArray, text);
    const auto read = Change::readPlans(text);
    QVERIFY(!read);
    QVERIFY(!read.error().isEmpty());
}

void TestJournal::secretsStayOutOfFiles()
{
    const QByteArray text = Change::writePlans({somePlan()}, secrets);
    QVERIFY(!text.contains("CANARY"));
    const auto read = Change::readPlans(text);
    QVERIFY(Change::holdsMask(read->first().items.at(1).changes.first()));
    QCOMPARE(Change::inverse(read->first().items).impossible.size(), 1);
    QCOMPARE(Change::inverse(read->first().items).items.size(), 2);
}

void TestJournal::readsWhatWasWritten()
{
    QTemporaryDir folder;
    const Change::Plan plan = somePlan();
    auto file = *Change::JournalFile::begin(folder.path(), plan, u"ann"_s, secrets);
    QVERIFY(file->sending(0, 0, plan.items.at(0).changes));
    QVERIFY(file->answered(0, 0, 200, {}));
    const Change::ItemResult done{ItemOutcome::Done, {}, {}, {}, plan.items.at(0).changes};
    QVERIFY(file->concluded(0, done));
    const Change::ItemResult conflict{
        ItemOutcome::Conflict, u"changed"_s, {{plan.items.at(2).changes.first(), QByteArray("false")}}, {}, {}};
    QVERIFY(file->concluded(2, conflict));
    QVERIFY(file->sending(1, 0, plan.items.at(1).changes));

    const auto entry = Change::readJournalEntry(file->path());
    QVERIFY(entry);
    QCOMPARE(entry->plan.id, plan.id);
    QCOMPARE(entry->who, u"ann"_s);
    QVERIFY(entry->isUnfinished());
    QVERIFY(entry->items.at(0).result == done);
    QVERIFY(entry->items.at(2).result == conflict);
    QVERIFY(!entry->items.at(0).isOpen);
    QVERIFY(entry->items.at(1).isOpen);

    QVERIFY(file->end());
    QVERIFY(!Change::readJournal(folder.path()).first().isUnfinished());
    QFile text(file->path());
    QVERIFY(text.open(QIODevice::ReadOnly));
    QVERIFY(!text.readAll().contains("CANARY"));
}

void TestJournal::everyCutLeavesAReadableEntry()
{
    QTemporaryDir folder;
    const Change::Plan plan = somePlan();
    auto file = *Change::JournalFile::begin(folder.path(), plan, {}, secrets);
    QFile whole(file->path());
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const qsizetype first = whole.readAll().size();
    QVERIFY(file->sending(0, 0, plan.items.at(0).changes));
    QVERIFY(file->concluded(0, {ItemOutcome::Done}));
    whole.seek(0);
    const QByteArray text = whole.readAll();
    for (qsizetype length = 0; length <= text.size(); ++length) {
        QFile cut(folder.filePath(u"cut.jsonl"_s));
        QVERIFY(cut.open(QIODevice::WriteOnly | QIODevice::Truncate));
        cut.write(text.left(length));
        cut.close();
        const auto entry = Change::readJournalEntry(cut.fileName());
        QCOMPARE(entry.has_value(), length >= first);
        if (entry) {
            const qsizetype lines = text.left(length).count('\n');
            QCOMPARE(entry->items.first().isOpen, lines == 2);
            QCOMPARE(entry->items.first().result.outcome, lines == 3 ? ItemOutcome::Done : ItemOutcome::Pending);
        }
    }
}

void TestJournal::oneProcessAtATime()
{
    QTemporaryDir folder;
    auto file = *Change::JournalFile::begin(folder.path(), somePlan(), {}, secrets);
    const auto second = Change::JournalFile::resume(file->path(), secrets);
    QVERIFY(!second);
    QVERIFY(second.error().contains(u"another Tenantry"_s));
    const QString path = file->path();
    file.reset();
    QVERIFY(Change::JournalFile::resume(path, secrets));
}

void TestJournal::resumedFileGoesOnAtALineOfItsOwn()
{
    QTemporaryDir folder;
    auto file = *Change::JournalFile::begin(folder.path(), somePlan(), {}, secrets);
    const QString path = file->path();
    file.reset();
    QFile cut(path);
    QVERIFY(cut.open(QIODevice::Append));
    cut.write(R"({"event":"send)");
    cut.close();
    auto resumed = *Change::JournalFile::resume(path, secrets);
    QVERIFY(resumed->concluded(0, {ItemOutcome::AlreadySo}));
    QCOMPARE(Change::readJournalEntry(path)->items.first().result.outcome, ItemOutcome::AlreadySo);
}

void TestJournal::inverseTakesBackWhatWasMade()
{
    Change::JournalEntry entry;
    entry.plan = somePlan();
    entry.items.resize(3);
    entry.items[0].result = {ItemOutcome::Done, {}, {}, {}, entry.plan.items.at(0).changes};
    entry.items[1].result = {ItemOutcome::Failed};
    entry.items[2].isOpen = true;
    entry.items[2].result.made = entry.plan.items.at(2).changes;
    const Change::Plan inverse = Change::inversePlan(entry);
    QCOMPARE(inverse.reverts, entry.plan.id);
    QVERIFY(inverse.tenant == entry.plan.tenant);
    QCOMPARE(inverse.items.size(), 2); // the last first
    QVERIFY(inverse.items.at(0).object == entry.plan.items.at(2).object);
    QCOMPARE(inverse.items.at(0).changes.first().before, QByteArray("true"));
    QVERIFY(!inverse.items.at(0).changes.first().after);
    QCOMPARE(inverse.items.at(1).changes.first().after, QByteArray("8"));
}

void TestJournal::whatIsTakenBackAmongOtherChangesIsTold()
{
    const Change::ObjectRef connection{Change::ObjectKind::Connection, u"con_1"_s, u"a"_s};
    const Change::ObjectRef other{Change::ObjectKind::Connection, u"con_2"_s, u"b"_s};
    Change::JournalEntry entry;
    entry.plan = somePlan();
    entry.plan.items = {{connection, {change("/options/a", "8", "14")}, {}}};
    entry.items = {{{ItemOutcome::Done, {}, {}, {}, entry.plan.items.first().changes}, false}};
    const auto reversal = [&](const QList<Change::PlanItem> &items) {
        Change::JournalEntry run;
        run.plan = Change::newPlan(u"2 changes"_s, entry.plan.tenant);
        run.plan.reverts = entry.plan.id;
        run.plan.items = items;
        for (const Change::PlanItem &item : items) {
            run.items.append({{ItemOutcome::Done, {}, {}, {}, item.changes}, false});
        }
        return Change::reversalsIn({run, entry}).value(entry.plan.id);
    };
    const Change::PlanItem elsewhere{other, {change("/options/b", "1", "2")}, {}};
    QVERIFY(reversal({elsewhere, {connection, {change("/options/a", "14", "8")}, {}}}).isWhole);
    // Edited once more before it was sent, or taken out of what was sent: nothing is taken back.
    QVERIFY(reversal({elsewhere, {connection, {change("/options/a", "14", "10")}, {}}}).id.isEmpty());
    QVERIFY(reversal({elsewhere}).id.isEmpty());
}

void TestJournal::whatIsTakenBackWholeIsTold_data()
{
    QTest::addColumn<QByteArray>("before"); // of the second object
    QTest::addColumn<ItemOutcome>("outcome"); // with which it was taken back
    QTest::addColumn<bool>("isSkipped"); // or it was left out
    QTest::addColumn<bool>("isWhole");
    QTest::newRow("both by the run") << QByteArray("8") << ItemOutcome::Done << false << true;
    QTest::newRow("it was so meanwhile") << QByteArray("8") << ItemOutcome::AlreadySo << false << true;
    QTest::newRow("it was so before, and left out") << QByteArray("8") << ItemOutcome::Done << true << true;
    QTest::newRow("Auth0 holds something else") << QByteArray("8") << ItemOutcome::Different << false << false;
    QTest::newRow("changed since") << QByteArray("8") << ItemOutcome::Conflict << false << false;
    QTest::newRow("a secret, which nobody can") << QByteArray(R"("[REDACTED]")") << ItemOutcome::Done << true << false;
}

void TestJournal::whatIsTakenBackWholeIsTold()
{
    QFETCH(const QByteArray, before);
    QFETCH(const ItemOutcome, outcome);
    QFETCH(const bool, isSkipped);
    QFETCH(const bool, isWhole);
    Change::JournalEntry entry;
    entry.plan = somePlan();
    entry.plan.items = {
        {{Change::ObjectKind::Connection, u"con_1"_s, u"a"_s}, {change("/options/a", "8", "14")}, {}},
        {{Change::ObjectKind::Connection, u"con_2"_s, u"b"_s}, {change("/options/b", before.constData(), "14")}, {}}};
    entry.items.resize(2);
    for (qsizetype i = 0; i < 2; ++i) {
        entry.items[i].result = {ItemOutcome::Done, {}, {}, {}, entry.plan.items.at(i).changes};
    }
    Change::JournalEntry back;
    back.plan = Change::newPlan(u"Undo"_s, entry.plan.tenant);
    back.plan.reverts = entry.plan.id;
    for (qsizetype i = 0; i < 2; ++i) {
        const Change::PlanItem &item = entry.plan.items.at(i);
        if (i == 1 && isSkipped) {
            back.plan.skipped.append({item.object, u"It stays."_s});
            continue;
        }
        back.plan.items.append({item.object, Json::inverse(item.changes), {}, {}});
        back.items.append({{i == 1 ? outcome : ItemOutcome::Done, {}, {}, {}, back.plan.items.last().changes}, false});
    }
    const auto reversals = Change::reversalsIn({back, entry});
    QVERIFY(reversals.contains(entry.plan.id));
    QCOMPARE(reversals.value(entry.plan.id).isWhole, isWhole);
}

void TestJournal::filesBelongToTheirOwner()
{
    QTemporaryDir folder;
    const QString place = folder.filePath(u"journal"_s);
    auto file = *Change::JournalFile::begin(place, somePlan(), {}, secrets);
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(file->path()) & others));
    QVERIFY(!(QFile::permissions(place) & others));
}

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
