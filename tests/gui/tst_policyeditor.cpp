#include "gui/policyeditorfixture.h"

#include <QScrollArea>
#include <QScrollBar>

/// From selected rows to staged edits of their password policies.
class TestPolicyEditor : public QObject, private PolicyEditorFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_plurals)); }
    void init() { open(); }
    void cleanup() { m_fixture.reset(); }
    void differingFieldsSaySo();
    void onlyTouchedLeavesAreStaged();
    void defaultsAndLevelsAreShownAsSuch();
    void refusalsAreNamedBeforeStaging();
    void bothGenerationsNeedAChoice();
    void singleTypesStayWhereTheyAre();
    void wordsAreCountedAndLimited();
    void badNumbersAreToldNotStaged();
    void unusableNumbersSayWhatIsWrong();
    void whatAuth0HoldsStandsBesideWhatIsStaged();
    void editsThatWereNotStagedAreKept();
    void theShortcutSelectsTheFirstNumber();
    void weakeningIsMarkedInWords();
    void aMixedSelectionIsToldBothWaysOrOnlyRaised();
    void acrossTenants();
    void tabIsThereForDatabaseConnectionsOnly();
    void keyboardAlone();

private:
    Ui::SourcePlurals m_plurals;
};

void TestPolicyEditor::differingFieldsSaySo()
{
    select({u"good"_s, u"ten"_s, u"flexible"_s});
    auto *line = qobject_cast<QLineEdit *>(fields().entry());
    QCOMPARE(line->text(), QString());
    QCOMPARE(hint(line), u"differs: 8, 10, 14"_s);
    QCOMPARE(fields().findChild<QLabel *>(u"generation"_s)->text(), u"legacy 2 · flexible 1"_s);
    QCOMPARE(qobject_cast<QComboBox *>(fields().editor(Key::Dictionary)->entry())->currentText(), u"off"_s);
    QVERIFY(!button("stage")->isEnabled());
    QVERIFY(m_fixture->window().inspector()->findChild<Ui::WrapLabel *>()->text().contains(u"3 connections"_s));
    // Nothing of it is cut at the usual size.
    QCOMPARE(editor().findChild<QScrollArea *>()->horizontalScrollBar()->maximum(), 0);
}

void TestPolicyEditor::onlyTouchedLeavesAreStaged()
{
    select({u"good"_s, u"ten"_s, u"flexible"_s});
    type(Key::MinLength, u"12"_s);
    choose(fields().editor(Key::Dictionary), u"10,000 common"_s);
    QCOMPARE(button("stage")->text(), u"&Stage for 3"_s);
    stage();
    QCOMPARE(m_fixture->tray().size(), 3);
    QCOMPARE(staged(u"good"_s),
             (QStringList{u"/options/password_complexity_options = {\"min_length\":12}"_s,
                          u"/options/password_dictionary = {\"enable\":true}"_s}));
    QCOMPARE(staged(u"flexible"_s).first(), u"/options/password_options/complexity/min_length = 12"_s);
    QCOMPARE(staged(u"flexible"_s).size(), 2);
    // What is staged is shown, and built upon.
    QTRY_COMPARE(qobject_cast<QLineEdit *>(fields().entry())->text(), u"12"_s);
    QVERIFY(!fields().isTouched());
    choose(fields().editor(Policy::Switch::DisableSignup), u"disabled"_s);
    stage();
    QCOMPARE(staged(u"good"_s).size(), 3);
    QVERIFY(staged(u"good"_s).contains(u"/options/disable_signup = true"_s));
}

void TestPolicyEditor::defaultsAndLevelsAreShownAsSuch()
{
    select({u"good"_s});
    QVERIFY(hint(fields().entry()).contains(u"default: 8"_s));
    QVERIFY(!fields().editor(Key::IdenticalCharacters)->isEnabled());
    QVERIFY(hint(fields().editor(Key::IdenticalCharacters)->entry()).contains(u"from the level"_s));
    QVERIFY(!fields().editor(Policy::Switch::ApiBehavior)->isEnabled());
    select({u"flexible"_s});
    QVERIFY(fields().editor(Key::IdenticalCharacters)->isEnabled());
    QVERIFY(!fields().editor(Key::Level)->isVisible());
    QCOMPARE(qobject_cast<QLineEdit *>(fields().entry())->text(), u"14"_s);
    QVERIFY(!hint(fields().entry()).contains(u"default"_s));
}

