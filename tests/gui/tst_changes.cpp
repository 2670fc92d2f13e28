#include "gui/dialogfixture.h"
#include "gui/windowfixture.h"

#include "change/journal.h"
#include "items/changemodel.h"
#include "items/recordtablemodel.h"
#include "session/writeunlock.h"
#include "ui/dialogs/reviewdialog.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/shell/sourceplurals.h"
#include "ui/widgets/recordtable.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;

using Query::Kind;

/// From an edit in the window through review and Apply to what the sandbox holds, and back.
class TestChanges : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_plurals)); }
    void init();
    void cleanup() { m_fixture.reset(); }
    void editIsReviewedAppliedAndTakenBack();
    void productionWantsItsName();
    void lockedTenantSendsNothing();
    void conflictShowsAllThreeVersionsAndStaysStaged();
    void takenOutObjectsStayAsTheyAre();
    void quittingAsksBeforeStagedChangesGo();
    void cutOffEntryIsGoneOnWith();
    void lockIsSeenAndWorkedByKeyboard();
    void dialogsNameTheirFieldsAndDrawNoRichText();

private:
    void select(const QString &tenant, Kind kind, const QString &id);
    void stageName(const QString &name);
    /// A key, in the dialog that is open or else in the window.
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    QDialog *dialog() const;
    QPushButton *button(const char *name) const { return dialog()->findChild<QPushButton *>(QLatin1StringView(name)); }
    QString text(const char *name) const
    {
        return dialog()->findChild<QPlainTextEdit *>(QLatin1StringView(name))->toPlainText();
    }
    void typeName(const QString &name);
    std::string organization(int tenant);
    qsizetype writes() const;
    const Ui::Actions &actions() const { return m_fixture->window().actions(); }

    Ui::SourcePlurals m_plurals;
    std::unique_ptr<WindowFixture> m_fixture;
};

void TestChanges::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->openWritable(0, u"eu"_s);
    QVERIFY(m_fixture->waitUntilRead());
}

void TestChanges::select(const QString &tenant, Kind kind, const QString &id)
{
    m_fixture->window().showScope({Domain::TenantId(tenant), kind, {}});
    const auto isSelected = [&] {
        m_fixture->window().tablePage()->select(Domain::TenantId(tenant), id); // once its row is there
        return m_fixture->window().inspector()->objectId() == id;
    };
    QVERIFY(QTest::qWaitFor(isSelected));
    QVERIFY(actions().editObject->isEnabled());
}

void TestChanges::press(int key, Qt::KeyboardModifiers modifiers)
{
    QWidget *window = dialog() ? static_cast<QWidget *>(dialog()) : &m_fixture->window();
    window->activateWindow(); // offscreen, nobody does that when a dialog closes
    QVERIFY(QTest::qWaitForWindowActive(window));
    const QPointer<QWidget> target = window->focusWidget() ? window->focusWidget() : window;
    QTest::keyClick(target, Qt::Key(key), modifiers);
    QTest::keyRelease(&m_fixture->window(), Qt::Key_Control); // else it counts as held down
}

QDialog *TestChanges::dialog() const
{
    QDialog *open = nullptr;
    for (QDialog *dialog : m_fixture->window().findChildren<QDialog *>()) {
        open = dialog->isVisible() ? dialog : open;
    }
    return open;
}

void TestChanges::stageName(const QString &name)
{
    press(Qt::Key_F2);
    QTRY_VERIFY(dialog() && dialog()->findChild<QLineEdit *>(u"display_name"_s));
    auto *field = dialog()->findChild<QLineEdit *>(u"display_name"_s);
    field->selectAll();
    QTest::keyClicks(field, name);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(!dialog());
}

void TestChanges::typeName(const QString &name)
{
    auto *field = dialog()->findChild<QLineEdit *>(u"tenantName"_s);
    QVERIFY(field);
    QTest::keyClicks(field, name);
    QTest::keyClick(field, Qt::Key_Return);
}

std::string TestChanges::organization(int tenant)
{
    return m_fixture->server().state(std::size_t(tenant)).organizations.items().front().dump();
}

qsizetype TestChanges::writes() const
{
    const std::vector<Sandbox::ReceivedRequest> requests = m_fixture->server().requests();
    return std::count_if(requests.cbegin(), requests.cend(), [](const Sandbox::ReceivedRequest &request) {
        return request.method != "GET" && request.path != "/oauth/token";
    });
}

