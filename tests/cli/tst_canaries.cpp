#include "cli/program.h"
#include "sandbox/defaultestate.h"
#include "sandbox/server.h"
#include "store/snapshotstore.h"
#include "support/canaries.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr const char *secret = "cAnArY-of-the-operator-itself";

/// Every body that a file of snapshots holds: on the disk they are packed.
QByteArray bodiesOf(const Store::SnapshotStore &store)
{
    QByteArray bodies;
    const auto list = store.snapshots();
    for (const Store::SnapshotInfo &snapshot : list.value_or(QList<Store::SnapshotInfo>())) {
        for (const Store::Part part : Store::objectParts) {
            (void)store.eachObject(snapshot.id, part, [&bodies](const QString &, const QByteArray &body) {
                bodies += body;
                return true;
            });
        }
    }
    return bodies;
}

} // namespace

/// Whatever the program prints, writes or leaves behind, no secret of a tenant is in it.
class TestCanaries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatIsPrintedHoldsNone_data();
    void whatIsPrintedHoldsNone();
    void reportsHoldNone_data();
    void reportsHoldNone();
    void filesHoldNone();
    void theServerStillHasThem();

private:
    QString place(const QString &name) const { return m_home->filePath(name); }
    /// Runs it with everything that it may write to below one folder, and every log line switched on.
    Program::Result run(const QStringList &words) const;
    QString told(const QByteArray &text) const
    {
        return QString::fromUtf8(Canaries::foundIn(text, m_canaries).join(' '));
    }

    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<QTemporaryDir> m_home;
    QList<QByteArray> m_canaries;
};

Program::Result TestCanaries::run(const QStringList &words) const
{
    Program::Variables variables{{u"AUTH0_CLIENT_SECRET"_s, QString::fromLatin1(secret)},
                                 {u"QT_LOGGING_RULES"_s, u"*=true;qt.*=false"_s},
                                 {u"HOME"_s, place(u"home"_s)},
                                 {u"TMPDIR"_s, place(u"tmp"_s)}};
    for (const char *name : {"DATA_HOME", "CONFIG_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR"}) {
        variables.insert(u"XDG_"_s + QString::fromLatin1(name), place(QString::fromLatin1(name)));
    }
    QStringList all = words;
    all.replaceInStrings(u"@URL"_s, QString::fromStdString(m_server->tenants()[0].url));
    all.replaceInStrings(u"@HOME"_s, m_home->path());
    return Program::run(all, variables);
}

