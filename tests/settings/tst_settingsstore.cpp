#include "settings/inifile.h"
#include "settings/paths.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"
#include "settings/windowstate.h"

#include <QDir>
#include <QProcess>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Settings::IniFile;
using Settings::Problem;
using Settings::SettingsStore;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

Settings::Preferences themed(Settings::Theme theme)
{
    Settings::Preferences preferences;
    preferences.theme = theme;
    return preferences;
}

constexpr QFile::Permissions others
    = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;

} // namespace

class TestSettingsStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void startsWithDefaults();
    void keepsPreferences();
    void bringsNumbersIntoRange();
    void survivesNonsenseInTheFile();
    void fileIsPrivate();
    void makesAnOldFilePrivate();
    void migratesTheFirstFormat();
    void refusesANewerFormat();
    void refusesABrokenVersion();
    void saysWhyItCannotWrite();
    void sweepsStrayFiles();
    void twoProcessesKeepEachOthersChanges();
    void stateFolderFollowsTheSpecification();
    void remembersTheWindow();
    void windowStateGivesWayQuietly();

private:
    std::unique_ptr<SettingsStore> open();
    QString path() const { return m_home->filePath(u"config/tenantry.ini"_s); }

    std::unique_ptr<QTemporaryDir> m_home;
};

void TestSettingsStore::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    QVERIFY(m_home->isValid());
}

std::unique_ptr<SettingsStore> TestSettingsStore::open()
{
    auto store = SettingsStore::open(m_home->filePath(u"config"_s));
    if (!store) {
        qWarning("%ls", qUtf16Printable(store.error().message));
        return {};
    }
    return std::move(*store);
}

void TestSettingsStore::startsWithDefaults()
{
    const auto store = open();
    QVERIFY(store);
    QCOMPARE(store->preferences(), Settings::Preferences());
    QCOMPARE(store->preferences().theme, Settings::Theme::System);
    QCOMPARE(store->preferences().productionReserve, 0.5);
}

void TestSettingsStore::keepsPreferences()
{
    const Settings::Preferences chosen{
        Settings::Theme::Dark, 0.25, u"/etc/ssl/büro.pem"_s, false, 30, {20, 30, 50}, 200, u"nist"_s, true};
    {
        const auto store = open();
        QVERIFY(store);
        const QSignalSpy changed(store.get(), &SettingsStore::preferencesChanged);
        QVERIFY(store->setPreferences(chosen));
        QVERIFY(store->setPreferences(chosen));
        QCOMPARE(changed.size(), 1);
    }
    QCOMPARE(open()->preferences(), chosen);
}

void TestSettingsStore::bringsNumbersIntoRange()
{
    const auto store = open();
    Settings::Preferences wild;
    wild.productionReserve = 7;
    wild.unlockMinutes = 0;
    QVERIFY(store->setPreferences(wild));
    QCOMPARE(store->preferences().productionReserve, 0.9);
    QCOMPARE(store->preferences().unlockMinutes, 1);
    QCOMPARE(store->preferences().secretDays, 365);
    QCOMPARE(store->preferences().snapshotDays, 400);
    wild.secretDays = 0;
    wild.snapshotDays = 0; // the latest stays anyway
    wild.unlockMinutes = 61;
    wild.lock = {70, 60, 80};
    QVERIFY(store->setPreferences(wild));
    QCOMPARE(store->preferences().unlockMinutes, 60);
    QCOMPARE(store->preferences().lock, (Domain::LockBands{40, 50, 50}));
    QCOMPARE(store->preferences().secretDays, 1);
    QCOMPARE(store->preferences().snapshotDays, 1);
}

void TestSettingsStore::survivesNonsenseInTheFile()
{
    QDir(m_home->path()).mkpath(u"config"_s);
    write(path(),
          "[format]\nversion=1\n[preferences]\ntheme=purple\nproductionReserve=nan\nunlockMinutes=99999999999999\n"
          "secretDays=a year\n");
    const auto store = open();
    QVERIFY(store);
    QCOMPARE(store->preferences(), Settings::Preferences());
}

