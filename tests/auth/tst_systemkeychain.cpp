#include "auth/foreignitem.h"
#include "auth/waiting.h"

#include "auth/credentialimport.h"
#include "auth/keychainstore.h"
#include "auth/systemkeychain.h"
#include "settings/credentialkeys.h"
#include "settings/settingsstore.h"

#include <QDirIterator>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace Qt::StringLiterals;
using Auth::SecretKind;
using Auth::StoreError;
using Domain::TenantId;

namespace {

constexpr const char *sessionVariable = "TENANTRY_TEST_KEYCHAIN_HOME";
const TenantId tenant(u"0b9c2f7e"_s);

/// A secret of that many printable bytes in which each place is recognisable.
QByteArray secretOf(qsizetype size, char mark)
{
    QRandomGenerator random(static_cast<quint32>(mark));
    QByteArray text(size, mark);
    for (qsizetype i = 1; i < size; ++i) {
        text[i] = static_cast<char>('!' + random.bounded(90));
    }
    return text;
}

/// The system's keychain, until the program is killed in front of one change.
class DyingKeychain : public Auth::SystemKeychain
{
public:
    explicit DyingKeychain(int changes)
        : m_left(changes)
    { }

    void write(const QString &key, const QByteArray &value, QObject *context, Callback<void> callback) override
    {
        count();
        SystemKeychain::write(key, value, context, callback);
    }
    void remove(const QString &key, QObject *context, Callback<void> callback) override
    {
        count();
        SystemKeychain::remove(key, context, callback);
    }

private:
    void count()
    {
        if (m_left-- == 0) {
            ::kill(::getpid(), SIGKILL);
        }
    }

    int m_left;
};

/// Settings and a keychain store over them.
struct Bench
{
    std::unique_ptr<Settings::SettingsStore> settings;
    std::unique_ptr<Settings::CredentialKeys> keys;
    std::unique_ptr<Auth::KeychainStore> store;

    Bench(const QString &folder, std::unique_ptr<Auth::KeychainEntries> entries)
        : settings(std::move(*Settings::SettingsStore::open(folder)))
        , keys(std::make_unique<Settings::CredentialKeys>(settings->file()))
        , store(std::make_unique<Auth::KeychainStore>(std::move(entries), *keys))
    { }
};

/// Files below a folder that hold the bytes, as they are or in Base64 or hex.
QStringList filesWith(const QString &folder, const QByteArray &bytes)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly)) {
            continue;
        }
        const QByteArray content = file.readAll();
        if (content.contains(bytes) || content.contains(bytes.toBase64().first(bytes.size()))
            || content.contains(bytes.toHex())) {
            found.append(file.fileName());
        }
    }
    return found;
}

/// `--replace FOLDER CHANGES`: replaces the secret and is killed in front of the change with that number.
int replaceAndDie(const QStringList &arguments)
{
    Bench bench(arguments[2], std::make_unique<DyingKeychain>(arguments[3].toInt()));
    const auto written = Waiting::write(*bench.store, tenant, SecretKind::PrivateKey, secretOf(9000, 'n'));
    return written && *written ? 0 : 1;
}

/// `--without FOLDER`: tries to keep a secret where there is no Secret Service; says which error came.
int tryWithout(const QStringList &arguments)
{
    Bench bench(arguments[2], std::make_unique<Auth::SystemKeychain>());
    const auto written = Waiting::write(*bench.store, tenant, SecretKind::ClientSecret, "cAnArY-without-a-keychain");
    const auto read = Waiting::read(*bench.store, tenant, SecretKind::ClientSecret);
    if (!written || *written || !read || *read) {
        return 1;
    }
    const bool unavailable
        = written->error().kind == StoreError::Kind::Unavailable && read->error().kind == StoreError::Kind::Unavailable;
    return unavailable ? 42 : 2;
}

} // namespace

/// The keychain store on a real gnome-keyring, in a session and a home folder of its own.
class TestSystemKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void keepsSecretsOfAllSizes_data();
    void keepsSecretsOfAllSizes();
    void nothingInClearUnderHome();
    void killedBetweenChunksKeepsOneWholeSecret();
    void purgeLeavesNothing();
    void absentIsSaid();
    void readsWhatAuth0CliKeeps();
    void withoutAServiceNothingIsWritten();
    void lockedIsSaid(); // the last: nothing unlocks it again