void TestCanaries::initTestCase()
{
    m_home = std::make_unique<QTemporaryDir>();
    for (const char *name : {"home", "tmp", "RUNTIME_DIR"}) {
        QVERIFY(QDir().mkpath(place(QString::fromLatin1(name))));
        QFile::setPermissions(place(QString::fromLatin1(name)),
                              QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    }
    Sandbox::Options options;
    options.clients = {{"whole", secret, {}, {}}};
    m_server = std::make_unique<Sandbox::Server>(std::move(options), Sandbox::defaultEstate());
    m_server->start();
    m_server->change(0, [this](Sandbox::TenantState &state) { m_canaries = Canaries::plant(state); });
    m_canaries.append(secret);
    QVERIFY2(m_canaries.size() >= 60, qPrintable(QString::number(m_canaries.size())));
    // That they are there to be found at all.
    QByteArray sent;
    m_server->change(0, [&sent](Sandbox::TenantState &state) {
        for (const Sandbox::Collection *collection : {&state.clients, &state.connections, &state.organizations}) {
            for (const Sandbox::Json &object : collection->items()) {
                sent += QByteArray::fromStdString(object.dump());
            }
        }
        sent += QByteArray::fromStdString(state.settings.dump());
    });
    QCOMPARE(Canaries::foundIn(sent, m_canaries).size(), m_canaries.size() - 1); // but for the operator's own
}

void TestCanaries::whatIsPrintedHoldsNone_data()
{
    QTest::addColumn<QStringList>("words");
    const QStringList tenant{u"--base-url"_s, u"@URL"_s, u"--client-id"_s, u"whole"_s, u"--no-input"_s};
    const QString file = u"@HOME/exported.snapshots"_s;
    const QList<std::pair<const char *, QStringList>> rows{
        {"snapshot save", QStringList{u"snapshot"_s, u"save"_s} + tenant},
        {"policy set",
         QStringList{u"policy"_s, u"set"_s, u"--where"_s, u"min_length<8"_s, u"--set"_s, u"min_length=8"_s, u"--yes"_s}
             + tenant},
        {"a plan",
         QStringList{u"policy"_s, u"set"_s, u"--where"_s, u"min_length<12"_s, u"--set"_s, u"min_length=12"_s,
                     u"--plan"_s, u"@HOME/plan.json"_s}
             + tenant},
        {"plan show", QStringList{u"plan"_s, u"show"_s, u"@HOME/plan.json"_s, u"--json"_s}},
        {"snapshot save again", QStringList{u"snapshot"_s, u"save"_s, u"--json"_s} + tenant},
        {"snapshot show", {u"snapshot"_s, u"show"_s, u"1"_s, u"connections"_s, u"--json"_s}},
        {"snapshot export", {u"snapshot"_s, u"export"_s, u"1"_s, u"2"_s, u"--output"_s, file}},
        {"snapshot import", {u"snapshot"_s, u"import"_s, file, u"--json"_s}},
        {"diff", {u"diff"_s, u"1"_s, u"2"_s}},
        {"diff of a file", {u"diff"_s, file, u"1"_s, u"--json"_s}},
        {"diff with now", QStringList{u"diff"_s, u"1"_s, u"--json"_s} + tenant},
        {"list applications", QStringList{u"list"_s, u"applications"_s, u"--json"_s} + tenant},
        {"list connections", QStringList{u"list"_s, u"connections"_s, u"--json"_s} + tenant},
        {"list organizations", QStringList{u"list"_s, u"organizations"_s, u"--json"_s} + tenant},
        {"list tenants", QStringList{u"list"_s, u"tenants"_s, u"--json"_s} + tenant},
        {"list users", QStringList{u"list"_s, u"users"_s, u"--json"_s} + tenant},
        {"export deploy-cli", QStringList{u"export"_s, u"deploy-cli"_s, u"--output"_s, u"@HOME/deploy"_s} + tenant},
        {"export terraform", QStringList{u"export"_s, u"terraform"_s, u"--output"_s, u"@HOME/terraform"_s} + tenant},
        {"reports of each",
         QStringList{u"report"_s, u"--preset"_s, u"customer"_s, u"--each-customer"_s, u"--list-users"_s, u"--format"_s,
                     u"json"_s, u"--output"_s, u"@HOME/each"_s}
             + tenant},
        {"check", QStringList{u"check"_s, u"--json"_s} + tenant},
        {"journal", {u"journal"_s, u"--json"_s}},
    };
    for (const auto &[name, words] : rows) {
        QTest::newRow(name) << words;
    }
}

void TestCanaries::whatIsPrintedHoldsNone()
{
    QFETCH(QStringList, words);
    const auto result = run(words);
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY(!(result.out + result.err).isEmpty());
    QCOMPARE(told(result.out), QString());
    QCOMPARE(told(result.err), QString()); // where the log goes
}

void TestCanaries::reportsHoldNone_data()
{
    QTest::addColumn<QString>("format");
    for (const char *format : {"html", "csv", "json", "md", "xlsx", "pdf"}) {
        QTest::newRow(format) << QString::fromLatin1(format);
    }
}

void TestCanaries::reportsHoldNone()
{
    QFETCH(QString, format);
    const auto result = run({u"report"_s, u"--preset"_s, u"full"_s, u"--output"_s, u"@HOME/report."_s + format,
                             u"--base-url"_s, u"@URL"_s, u"--client-id"_s, u"whole"_s, u"--no-input"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    QCOMPARE(told(result.err), QString());
    if (format == "pdf"_L1) { // in the file they are numbers of glyphs
        QProcess read;
        read.start(u"pdftotext"_s, {u"-raw"_s, place(u"report.pdf"_s), u"-"_s});
        QVERIFY(read.waitForFinished());
        const QByteArray pages = read.readAllStandardOutput();
        QVERIFY(pages.contains("Ledgerline Portal"));
        QCOMPARE(told(pages), QString());
    }
    if (format == "xlsx"_L1) {
        QProcess unpack;
        unpack.start(u"unzip"_s, {u"-p"_s, place(u"report.xlsx"_s)});
        QVERIFY(unpack.waitForFinished());
        const QByteArray sheets = unpack.readAllStandardOutput();
        QVERIFY(sheets.contains("Ledgerline Portal"));
        QCOMPARE(told(sheets), QString());
    }
}

/// Snapshots, journal, plan, export, reports, what is learnt of rate limits, and whatever else was left behind.
void TestCanaries::filesHoldNone()
{
    int count = 0;
    QDirIterator files(m_home->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        QVERIFY2(told(file.readAll()).isEmpty(), qPrintable(file.fileName()));
        if (file.fileName().contains("snapshots"_L1)) {
            QCOMPARE(file.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
                     QFileDevice::Permissions());
        }
        ++count;
    }
    QVERIFY2(count >= 9, qPrintable(QString::number(count)));
    QVERIFY(QDir(place(u"tmp"_s)).isEmpty());
    const Json::SecretKeys none;
    const auto store = Store::SnapshotStore::open(place(u"DATA_HOME/tenantry/snapshots.sqlite"_s), none);
    const auto exported = Store::SnapshotStore::openExport(place(u"exported.snapshots"_s), none);
    QVERIFY(store && exported);
    for (const Store::SnapshotStore *each : {store->get(), exported->get()}) {
        const QByteArray bodies = bodiesOf(*each);
        QVERIFY(bodies.contains("[REDACTED]"));
        QCOMPARE(told(bodies), QString());
    }
}

/// What was changed was written back with them, not with what stands in their place.
void TestCanaries::theServerStillHasThem()
{
    QByteArray held;
    m_server->change(0, [&held](Sandbox::TenantState &state) {
        for (const Sandbox::Json &connection : state.connections.items()) {
            held += QByteArray::fromStdString(connection.dump());
        }
    });
    QVERIFY(!held.contains("REDACTED"));
    QVERIFY(Canaries::foundIn(held, m_canaries).size() > 60);
}

QTEST_GUILESS_MAIN(TestCanaries)
#include "tst_canaries.moc"
