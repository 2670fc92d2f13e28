#include "gui/windowfixture.h"

#include "gui/programend.h"

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
    void whatWasLetGoIsNotStagedAgain();

private:
    QString file() const { return m_fixture->folder() + u"/data/unsent.json"_s; }
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
    const auto *end = begin();
    stage();
    std::raise(SIGTERM);
    QTRY_VERIFY(!m_fixture->window().isVisible());
    delete end;
    QCOMPARE(QFile::permissions(file()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    m_fixture->tray().clear();
    m_fixture->restart();
    begin();
    const auto staged = m_fixture->tray().staged(m_id, m_object);
    QVERIFY(staged);
    QCOMPARE(staged->changes.first().after, "\"Acme\"");
    QVERIFY2(m_fixture->window().message().contains(u"staged again"_s), qPrintable(m_fixture->window().message()));
}

/// Whoever closes the window is asked, and what they say counts, also of what was kept before.
void TestProgramEnd::whatWasLetGoIsNotStagedAgain()
{
    const auto *end = begin();
    stage();
    std::raise(SIGTERM);
    QTRY_VERIFY(!m_fixture->window().isVisible());
    delete end;
    QVERIFY(QFile::exists(file()));
    delete begin(); // the next one ends as its window is closed
    QVERIFY(!QFile::exists(file()));
}

QTEST_MAIN(TestProgramEnd)
#include "tst_programend.moc"