private:
    std::unique_ptr<Bench> bench() const
    {
        return std::make_unique<Bench>(m_folder->path(), std::make_unique<Auth::SystemKeychain>());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_home;
};

void TestSystemKeychain::initTestCase()
{
    m_home = qEnvironmentVariable(sessionVariable);
    if (m_home.isEmpty()) {
        QSKIP("gnome-keyring-daemon or dbus-run-session is absent: the keychain is not tested here");
    }
    QTRY_VERIFY(ForeignItem::count() >= 0);
}

void TestSystemKeychain::init()
{
    m_folder = std::make_unique<QTemporaryDir>(m_home + "/settings-XXXXXX"_L1);
}

void TestSystemKeychain::keepsSecretsOfAllSizes_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {1, 64, 2048, 2049, 5000, 65536}) {
        QTest::addRow("%d bytes", size) << size;
    }
}

void TestSystemKeychain::keepsSecretsOfAllSizes()
{
    QFETCH(const int, size);
    const auto stored = bench();
    const QByteArray secret = secretOf(size, 's');
    const auto written = Waiting::write(*stored->store, tenant, SecretKind::PrivateKey, secret);
    QVERIFY(written);
    QVERIFY2(*written, qPrintable(*written ? QString() : written->error().message));
    const auto read = Waiting::read(*bench()->store, tenant, SecretKind::PrivateKey);
    QVERIFY(read && *read);
    QVERIFY((*read)->reveal() == secret);
    QVERIFY(*Waiting::purge(*stored->store, tenant));
}

void TestSystemKeychain::nothingInClearUnderHome()
{
    const QByteArray secret = "cAnArY-" + secretOf(60, 'c');
    const auto stored = bench();
    QVERIFY(*Waiting::write(*stored->store, tenant, SecretKind::ClientSecret, secret));
    QVERIFY((*Waiting::read(*stored->store, tenant, SecretKind::ClientSecret))->reveal() == secret);
    QCOMPARE(filesWith(m_home, secret), QStringList());
    QVERIFY2(!filesWith(m_home, "tenantry/0b9c2f7e/secret").isEmpty(), "the search must be able to find something");
    QVERIFY(*Waiting::purge(*stored->store, tenant));
}

void TestSystemKeychain::killedBetweenChunksKeepsOneWholeSecret()
{
    const QByteArray old = secretOf(5000, 'o');
    const QByteArray replacement = secretOf(9000, 'n');
    int olds = 0;
    int news = 0;
    for (int changes = 0; changes <= 9; ++changes) {
        QVERIFY(*Waiting::write(*bench()->store, tenant, SecretKind::PrivateKey, old));
        QProcess writer;
        writer.start(QCoreApplication::applicationFilePath(),
                     {u"--replace"_s, m_folder->path(), QString::number(changes)});
        QVERIFY(writer.waitForFinished());
        QCOMPARE(writer.exitStatus(), changes < 9 ? QProcess::CrashExit : QProcess::NormalExit);
        const auto read = Waiting::read(*bench()->store, tenant, SecretKind::PrivateKey);
        QVERIFY2(read && *read, qPrintable(u"killed in front of change %1"_s.arg(changes)));
        const QByteArray kept = (*read)->reveal();
        QVERIFY(kept == old || kept == replacement);
        (kept == old ? olds : news) += 1;
    }
    QVERIFY(olds > 0 && news > 0);
    const auto last = bench();
    QVERIFY(*Waiting::purge(*last->store, tenant));
}

void TestSystemKeychain::purgeLeavesNothing()
{
    const int before = ForeignItem::count();
    const auto stored = bench();
    QVERIFY(*Waiting::write(*stored->store, tenant, SecretKind::PrivateKey, secretOf(9000, 'p')));
    QVERIFY(*Waiting::write(*stored->store, tenant, SecretKind::Token, secretOf(3000, 't')));
    QVERIFY(*Waiting::write(*stored->store, tenant, SecretKind::Token, secretOf(10, 't')));
    QCOMPARE(ForeignItem::count(), before + 8);
    QVERIFY(*Waiting::purge(*stored->store, tenant));
    QCOMPARE(ForeignItem::count(), before);
}

void TestSystemKeychain::absentIsSaid()
{
    const auto stored = bench();
    QCOMPARE(Waiting::read(*stored->store, tenant, SecretKind::Token)->error().kind, StoreError::Kind::NotFound);
    QVERIFY(*Waiting::remove(*stored->store, tenant, SecretKind::Token));
}