void TestSettingsStore::fileIsPrivate()
{
    const auto store = open();
    QVERIFY(store->setPreferences(themed(Settings::Theme::Light)));
    QCOMPARE(QFile::permissions(path()) & others, QFile::Permissions());
    QCOMPARE(QFile::permissions(m_home->filePath(u"config"_s)) & others, QFile::Permissions());
}

void TestSettingsStore::makesAnOldFilePrivate()
{
    QDir(m_home->path()).mkpath(u"config"_s);
    write(path(), "[format]\nversion=1\n");
    QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));
    QVERIFY(open());
    QCOMPARE(QFile::permissions(path()) & others, QFile::Permissions());
}

void TestSettingsStore::migratesTheFirstFormat()
{
    QDir(m_home->path()).mkpath(u"config"_s);
    const QByteArray old = "dark=true\n[profiles]\na1\\name=Acme\na1\\domain=acme.eu.auth0.com\na1\\clientId=abc\n"
                           "a1\\production=true\nb2\\name=Beta\nb2\\domain=beta.eu.auth0.com\nb2\\clientId=def\n"
                           "b2\\production=false\n";
    write(path(), old);
    {
        const auto store = open();
        QVERIFY(store);
        QCOMPARE(store->preferences().theme, Settings::Theme::Dark);
        const Settings::ProfileStore profiles(store->file());
        QCOMPARE(profiles.profiles().size(), 2);
        QCOMPARE(profiles.findByName(u"Acme"_s)->environment, Domain::Environment::Production);
        QCOMPARE(profiles.findByName(u"Acme"_s)->id.text(), u"a1"_s);
        QCOMPARE(profiles.findByName(u"Beta"_s)->environment, Domain::Environment::Development);
    }
    QCOMPARE(contentOf(path() + ".v0"_L1), old);
    const QSettings raw(path(), QSettings::IniFormat);
    QCOMPARE(raw.value("format/version").toInt(), IniFile::currentVersion);
    QVERIFY(!raw.contains("dark"));
    QVERIFY(!raw.contains("profiles/a1/production"));
}

void TestSettingsStore::refusesANewerFormat()
{
    QDir(m_home->path()).mkpath(u"config"_s);
    const QByteArray newer = "[format]\nversion=99\n\n[preferences]\ntheme=sepia\n";
    write(path(), newer);
    const auto store = SettingsStore::open(m_home->filePath(u"config"_s));
    QVERIFY(!store);
    QCOMPARE(store.error().kind, Problem::Kind::NewerVersion);
    QVERIFY2(store.error().message.contains(u"99"_s), qPrintable(store.error().message));
    QVERIFY(store.error().message.contains(u"tenantry.ini"_s));
    QCOMPARE(contentOf(path()), newer);
}

void TestSettingsStore::refusesABrokenVersion()
{
    QDir(m_home->path()).mkpath(u"config"_s);
    for (const QByteArray &broken : {"[format]\nversion=one\n"_ba, "[format]\nversion=-3\n"_ba}) {
        write(path(), broken);
        const auto store = SettingsStore::open(m_home->filePath(u"config"_s));
        QVERIFY(!store);
        QCOMPARE(store.error().kind, Problem::Kind::Unreadable);
        QCOMPARE(contentOf(path()), broken);
    }
}

void TestSettingsStore::saysWhyItCannotWrite()
{
    write(m_home->filePath(u"config"_s), "a file where the folder should be");
    const auto store = SettingsStore::open(m_home->filePath(u"config"_s));
    QVERIFY(!store);
    QCOMPARE(store.error().kind, Problem::Kind::Unwritable);
    QVERIFY(store.error().message.contains(u"config"_s));
}

void TestSettingsStore::sweepsStrayFiles()
{
    QVERIFY(open());
    const QString stray = path() + ".aBcDeF"_L1;
    const QString fresh = path() + ".gHiJkL"_L1;
    const QString foreign = m_home->filePath(u"config/notes.txt"_s);
    for (const QString &file : {stray, fresh, foreign}) {
        write(file, "half a file");
    }
    QFile file(stray);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime::currentDateTimeUtc().addDays(-1), QFile::FileModificationTime));
    file.close();
    QVERIFY(open());
    QVERIFY(!QFile::exists(stray));
    QVERIFY2(QFile::exists(fresh), "another process may be writing this one");
    QVERIFY(QFile::exists(foreign));
}

