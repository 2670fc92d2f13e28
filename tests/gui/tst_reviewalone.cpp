#include "gui/dialogfixture.h"
#include "gui/editorfixture.h"

#include "change/journal.h"
#include "items/changemodel.h"
#include "session/writeunlock.h"
#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/reviewdialog.h"
#include "ui/shell/sourceplurals.h"
#include "json/value.h"

#include <QTableView>

using namespace Qt::StringLiterals;

namespace {

const Change::ObjectRef acme{Change::ObjectKind::Organization, u"org_0000000000000001"_s, u"acme"_s};
const Change::ObjectRef initech{Change::ObjectKind::Connection, u"con_saml000000000001"_s, u"initech"_s};

} // namespace

/// What the journal takes back goes for itself, whatever waits to be sent.
class TestReviewAlone : public QObject, EditorFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_plurals)); }
    void init() { openWindow(); }
    void cleanup() { m_fixture.reset(); }
    void whatIsStagedStaysStaged();
    void twoRunsOfOneObjectGoBackToBeforeBoth();
    void aKeyTooManyShowsNothingElse();

private:
    void stage(const Change::ObjectRef &object, const QByteArray &before, const QByteArray &after);
    void send(const QByteArray &before, const QByteArray &after);
    void undoAll();
    std::string nameHeld();

    Ui::SourcePlurals m_plurals;
};

void TestReviewAlone::stage(const Change::ObjectRef &object, const QByteArray &before, const QByteArray &after)
{
    m_fixture->tray().stage(tenant(), {object, {{*Json::Pointer::parse(u"/display_name"), before, after, {}}}, {}});
}

/// The organization's name, through a review of its own.
void TestReviewAlone::send(const QByteArray &before, const QByteArray &after)
{
    stage(acme, before, after);
    open(actions().reviewChanges);
    apply(u"1 of 1 changes are done"_s);
    click("close");
}

void TestReviewAlone::undoAll()
{
    open(actions().journal);
    QTRY_VERIFY(button("undo")->isEnabled());
    field<QTableView>("entries")->selectAll();
    button("undo")->click();
    QTRY_VERIFY(dialog() && dialog()->objectName() == u"review"_s);
}

std::string TestReviewAlone::nameHeld()
{
    return m_fixture->server().state(0).organizations.items().front().at("display_name").get<std::string>();
}

void TestReviewAlone::whatIsStagedStaysStaged()
{
    send(R"("Acme")", R"("Acme & Sons")");
    stage(initech, R"("Initech SAML")", R"("Initech")");
    stage(acme, R"("Acme & Sons")", R"("Acme Group")");
    const QStringList before = staged();
    QCOMPARE(before.size(), 2);
    undoAll();
    QVERIFY2(dialog()->windowTitle().startsWith(u"Review 1 change in"_s), qPrintable(dialog()->windowTitle()));
    click("close");
    QCOMPARE(staged(), before);
    undoAll();
    apply(u"1 of 1 changes are done"_s);
    click("close");
    QCOMPARE(nameHeld(), std::string("Acme"));
    QCOMPARE(staged(), before);
    // Its edit starts from what Auth0 holds since: else it would be in conflict.
    QCOMPARE(m_fixture->tray().staged(tenant(), acme)->changes.first().before, QByteArray(R"("Acme")"));
    const QList<Change::JournalEntry> journal = Change::readJournal(m_fixture->journalFolder());
    QCOMPARE(journal.size(), 2);
    QCOMPARE(journal.first().plan.reverts, journal.last().plan.id);
    QVERIFY(Change::reversalsIn(journal).value(journal.last().plan.id).isWhole);
}

void TestReviewAlone::twoRunsOfOneObjectGoBackToBeforeBoth()
{
    send(R"("Acme")", R"("Acme & Sons")");
    send(R"("Acme & Sons")", R"("Acme Group")");
    undoAll();
    const QList<Session::TenantPlan> plans = dialog()->findChild<Items::ChangeModel *>()->plans();
    QCOMPARE(plans.size(), 1);
    QCOMPARE(plans.first().plan.items.size(), 1);
    apply(u"1 of 1 changes are done"_s);
    click("close");
    QCOMPARE(nameHeld(), std::string("Acme"));
    QVERIFY(m_fixture->tray().isEmpty());
}

/// The key of Apply, once more: of what is no production tenant it would ask nothing.
void TestReviewAlone::aKeyTooManyShowsNothingElse()
{
    m_fixture->openWritable(1, u"dev"_s);
    m_fixture->window().showScope({Domain::TenantId(u"dev"_s), Query::Kind::Applications, {}});
    QTRY_COMPARE(m_fixture->session(u"dev"_s).records(Query::Kind::Applications).size(), 1);
    stage(acme, R"("Acme")", R"("Acme & Sons")");
    Session::TenantSession &dev = m_fixture->session(u"dev"_s);
    const Query::RecordPtr record = dev.records(Query::Kind::Applications).first();
    Change::Plan plan = Change::newPlan(u"Rename"_s, Change::planTenant(dev.profile()));
    const QByteArray name = Json::write(Json::parse(record->original)->at("name"));
    plan.items = {{{Change::ObjectKind::Application, record->id, u"application"_s},
                   {{*Json::Pointer::parse(u"/name"), name, R"("Renamed")", {}}},
                   record->original}};
    Ui::openDialog(
        new Ui::ReviewDialog({m_fixture->estate(), m_fixture->tray(), m_fixture->journalFolder(), m_fixture->prompt()},
                             {Session::TenantPlan{dev.id(), plan}}, &m_fixture->window()));
    QVERIFY(dev.writeUnlock().unlock());
    button("apply")->click();
    button("apply")->click(); // while it runs
    QTRY_VERIFY2(shownText(*dialog()).contains(u"1 of 1 changes are done"_s), qPrintable(shownText(*dialog())));
    QVERIFY(button("apply")->isEnabled());
    button("apply")->click(); // as its key does, which is there all the same
    QCOMPARE(dialog()->windowTitle(), u"Applied 1 of 1 changes"_s);
    QCOMPARE(Change::readJournal(m_fixture->journalFolder()).size(), 1);
    click("close");
}

QTEST_MAIN(TestReviewAlone)
#include "tst_reviewalone.moc"