void TestChanges::editIsReviewedAppliedAndTakenBack()
{
    const std::string before = organization(0);
    select(u"eu"_s, Kind::Organizations, u"org_0000000000000001"_s);
    stageName(u"Acme & Sons"_s);
    QCOMPARE(m_fixture->tray().size(), 1);
    QCOMPARE(writes(), 0);
    QCOMPARE(organization(0), before);

    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(dialog());
    QVERIFY2(text("http").startsWith(u"PATCH /api/v2/organizations/org_0000000000000001\nscope update:organizations"_s),
             qPrintable(text("http")));
    QVERIFY2(text("http").contains(uR"("display_name": "Acme & Sons")"_s), qPrintable(text("http")));
    QVERIFY2(text("undo").contains(uR"("Acme")"_s), qPrintable(text("undo")));
    QTRY_VERIFY2(shownText(*dialog()).contains(u"3 requests"_s), qPrintable(shownText(*dialog())));
    picture(*dialog(), u"review"_s);
    typeName(u"acme-eu"_s);
    QVERIFY(button("apply")->isEnabled());
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY2(shownText(*dialog()).contains(u"1 of 1 changes are done"_s), qPrintable(shownText(*dialog())));
    picture(*dialog(), u"applied"_s);
    QVERIFY(m_fixture->tray().isEmpty());
    QCOMPARE(writes(), 1);
    QVERIFY(organization(0).find("Acme & Sons") != std::string::npos);
    const Query::RecordPtr shown = m_fixture->session(u"eu"_s).record(Kind::Organizations, u"org_0000000000000001"_s);
    QVERIFY2(shown->original.contains("Acme & Sons"), shown->original.constData());
    press(Qt::Key_Escape);
    QTRY_VERIFY(!dialog());

    press(Qt::Key_J, Qt::ControlModifier);
    QTRY_VERIFY(dialog() && button("undo")->isEnabled());
    QVERIFY2(text("details").contains(u"acme"_s), qPrintable(text("details")));
    picture(*dialog(), u"journal"_s);
    button("undo")->click();
    QTRY_VERIFY(dialog() && dialog()->objectName() == u"review"_s);
    QVERIFY2(dialog()->windowTitle().contains(u"acme-eu"_s), qPrintable(dialog()->windowTitle()));
    QVERIFY2(text("http").contains(uR"("display_name": "Acme")"_s), qPrintable(text("http")));
    typeName(u"acme-eu"_s);
    button("apply")->click();
    QTRY_VERIFY2(shownText(*dialog()).contains(u"1 of 1 changes are done"_s), qPrintable(shownText(*dialog())));
    QCOMPARE(organization(0), before);
    QCOMPARE(Change::readJournal(m_fixture->journalFolder()).first().plan.reverts,
             Change::readJournal(m_fixture->journalFolder()).last().plan.id);
    press(Qt::Key_Escape);
    QTRY_VERIFY(!dialog() || dialog()->objectName() != u"review"_s);

    // The journal tells the two runs of each other.
    if (dialog()) {
        press(Qt::Key_Escape);
        QTRY_VERIFY(!dialog());
    }
    press(Qt::Key_J, Qt::ControlModifier);
    QTRY_VERIFY(dialog() && text("details").contains(u"Takes back "_s));
    auto *entries = dialog()->findChild<QTableView *>(u"entries"_s);
    entries->selectRow(1);
    QTRY_VERIFY2(text("details").contains(u"Taken back by "_s), qPrintable(text("details")));
    QVERIFY(!button("undo")->isEnabled()); // no work is left for a review
    QVERIFY2(button("undo")->toolTip().contains(u"already"_s), qPrintable(button("undo")->toolTip()));
    entries->selectRow(0); // which can be taken back itself
    QTRY_VERIFY(button("undo")->isEnabled());
}

void TestChanges::productionWantsItsName()
{
    select(u"eu"_s, Kind::Connections, u"con_saml000000000001"_s);
    stageName(u"Initech"_s);
    actions().reviewChanges->trigger();
    QTRY_VERIFY(dialog());
    Session::WriteUnlock &lock = m_fixture->session(u"eu"_s).writeUnlock();
    QVERIFY(!button("apply")->isEnabled());
    QVERIFY(!button("unlock")->isEnabled());
    typeName(u"acme"_s);
    QVERIFY(!lock.isUnlocked());
    typeName(u"-eu"_s);
    QVERIFY(lock.isUnlocked());
    QVERIFY(button("apply")->isEnabled());
    // Asked for just now, and nothing was applied: it is not asked for again.
    press(Qt::Key_Escape);
    QTRY_VERIFY(!dialog());
    QCOMPARE(m_fixture->tray().size(), 1);
    actions().reviewChanges->trigger();
    QTRY_VERIFY(dialog());
    QVERIFY(lock.isUnlocked());
    QVERIFY(!dialog()->findChild<QLineEdit *>(u"tenantName"_s)->isVisible());
    QVERIFY(button("apply")->isEnabled());
    lock.lock(); // as when its time is over: another unlock is another question
    QVERIFY(dialog()->findChild<QLineEdit *>(u"tenantName"_s)->isVisible());
    QVERIFY(!button("apply")->isEnabled());
    press(Qt::Key_Escape);
    QTRY_VERIFY(!dialog());
    (void)lock.unlock(); // by nobody who typed it
    actions().reviewChanges->trigger();
    QTRY_VERIFY(dialog());
    QVERIFY(!button("apply")->isEnabled());
    press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(dialog());
    QCOMPARE(writes(), 0);
}