void TestPolicyEditor::refusalsAreNamedBeforeStaging()
{
    select({u"good"_s, u"custom"_s, u"saml"_s, u"both"_s});
    QVERIFY2(told().contains(u"1 of 4 will be skipped: The connection uses a custom database"_s), qPrintable(told()));
    QVERIFY(told().contains(u"strategy auth0"_s));
    QVERIFY(told().contains(u"Say which to keep"_s));
    type(Key::MinLength, u"14"_s);
    QCOMPARE(button("stage")->text(), u"&Stage for 1"_s);
    stage();
    QCOMPARE(m_fixture->tray().size(), 1);
}

void TestPolicyEditor::bothGenerationsNeedAChoice()
{
    select({u"both"_s});
    auto *keepFlexible = editor().findChild<QAbstractButton *>(u"keepFlexible"_s);
    auto *keepLegacy = editor().findChild<QAbstractButton *>(u"keepLegacy"_s);
    QVERIFY(keepFlexible->isVisible());
    QVERIFY(!keepFlexible->isChecked() && !keepLegacy->isChecked());
    type(Key::MinLength, u"20"_s);
    QVERIFY(!button("stage")->isEnabled());
    keepFlexible->click();
    waitForEditor();
    stage();
    QCOMPARE(
        staged(u"both"_s),
        (QStringList{u"/options/password_options/complexity/min_length = 20"_s, u"/options/passwordPolicy = gone"_s}));
    QTRY_VERIFY(!keepFlexible->isVisible());
}

void TestPolicyEditor::singleTypesStayWhereTheyAre()
{
    select({u"good"_s, u"flexible"_s});
    auto *special = fields().findChild<QAbstractButton *>(u"special"_s);
    special->click();
    waitForEditor();
    QVERIFY2(told().contains(u"already"_s), qPrintable(told())); // the level asks for it
    stage();
    QCOMPARE(staged(u"flexible"_s),
             QStringList{u"/options/password_options/complexity/character_types = [\"number\",\"special\"]"_s});
    QVERIFY(staged(u"good"_s).isEmpty());
}

void TestPolicyEditor::wordsAreCountedAndLimited()
{
    select({u"good"_s});
    qobject_cast<QPushButton *>(fields().editor(Key::DictionaryWords)->entry())->click();
    auto *text = editor().findChild<QPlainTextEdit *>(u"words"_s);
    auto *take = editor().findChild<QPushButton *>(u"take"_s);
    auto *count = editor().findChild<QLabel *>(u"count"_s);
    QVERIFY(text && take && count);
    QStringList words;
    for (int i = 0; i < 201; ++i) {
        words.append(u"word%1"_s.arg(i));
    }
    text->setPlainText(words.join(u'\n'));
    QVERIFY(!take->isEnabled());
    QCOMPARE(count->text(), u"201 of 200: take 1 out."_s);
    text->setPlainText(u"acme\n"_s + QString(51, u'x'));
    QVERIFY(!take->isEnabled());
    text->setPlainText(u" acme, anvil ,, acme"_s); // pasted
    QCOMPARE(count->text(), u"2 of 200"_s);
    take->click();
    waitForEditor();
    stage();
    QCOMPARE(staged(u"good"_s),
             QStringList{u"/options/password_dictionary = {\"enable\":false,\"dictionary\":[\"acme\",\"anvil\"]}"_s});
}

void TestPolicyEditor::badNumbersAreToldNotStaged()
{
    select({u"good"_s});
    type(Key::MinLength, u"0"_s);
    editor().stage();
    QVERIFY(m_fixture->tray().isEmpty());
    QVERIFY(hint(fields().entry()).contains(u"whole number"_s));
    select({u"flexible"_s});
    type(Key::MinLength, u"100"_s);
    QVERIFY2(told().contains(u"72"_s), qPrintable(told()));
    QVERIFY(!button("stage")->isEnabled());
}

void TestPolicyEditor::unusableNumbersSayWhatIsWrong()
{
    select({u"good"_s});
    auto *line = qobject_cast<QLineEdit *>(fields().entry());
    for (const QString &text : {u"0"_s, u"129"_s, u"abc"_s, u"-3"_s, u"8.5"_s}) {
        type(Key::MinLength, text);
        QVERIFY2(hint(line).contains(u"“%1” cannot be used"_s.arg(text)), qPrintable(hint(line)));
        QVERIFY(hint(line).contains(u"Management API takes a whole number from 1 to 128"_s));
        QVERIFY(hint(line).contains(u"Enter such a number"_s));
        QVERIFY2(told().contains(u"cannot be used"_s), qPrintable(told()));
        QVERIFY2(!told().contains(u"so already"_s), qPrintable(told()));
        QVERIFY(!button("stage")->isEnabled());
    }
    line->selectAll();
    QTest::keyClick(line, Qt::Key_Delete);
    waitForEditor();
    QVERIFY2(told().contains(u"The field is empty"_s), qPrintable(told()));
    // A second field that can be used is not staged past the first.
    type(Key::HistorySize, u"5"_s);
    QVERIFY(!button("stage")->isEnabled());
    editor().stage();
    QVERIFY(m_fixture->tray().isEmpty());
    QCOMPARE(m_fixture->window().focusWidget(), line);
    type(Key::MinLength, u"12"_s);
    QVERIFY(button("stage")->isEnabled());
    type(Key::HistorySize, u"25"_s);
    QVERIFY2(told().contains(u"from 0 to 24"_s), qPrintable(told()));
}