void TestSystemKeychain::readsWhatAuth0CliKeeps()
{
    const QString domain = u"acme.eu.auth0.com"_s;
    QVERIFY(ForeignItem::create(u"Auth0 CLI Client Secret"_s, domain, "the-cli-secret"));
    QVERIFY(ForeignItem::create(u"Auth0 CLI Access Token 0"_s, domain, QByteArray(2048, 'a')));
    QVERIFY(ForeignItem::create(u"Auth0 CLI Access Token 1"_s, domain, "tail"));
    Auth::CredentialReader reader(QMap<QString, QString>{});
    const auto read = [&reader](const Auth::SecretPlace &place) {
        return *Waiting::answer<Auth::Secret>([&](QObject *context, auto callback) {
            reader.read(place, Auth::ImportFormat::Auth0Cli, context, callback);
        });
    };
    using Place = Auth::SecretPlace;
    const auto secret = read({Place::Kind::Keychain, {}, {}, u"Auth0 CLI Client Secret"_s, domain});
    QVERIFY2(secret, qPrintable(secret ? QString() : secret.error().message));
    QVERIFY(secret->reveal() == "the-cli-secret");
    const auto token = read({Place::Kind::KeychainParts, {}, {}, u"Auth0 CLI Access Token"_s, domain});
    QVERIFY(token && token->reveal() == QByteArray(2048, 'a') + "tail");
    const auto other = read({Place::Kind::Keychain, {}, {}, u"Auth0 CLI Client Secret"_s, u"other.auth0.com"_s});
    QCOMPARE(other.error().kind, StoreError::Kind::NotFound);
}

void TestSystemKeychain::withoutAServiceNothingIsWritten()
{
    QTemporaryDir home;
    QProcess lonely;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, home.path());
    environment.insert(u"XDG_RUNTIME_DIR"_s, home.filePath(u"run"_s));
    environment.insert(u"XDG_DATA_HOME"_s, home.filePath(u"data"_s));
    environment.insert(u"XDG_CONFIG_HOME"_s, home.filePath(u"config"_s));
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent/bus"_s);
    lonely.setProcessEnvironment(environment);
    lonely.start(QCoreApplication::applicationFilePath(), {u"--without"_s, home.filePath(u"settings"_s)});
    QVERIFY(lonely.waitForFinished());
    QCOMPARE(lonely.exitCode(), 42);
    QVERIFY(filesWith(home.path(), "cAnArY-without-a-keychain").isEmpty());
    QStringList files;
    QDirIterator all(home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        files.append(QDir(home.path()).relativeFilePath(all.next()));
    }
    QCOMPARE(files, QStringList{u"settings/tenantry.ini"_s});
}

void TestSystemKeychain::lockedIsSaid()
{
    const auto stored = bench();
    QVERIFY(*Waiting::write(*stored->store, tenant, SecretKind::ClientSecret, "behind the lock"));
    QVERIFY(ForeignItem::lockAll());
    const auto read = Waiting::read(*stored->store, tenant, SecretKind::ClientSecret);
    QVERIFY(read && !*read);
    QVERIFY2(read->error().kind == StoreError::Kind::Locked, qPrintable(read->error().message));
    const auto written = Waiting::write(*stored->store, tenant, SecretKind::ClientSecret, "new");
    QVERIFY(written && !*written);
    QVERIFY2(written->error().kind == StoreError::Kind::Locked, qPrintable(written->error().message));
    QVERIFY(filesWith(m_home, "behind the lock").isEmpty());
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--replace"_L1) {
        return replaceAndDie(arguments);
    }
    if (arguments.value(1) == "--without"_L1) {
        return tryWithout(arguments);
    }
    if (!qEnvironmentVariableIsSet(sessionVariable)) {
        // Once more, inside a session with a keychain; without one the tests say that they are skipped.
        QTemporaryDir home;
        qputenv(sessionVariable, home.path().toLocal8Bit());
        QProcess inside;
        inside.setProcessChannelMode(QProcess::ForwardedChannels);
        inside.start(QFINDTESTDATA("keychainsession.sh"),
                     QStringList{home.path(), QCoreApplication::applicationFilePath()} + arguments.mid(1));
        inside.waitForFinished(-1);
        if (inside.exitStatus() == QProcess::NormalExit && inside.exitCode() != 77) {
            return inside.exitCode();
        }
        qunsetenv(sessionVariable);
    }
    TestSystemKeychain test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_systemkeychain.moc"