void TestChanges::lockedTenantSendsNothing()
{
    select(u"eu"_s, Kind::Organizations, u"org_0000000000000001"_s);
    stageName(u"Other"_s);
    actions().reviewChanges->trigger();
    QTRY_VERIFY(dialog());
    typeName(u"acme-eu"_s);
    QVERIFY(button("apply")->isEnabled());
    m_fixture->session(u"eu"_s).writeUnlock().lock(); // as when its time is over
    QVERIFY(!button("apply")->isEnabled());
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(writes(), 0);
    QCOMPARE(m_fixture->tray().size(), 1);
}

void TestChanges::conflictShowsAllThreeVersionsAndStaysStaged()
{
    select(u"eu"_s, Kind::Organizations, u"org_0000000000000001"_s);
    stageName(u"Mine"_s);
    m_fixture->server().change(0, [](Sandbox::TenantState &state) {
        Sandbox::Json theirs = state.organizations.items().front();
        theirs["display_name"] = "Theirs";
        state.organizations.append(theirs);
    });
    actions().reviewChanges->trigger();
    QTRY_VERIFY(dialog());
    typeName(u"acme-eu"_s);
    button("apply")->click();
    QTRY_VERIFY2(shownText(*dialog()).contains(u"0 of 1 changes are done"_s), qPrintable(shownText(*dialog())));
    auto *fields = dialog()->findChild<QTreeView *>(u"fields"_s);
    QVERIFY(!fields->isColumnHidden(Items::ChangeModel::NowColumn));
    const QModelIndex leaf = fields->model()->index(0, 0, fields->rootIndex());
    QCOMPARE(leaf.siblingAtColumn(Items::ChangeModel::BeforeColumn).data().toString(), uR"("Acme")"_s);
    QCOMPARE(leaf.siblingAtColumn(Items::ChangeModel::AfterColumn).data().toString(), uR"("Mine")"_s);
    QCOMPARE(leaf.siblingAtColumn(Items::ChangeModel::NowColumn).data().toString(), uR"("Theirs")"_s);
    QVERIFY2(text("result").contains(u"Theirs"_s), qPrintable(text("result")));
    picture(*dialog(), u"conflict"_s);
    QCOMPARE(writes(), 0);
    QCOMPARE(m_fixture->tray().size(), 1);
    QVERIFY(button("apply")->isVisible()); // reviews the rest
    button("apply")->click();
    const QModelIndex anew = fields->model()->index(0, 0, fields->rootIndex());
    QCOMPARE(anew.siblingAtColumn(Items::ChangeModel::BeforeColumn).data().toString(), uR"("Theirs")"_s);
    QCOMPARE(anew.siblingAtColumn(Items::ChangeModel::AfterColumn).data().toString(), uR"("Mine")"_s);
    QVERIFY2(shownText(*dialog()).contains(u"writes over what somebody else set"_s), qPrintable(shownText(*dialog())));
    QCOMPARE(writes(), 0); // before it is applied
    if (!button("apply")->isEnabled()) {
        typeName(u"acme-eu"_s);
    }
    button("apply")->click();
    QTRY_VERIFY2(shownText(*dialog()).contains(u"1 of 1 changes are done"_s), qPrintable(shownText(*dialog())));
    QVERIFY(organization(0).find("Mine") != std::string::npos);
}

void TestChanges::takenOutObjectsStayAsTheyAre()
{
    select(u"eu"_s, Kind::Organizations, u"org_0000000000000001"_s);
    stageName(u"Mine"_s);
    select(u"eu"_s, Kind::Connections, u"con_saml000000000001"_s);
    stageName(u"Initech"_s);
    QCOMPARE(m_fixture->tray().size(), 2);
    actions().reviewChanges->trigger();
    QTRY_VERIFY(dialog());
    press(Qt::Key_Delete);
    QCOMPARE(m_fixture->tray().size(), 1);
    QVERIFY2(dialog()->windowTitle().contains(u"1 change"_s), qPrintable(dialog()->windowTitle()));
    press(Qt::Key_Delete);
    QVERIFY(m_fixture->tray().isEmpty());
    QVERIFY(!button("apply")->isEnabled());
    QVERIFY(!actions().reviewChanges->isEnabled());
}