void TestPolicyEditor::whatAuth0HoldsStandsBesideWhatIsStaged()
{
    select({u"good"_s});
    type(Key::MinLength, u"12"_s);
    QVERIFY2(hint(fields().entry()).contains(u"Auth0 now: 8"_s), qPrintable(hint(fields().entry())));
    QVERIFY(!hint(fields().entry()).contains(u"staged"_s));
    stage();
    QTRY_VERIFY(hint(fields().entry()).contains(u"staged: 12"_s));
    QVERIFY2(hint(fields().entry()).contains(u"Auth0 now: 8"_s), qPrintable(hint(fields().entry())));
    type(Key::MinLength, u"10"_s);
    QVERIFY2(hint(fields().entry()).contains(u"Auth0 now: 8 · staged: 12"_s), qPrintable(hint(fields().entry())));
}

void TestPolicyEditor::editsThatWereNotStagedAreKept()
{
    select({u"good"_s});
    type(Key::MinLength, u"33"_s);
    choose(fields().editor(Key::Dictionary), u"10,000 common"_s);
    type(Key::HistorySize, u"99"_s); // cannot be used, and is kept all the same
    select({u"ten"_s});
    QVERIFY(!fields().isTouched());
    QCOMPARE(elsewhere(), u"Not staged yet: the edits of “good”."_s);
    select({u"good"_s});
    QCOMPARE(qobject_cast<QLineEdit *>(fields().entry())->text(), u"33"_s);
    QCOMPARE(qobject_cast<QComboBox *>(fields().editor(Key::Dictionary)->entry())->currentText(), u"10,000 common"_s);
    QCOMPARE(qobject_cast<QLineEdit *>(fields().editor(Key::HistorySize)->entry())->text(), u"99"_s);
    QCOMPARE(elsewhere(), QString());
    type(Key::HistorySize, u"5"_s);
    stage();
    QCOMPARE(staged(u"good"_s).size(), 3);
    select({u"ten"_s});
    QCOMPARE(elsewhere(), QString());
}

void TestPolicyEditor::theShortcutSelectsTheFirstNumber()
{
    select({u"good"_s});
    auto *line = qobject_cast<QLineEdit *>(fields().entry());
    for (int i = 0; i < 2; ++i) { // from the table, and where the focus is there already
        m_fixture->window().actions().editPolicy->trigger();
        waitForEditor();
        QTRY_COMPARE(m_fixture->window().focusWidget(), line);
        QCOMPARE(line->selectedText(), u"8"_s);
        line->deselect();
    }
    // The value of another connection comes after the focus.
    select({u"flexible"_s});
    QTRY_COMPARE(line->text(), u"14"_s);
    QCOMPARE(line->selectedText(), u"14"_s);
    QTest::keyClicks(line, u"20"_s);
    QCOMPARE(line->text(), u"20"_s);
}

void TestPolicyEditor::weakeningIsMarkedInWords()
{
    select({u"flexible"_s});
    type(Key::MinLength, u"10"_s);
    QVERIFY2(hint(fields().entry()).startsWith(u"▼ weaker · Auth0 now: 14"_s), qPrintable(hint(fields().entry())));
    QVERIFY2(told().contains(u"▼ weaker: Minimum length from 14 to 10"_s), qPrintable(told()));
    type(Key::MinLength, u"16"_s);
    QVERIFY(hint(fields().entry()).startsWith(u"▲ stronger"_s));
    QVERIFY2(!told().contains(u"weaker"_s), qPrintable(told()));
    stage();
    // Less than what is staged, and more than what Auth0 holds: sending it makes nothing weaker.
    type(Key::MinLength, u"15"_s);
    QVERIFY2(!told().contains(u"weaker"_s), qPrintable(told()));
    fields().findChild<QAbstractButton *>(u"number"_s)->click(); // the one type that is asked for
    waitForEditor();
    QVERIFY2(told().contains(u"◆ looser: Character types from number to none"_s), qPrintable(told()));
}