void TestSettingsStore::twoProcessesKeepEachOthersChanges()
{
    const auto window = open();
    QProcess other; // QSettings shares one cache within a process, so another one must do the writing
    QVERIFY(window->setPreferences(themed(Settings::Theme::Dark)));
    other.start(QCoreApplication::applicationFilePath(), {u"--add-profile"_s, m_home->filePath(u"config"_s)});
    QVERIFY(other.waitForFinished());
    QCOMPARE(other.exitCode(), 0);
    QVERIFY(window->setPreferences(themed(Settings::Theme::Light)));
    QCOMPARE(Settings::ProfileStore(window->file()).profiles().size(), 1);
    const QSettings raw(path(), QSettings::IniFormat);
    QCOMPARE(raw.value("preferences/theme").toString(), u"light"_s);
}

void TestSettingsStore::stateFolderFollowsTheSpecification()
{
    const QByteArray kept = qgetenv("XDG_STATE_HOME");
    qputenv("XDG_STATE_HOME", "/var/tmp/somewhere/");
    QCOMPARE(Settings::Paths::standard().state, u"/var/tmp/somewhere/tenantry"_s);
    qputenv("XDG_STATE_HOME", "relative/path");
    QCOMPARE(Settings::Paths::standard().state, QDir::homePath() + "/.local/state/tenantry"_L1);
    qunsetenv("XDG_STATE_HOME");
    QCOMPARE(Settings::Paths::standard().state, QDir::homePath() + "/.local/state/tenantry"_L1);
    qputenv("XDG_STATE_HOME", kept);
    QVERIFY(Settings::Paths::standard().config.endsWith("/tenantry"_L1));
}

void TestSettingsStore::remembersTheWindow()
{
    using Part = Settings::WindowState::Part;
    const QByteArray geometry("\x01\xd9\xd0\xcb\0\x03@,;\n\"", 11);
    {
        Settings::WindowState state(m_home->filePath(u"state"_s));
        state.setValue(Part::Geometry, u"main"_s, geometry);
        state.setValue(Part::Columns, u"connections"_s, "wide");
        state.setValue(Part::Columns, u"applications"_s, "narrow");
        state.setValue(Part::Columns, u"applications"_s, {});
        QVERIFY(state.save());
    }
    const Settings::WindowState state(m_home->filePath(u"state"_s));
    QCOMPARE(state.value(Part::Geometry, u"main"_s), geometry);
    QCOMPARE(state.value(Part::Columns, u"connections"_s), "wide"_ba);
    QVERIFY(state.value(Part::Columns, u"applications"_s).isEmpty());
    QVERIFY(!QFile::exists(path()));
}

void TestSettingsStore::windowStateGivesWayQuietly()
{
    QDir(m_home->path()).mkpath(u"state"_s);
    const QByteArray newer = "[format]\nversion=7\n";
    write(m_home->filePath(u"state/window.ini"_s), newer);
    Settings::WindowState state(m_home->filePath(u"state"_s));
    state.setValue(Settings::WindowState::Part::Docks, u"main"_s, "x");
    QVERIFY(!state.save());
    QVERIFY(state.value(Settings::WindowState::Part::Docks, u"main"_s).isEmpty());
    QCOMPARE(contentOf(m_home->filePath(u"state/window.ini"_s)), newer);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--add-profile") == 0) {
        const auto store = SettingsStore::open(QString::fromLocal8Bit(argv[2]));
        Domain::TenantProfile profile;
        profile.name = u"from the other"_s;
        profile.domain = u"acme.eu.auth0.com"_s;
        profile.clientId = u"abc"_s;
        return store && Settings::ProfileStore((*store)->file()).add(profile) ? 0 : 1;
    }
    TestSettingsStore test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_settingsstore.moc"