void TestChanges::quittingAsksBeforeStagedChangesGo()
{
    Ui::MainWindow &window = m_fixture->window();
    select(u"eu"_s, Kind::Organizations, u"org_0000000000000001"_s);
    stageName(u"Mine"_s);
    window.close();
    QVERIFY(window.isVisible());
    QTRY_VERIFY(dialog());
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!dialog());
    QVERIFY(window.isVisible());
    QCOMPARE(m_fixture->tray().size(), 1);
    window.close();
    QTRY_VERIFY(dialog());
    QTest::mouseClick(button("quitAnyway"), Qt::LeftButton);
    QTRY_VERIFY(!window.isVisible());
    m_fixture->tray().clear();
}

void TestChanges::cutOffEntryIsGoneOnWith()
{
    const Query::RecordPtr seen = m_fixture->session(u"eu"_s).record(Kind::Organizations, u"org_0000000000000001"_s);
    Change::Plan plan = Change::newPlan(u"Rename acme"_s, Change::planTenant(m_fixture->session(u"eu"_s).profile()));
    plan.items = {{{Change::ObjectKind::Organization, seen->id, u"acme"_s},
                   {{*Json::Pointer::parse(u"/display_name"), R"("Acme")", R"("Renamed")", {}}},
                   seen->original}};
    {
        // A program that ended before its first request.
        const auto begun = Change::JournalFile::begin(m_fixture->journalFolder(), plan, u"kim"_s, Json::SecretKeys());
        QVERIFY(begun.has_value());
    }
    actions().journal->trigger();
    QTRY_VERIFY(dialog() && button("resume")->isEnabled());
    button("resume")->click();
    QTRY_VERIFY(dialog() && dialog()->objectName() == u"review"_s);
    typeName(u"acme-eu"_s);
    QVERIFY(button("apply")->isEnabled());
    button("apply")->click();
    QTRY_VERIFY2(shownText(*dialog()).contains(u"1 of 1 changes are done"_s), qPrintable(shownText(*dialog())));
    QVERIFY(organization(0).find("Renamed") != std::string::npos);
    const QList<Change::JournalEntry> journal = Change::readJournal(m_fixture->journalFolder());
    QCOMPARE(journal.size(), 1);
    QVERIFY(!journal.first().isUnfinished());
}

void TestChanges::lockIsSeenAndWorkedByKeyboard()
{
    m_fixture->openWritable(1, u"dev"_s);
    m_fixture->window().showScope({Domain::TenantId(u"dev"_s), Kind::Applications, {}});
    QCOMPARE(actions().toggleLock->iconText(), u"Read-only"_s);
    press(Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(dialog());
    press(Qt::Key_Space);
    QTRY_VERIFY(!dialog());
    Session::WriteUnlock &lock = m_fixture->session(u"dev"_s).writeUnlock();
    QVERIFY(lock.isUnlocked());
    QCOMPARE(actions().toggleLock->iconText(), u"Unlocked, 15 min left"_s);
    m_fixture->window().showScope({{}, Kind::Applications, {}});
    QCOMPARE(actions().toggleLock->iconText(), u"1 tenant unlocked"_s);
    press(Qt::Key_L, Qt::ControlModifier);
    QVERIFY(!lock.isUnlocked());
    QVERIFY(!actions().toggleLock->isEnabled());
}

void TestChanges::dialogsNameTheirFieldsAndDrawNoRichText()
{
    m_fixture->session(u"eu"_s).setDisplay(QLatin1StringView(WindowFixture::hostileName), {});
    select(u"eu"_s, Kind::Organizations, u"org_0000000000000001"_s);
    press(Qt::Key_F2);
    QTRY_VERIFY(dialog());
    QCOMPARE(faultsOf(*dialog()).join(u'\n'), QString());
    press(Qt::Key_Escape);
    QTRY_VERIFY(!dialog());
    stageName(QLatin1StringView("<b>bold</b>"));
    for (QAction *action : {actions().reviewChanges, actions().toggleLock, actions().journal}) {
        action->trigger();
        QTRY_VERIFY(dialog());
        QCOMPARE(faultsOf(*dialog()).join(u'\n'), QString());
        press(Qt::Key_Escape);
        QTRY_VERIFY(!dialog());
    }
}

QTEST_MAIN(TestChanges)
#include "tst_changes.moc"