void TestPolicyEditor::aMixedSelectionIsToldBothWaysOrOnlyRaised()
{
    select({u"flexible"_s});
    auto *onlyRaise = fields().editor(Key::MinLength)->findChild<QAbstractButton *>(u"onlyRaise"_s);
    QVERIFY(!onlyRaise->isVisible()); // one value: nothing to choose
    select({u"good"_s, u"ten"_s, u"flexible"_s});
    QVERIFY(onlyRaise->isVisible());
    type(Key::MinLength, u"12"_s);
    QVERIFY2(hint(fields().entry()).startsWith(u"▲ stronger 2 · ▼ weaker 1 · Auth0 now: differs: 8, 10, 14"_s),
             qPrintable(hint(fields().entry())));
    QVERIFY2(told().contains(u"▼ weaker: Minimum length from 14 to 12, of 1 of 3"_s), qPrintable(told()));
    onlyRaise->click();
    waitForEditor();
    QVERIFY2(hint(fields().entry()).startsWith(u"▲ stronger 2 · left as they are 1"_s),
             qPrintable(hint(fields().entry())));
    QVERIFY2(!told().contains(u"weaker"_s) && told().contains(u"1 of 3 ask for as much already"_s), qPrintable(told()));
    QCOMPARE(button("stage")->text(), u"&Stage for 2"_s);
    // It is part of what is entered.
    select({u"good"_s});
    QVERIFY(!onlyRaise->isVisible());
    button("showDraft")->click();
    QTRY_COMPARE(m_fixture->window().tablePage()->selection().objects.size(), 3);
    waitForEditor();
    QVERIFY(onlyRaise->isVisible() && onlyRaise->isChecked());
    stage();
    QCOMPARE(m_fixture->tray().size(), 2);
    QVERIFY(staged(u"flexible"_s).isEmpty());
    QVERIFY(!onlyRaise->isChecked());
}

void TestPolicyEditor::acrossTenants()
{
    select({u"good"_s, u"us"_s}, Kind::Policies);
    QVERIFY(editor().isVisible());
    type(Key::HistorySize, u"5"_s);
    stage();
    QCOMPARE(staged(u"good"_s), QStringList{u"/options/password_history = {\"enable\":true,\"size\":5}"_s});
    QCOMPARE(staged(u"us"_s), staged(u"good"_s));
    QCOMPARE(m_fixture->tray().plans().size(), 2);
}

void TestPolicyEditor::tabIsThereForDatabaseConnectionsOnly()
{
    select({u"good"_s});
    Ui::InspectorPanel &inspector = *m_fixture->window().inspector();
    const int tab = inspector.tabs()->indexOf(&editor());
    QVERIFY(inspector.tabs()->isTabVisible(tab));
    select({u"saml"_s});
    QVERIFY(!inspector.tabs()->isTabVisible(tab));
    // Esc forgets an edit.
    select({u"good"_s});
    type(Key::MinLength, u"33"_s);
    QTest::keyClick(fields().entry(), Qt::Key_Escape);
    QVERIFY(!fields().isTouched());
    QCOMPARE(qobject_cast<QLineEdit *>(fields().entry())->text(), u"8"_s);
    // Edits that were not staged do not go to another selection.
    select({u"good"_s});
    type(Key::MinLength, u"33"_s);
    select({u"ten"_s});
    QVERIFY(!fields().isTouched());
}

/// Filter, select all, one field, staged: in 14 key presses.
void TestPolicyEditor::keyboardAlone()
{
    m_fixture->window().showScope({std::nullopt, Kind::Applications, {}});
    int actions = 0;
    const auto press = [this, &actions](int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        m_fixture->window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_fixture->window()));
        QWidget *target = m_fixture->window().focusWidget();
        QTest::keyClick(target ? target : &m_fixture->window(), Qt::Key(key), modifiers);
        QTest::keyRelease(&m_fixture->window(), Qt::Key_Control);
        ++actions;
    };
    press(Qt::Key_P, Qt::ControlModifier);
    Ui::TablePage *page = m_fixture->window().tablePage();
    QCOMPARE(page->kind(), Kind::Policies);
    QTRY_COMPARE(page->model()->rowCount(), 6);
    press(Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(m_fixture->window().focusWidget(), u"min_length<14"_s);
    ++actions; // typing into a field
    QTRY_COMPARE(page->model()->rowCount(), 5);
    press(Qt::Key_Return);
    press(Qt::Key_A, Qt::ControlModifier);
    press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(m_fixture->window().focusWidget(), fields().entry());
    QTest::keyClicks(m_fixture->window().focusWidget(), u"14"_s);
    ++actions;
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_fixture->tray().size(), 3); // without the custom database and the one with both generations
    QVERIFY2(actions <= 10, qPrintable(QString::number(actions)));
    // The same keys again review what is staged.
    waitForEditor();
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(m_fixture->window().findChild<QDialog *>(u"review"_s));
}

QTEST_MAIN(TestPolicyEditor)
#include "tst_policyeditor.moc"
