#include "gui/windowfixture.h"

#include "gui/programend.h"

#include <QDir>
#include <QFile>
#include <QMessageBox>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

/// The end of the program where nobody is asked.
class TestProgramEnd : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void aSignalClosesTheWindow_data();
    void aSignalClosesTheWindow();
    void whatWasStagedIsStagedAgain();
    void anotherWindowKeepsItsHandsOff();
    void itGoesWithTheProfile();

private:
    QStringList kept() const
    {
        QStringList paths;
        const QDir folder(m_fixture->folder() + u"/data/unsent"_s);
        for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files)) {
            paths.append(folder.filePath(name));
        }
        return paths;
    }
    void endBySignal()
    {
        const auto *end = begin();
        stage();
        std::raise(SIGTERM);
        QTRY_VERIFY(!m_fixture->window().isVisible());
        delete end;
        QCOMPARE(kept().size(), 1);
        m_fixture->tray().clear();
    }
    Gui::ProgramEnd *begin()
    {
        return new Gui::ProgramEnd(m_fixture->window(), m_fixture->estate(), m_fixture->tray(), m_fixture->profiles(),
                                   m_fixture->folder() + u"/data/snapshots.sqlite"_s);
    }
    void stage()
    {
        const Query::RecordPtr record = m_fixture->session(m_id.text()).records(Query::Kind::Connections).first();
        m_object = {Change::ObjectKind::Connection, record->id, record->id};
        m_fixture->tray().stage(
            m_id, {m_object, {{*Json::Pointer::parse(u"/display_name"), {}, "\"Acme\"", {}}}, record->original});
        QCOMPARE(m_fixture->tray().size(), 1);
    }

    std::unique_ptr<WindowFixture> m_fixture;
    Domain::TenantId m_id; ///< a saved tenant, open
    Change::ObjectRef m_object;
};

void TestProgramEnd::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    Domain::TenantProfile profile;
    profile.name = u"acme-eu"_s;
    profile.baseUrl = QUrl(QString::fromStdString(m_fixture->server().tenants()[0].url));
    profile.clientId = u"all"_s;
    const auto added = m_fixture->profiles().add(profile);
    QVERIFY2(added, added ? "" : qPrintable(added.error().message));
    m_id = *added;
    m_fixture->openWritable(0, m_id.text());
    m_fixture->window().showScope({m_id, Query::Kind::Connections, {}});
    QVERIFY(m_fixture->waitUntilRead());
    m_fixture->window().show();
}

void TestProgramEnd::aSignalClosesTheWindow_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void TestProgramEnd::aSignalClosesTheWindow()
{
    QFETCH(int, signal);
    begin();
    stage();
    std::raise(signal);
    QTRY_VERIFY(!m_fixture->window().isVisible());
    QVERIFY(!m_fixture->window().findChild<QMessageBox *>());
}

void TestProgramEnd::whatWasStagedIsStagedAgain()
{
    endBySignal();
    QCOMPARE(QFile::permissions(kept().first()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    m_fixture->restart();
    begin();
    const auto staged = m_fixture->tray().staged(m_id, m_object);
    QVERIFY(staged);
    QCOMPARE(staged->changes.first().after, "\"Acme\"");
    QVERIFY2(m_fixture->window().message().contains(u"staged again"_s), qPrintable(m_fixture->window().message()));
    QVERIFY(kept().isEmpty()); // else it would be staged once it was sent
}

/// One that does not show the tenant, as a sandbox does not, ends as it likes: at a signal, and when it is closed.
void TestProgramEnd::anotherWindowKeepsItsHandsOff()
{
    endBySignal();
    m_fixture->estate().close(m_id);
    auto *other = begin();
    other->endUnasked();
    QCOMPARE(kept().size(), 1);
    delete other;
    QCOMPARE(kept().size(), 1);
    QFile damaged(kept().first());
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    damaged.write("of a newer one");
    damaged.close();
    delete begin();
    QCOMPARE(kept().size(), 1);
}

void TestProgramEnd::itGoesWithTheProfile()
{
    endBySignal();
    m_fixture->estate().close(m_id);
    begin();
    QVERIFY(m_fixture->profiles().remove(m_id));
    QVERIFY(kept().isEmpty());
}

QTEST_MAIN(TestProgramEnd)
#include "tst_programend.moc"
