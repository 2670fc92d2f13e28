#include "settings/reportstore.h"
#include "settings/settingsstore.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Domain::SavedReport;
using Settings::ReportStore;

/// The reports that were saved under a name.
class TestReportStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void keepsAllOfThem();
    void whatAnotherWindowKeptStays();
    void aNameIsOneReports();
    void whatCannotBeKeptIsTold_data();
    void whatCannotBeKeptIsTold();
    void aFailedSaveChangesNothing();
    void whatIsNoReportIsLeftOut();

private:
    QString path() const { return m_home->filePath(u"config/tenantry.ini"_s); }
    void reopen()
    {
        m_store.reset();
        m_settings.reset();
        auto settings = Settings::SettingsStore::open(m_home->filePath(u"config"_s));
        QVERIFY(settings);
        m_settings = std::move(*settings);
        m_store = std::make_unique<ReportStore>(m_settings->file());
    }

    const SavedReport m_friday{u"Friday"_s, {u"limits"_s, u"changes"_s}, true, 7, u"pdf"_s, u"acme"_s,
                               true,        u"acme.eu.auth0.com"_s};
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Settings::SettingsStore> m_settings;
    std::unique_ptr<ReportStore> m_store;
};

void TestReportStore::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    reopen();
}

void TestReportStore::keepsAllOfThem()
{
    QSignalSpy changed(m_store.get(), &ReportStore::changed);
    QVERIFY(m_store->keep(m_friday));
    QVERIFY(m_store->keep({u"  A   first; \"one\" "_s, {u"summary"_s}, false, 0, u"html"_s}));
    QCOMPARE(changed.size(), 2);
    const QList<SavedReport> kept{{u"A first; \"one\""_s, {u"summary"_s}, false, 0, u"html"_s}, m_friday};
    QCOMPARE(m_store->reports(), kept);
    reopen();
    QCOMPARE(m_store->reports(), kept);
    QCOMPARE(m_store->find(u" friday "_s), m_friday);
    QVERIFY(m_store->remove(u"FRIDAY"_s));
    QVERIFY(m_store->remove(u"nothing of that name"_s));
    reopen();
    QCOMPARE(m_store->reports(), kept.mid(0, 1));
}

void TestReportStore::whatAnotherWindowKeptStays()
{
    auto others = Settings::SettingsStore::open(m_home->filePath(u"config"_s));
    QVERIFY(others);
    ReportStore other((*others)->file());
    const SavedReport monday{u"Monday"_s, {u"summary"_s}, false, 0, u"html"_s};
    QVERIFY(other.keep(monday));
    QVERIFY(m_store->keep(m_friday));
    QCOMPARE(m_store->reports(), (QList<SavedReport>{m_friday, monday}));
    QVERIFY(other.remove(u"Monday"_s));
    reopen();
    QCOMPARE(m_store->reports(), QList<SavedReport>{m_friday});
}

void TestReportStore::aNameIsOneReports()
{
    QVERIFY(m_store->keep(m_friday));
    SavedReport other = m_friday;
    other.name = u"FRIDAY"_s;
    other.sections = {u"users"_s};
    QVERIFY(m_store->keep(other));
    QCOMPARE(m_store->reports(), QList<SavedReport>{other});
}

void TestReportStore::whatCannotBeKeptIsTold_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("sections");
    QTest::newRow("no name") << u" \n "_s << QStringList{u"limits"_s};
    QTest::newRow("long name") << QString(101, u'x') << QStringList{u"limits"_s};
    QTest::newRow("no section") << u"Friday"_s << QStringList();
}

void TestReportStore::whatCannotBeKeptIsTold()
{
    QFETCH(const QString, name);
    QFETCH(const QStringList, sections);
    const auto kept = m_store->keep({name, sections, false, 0, u"html"_s});
    QVERIFY(!kept);
    QVERIFY(!kept.error().message.isEmpty());
    QVERIFY(m_store->reports().isEmpty());
}

void TestReportStore::aFailedSaveChangesNothing()
{
    QVERIFY(m_store->keep(m_friday));
    QVERIFY(QFile::remove(path()));
    QVERIFY(QDir().mkdir(path())); // where the file would be written
    QVERIFY(!m_store->keep({u"Monday"_s, {u"limits"_s}, false, 0, u"html"_s}));
    QVERIFY(!m_store->remove(m_friday.name));
    QCOMPARE(m_store->reports(), QList<SavedReport>{m_friday});
}

void TestReportStore::whatIsNoReportIsLeftOut()
{
    QVERIFY(m_store->keep(m_friday));
    m_store.reset();
    m_settings.reset();
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray text = file.readAll();
    file.close();
    QVERIFY(text.contains("saved\\size=1"));
    text.replace("saved\\size=1",
                 "saved\\2\\name=No sections\nsaved\\3\\sections=limits\nsaved\\4\\name=friday\n"
                 "saved\\4\\sections=users\nsaved\\size=4");
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(text) == text.size());
    file.close();
    reopen();
    QCOMPARE(m_store->reports(), QList<SavedReport>{m_friday});
}

QTEST_MAIN(TestReportStore)
#include "tst_reportstore.moc"
