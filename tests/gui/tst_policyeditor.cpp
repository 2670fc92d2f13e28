#include "gui/windowfixture.h"

#include "items/recordtablemodel.h"
#include "ui/editors/convertpolicydialog.h"
#include "ui/editors/policyeditor.h"
#include "ui/editors/policyfields.h"
#include "ui/editors/policypreview.h"
#include "ui/editors/policytemplatedialog.h"
#include "ui/editors/savetemplatedialog.h"
#include "ui/editors/settingeditor.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/shell/sourceplurals.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/recordtable.h"
#include "ui/widgets/wraplabel.h"
#include "json/leaves.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

using Policy::Key;
using Query::Kind;

namespace {

Sandbox::Json connection(const std::string &name, const Sandbox::Json &options, const std::string &strategy = "auth0")
{
    const std::string id = "con_" + std::string(16 - name.size(), '0') + name;
    return {{"id", id}, {"name", name}, {"strategy", strategy}, {"options", options}};
}

Sandbox::TenantState estate(const std::string &name)
{
    Sandbox::TenantState state;
    state.name = name;
    state.domain = name + ".eu.auth0.com";
    state.environment = "development";
    if (name == "acme-eu") {
        state.connections.append(connection(
            "good", {{"passwordPolicy", "good"}, {"x_unknown", {{"kept", 1.5}}}, {"disable_signup", false}}));
        state.connections.append(connection("ten", {{"passwordPolicy", "excellent"}}));
        state.connections.append(connection(
            "flexible",
            {{"password_options", {{"complexity", {{"min_length", 14}, {"character_types", {"number"}}}}}}}));
        state.connections.append(
            connection("custom", {{"enabledDatabaseCustomization", true}, {"passwordPolicy", "low"}}));
        state.connections.append(connection(
            "both", {{"passwordPolicy", "fair"}, {"password_options", {{"complexity", {{"min_length", 9}}}}}}));
        state.connections.append(connection("saml", {{"signInEndpoint", "https://idp.example"}}, "samlp"));
    } else {
        state.connections.append(connection("us", {{"passwordPolicy", "low"}}));
    }
    return state;
}

} // namespace

/// From selected rows to staged edits of their password policies.
class TestPolicyEditor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_plurals)); }
    void init();
    void cleanup() { m_fixture.reset(); }
    void differingFieldsSaySo();
    void onlyTouchedLeavesAreStaged();
    void defaultsAndLevelsAreShownAsSuch();
    void refusalsAreNamedBeforeStaging();
    void bothGenerationsNeedAChoice();
    void singleTypesStayWhereTheyAre();
    void wordsAreCountedAndLimited();
    void badNumbersAreToldNotStaged();
    void acrossTenants();
    void tabIsThereForDatabaseConnectionsOnly();
    void keyboardAlone();
    void conversionNamesLossesThenStages();
    void templateIsComparedThenStaged();
    void ownTemplatesAreKeptImportedAndRemoved();

private:
    Ui::PolicyEditor &editor() { return *m_fixture->window().inspector()->findChild<Ui::PolicyEditor *>(); }
    Ui::PolicyFields &fields() { return *editor().fields(); }
    QPushButton *button(const char *name) { return editor().findChild<QPushButton *>(QLatin1StringView(name)); }
    QString told() { return editor().findChild<Ui::WrapLabel *>(u"told"_s)->text(); }
    QString hint(QWidget *entry) { return entry->accessibleDescription(); }
    /// Selects connections by their names, everywhere, and waits for the editor.
    void select(const QStringList &names, Kind kind = Kind::Connections);
    void waitForEditor()
    {
        QVERIFY(QTest::qWaitFor([this] { return editor().isReady(); }));
    }
    void type(Key key, const QString &text);
    void choose(Ui::SettingEditor *editor, const QString &text);
    void stage();
    QStringList staged(const QString &name);
    static QString idOf(const QString &name) { return u"con_"_s + QString(16 - name.size(), u'0') + name; }

    Ui::SourcePlurals m_plurals;
    std::unique_ptr<WindowFixture> m_fixture;
};

void TestPolicyEditor::init()
{
    m_fixture = std::make_unique<WindowFixture>(
        Sandbox::Options(), std::vector<Sandbox::TenantState>{estate("acme-eu"), estate("acme-us")});
    m_fixture->openWritable(0, u"eu"_s);
    m_fixture->openWritable(1, u"us"_s);
    m_fixture->window().showScope({std::nullopt, Kind::Connections, {}}); // reads both
    QVERIFY(m_fixture->waitUntilRead());
    m_fixture->window().resize(1440, 900);
}

void TestPolicyEditor::select(const QStringList &names, Kind kind)
{
    m_fixture->window().showScope({std::nullopt, kind, {}});
    Ui::TablePage *page = m_fixture->window().tablePage();
    const int expected = kind == Kind::Policies ? 6 : 7;
    QTRY_COMPARE(page->model()->rowCount(), expected);
    QItemSelection rows;
    for (int row = 0; row < page->model()->rowCount(); ++row) {
        const QString id = page->model()->recordAt(row)->id;
        for (const QString &name : names) {
            if (id == idOf(name)) {
                const QModelIndex index = page->model()->index(row, 0);
                rows.select(index, index);
            }
        }
    }
    page->table()->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    QCOMPARE(page->selection().objects.size(), names.size());
    m_fixture->window().actions().editPolicy->trigger();
    waitForEditor();
}

void TestPolicyEditor::type(Key key, const QString &text)
{
    auto *line = qobject_cast<QLineEdit *>(fields().editor(key)->entry());
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
    waitForEditor();
}

void TestPolicyEditor::choose(Ui::SettingEditor *setting, const QString &text)
{
    auto *box = qobject_cast<QComboBox *>(setting->entry());
    const int index = box->findText(text);
    QVERIFY2(index >= 0, qPrintable(text));
    box->setCurrentIndex(index);
    Q_EMIT box->activated(index);
    waitForEditor();
}

void TestPolicyEditor::stage()
{
    QVERIFY(button("stage")->isEnabled());
    button("stage")->click();
    waitForEditor();
}

QStringList TestPolicyEditor::staged(const QString &name)
{
    for (const char *tenant : {"eu", "us"}) {
        const auto item = m_fixture->tray().staged(Domain::TenantId(QLatin1StringView(tenant)),
                                                   {Change::ObjectKind::Connection, idOf(name), name});
        if (item) {
            QStringList texts;
            for (const Json::LeafChange &change : item->changes) {
                texts.append(change.pointer.text() + u" = "_s + QString::fromUtf8(change.after.value_or("gone")));
            }
            return texts;
        }
    }
    return {};
}

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

void TestPolicyEditor::conversionNamesLossesThenStages()
{
    select({u"good"_s, u"ten"_s, u"custom"_s});
    button("toFlexible")->click();
    auto *dialog = editor().findChild<Ui::ConvertPolicyDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->preview()->isReady());
    QTreeWidget *tree = dialog->preview()->tree();
    QCOMPARE(tree->topLevelItemCount(), 3);
    QString custom;
    for (int i = 0; i < 3; ++i) {
        QTreeWidgetItem *item = tree->topLevelItem(i);
        custom = item->text(0).startsWith(u"custom"_s) ? item->child(0)->text(0) : custom;
    }
    QVERIFY2(custom.contains(u"custom database"_s), qPrintable(custom));
    QCOMPARE(dialog->findChild<QPushButton *>(u"stage"_s)->text(), u"&Stage for 2"_s);
    dialog->accept();
    QCOMPARE(m_fixture->tray().size(), 2);
    QVERIFY(staged(u"good"_s).contains(u"/options/passwordPolicy = gone"_s));
    waitForEditor();
    QTRY_COMPARE(fields().findChild<QLabel *>(u"generation"_s)->text(), u"legacy 1 · flexible 2"_s);
    // And back: nothing is left of it.
    select({u"good"_s, u"ten"_s});
    button("toLegacy")->click();
    dialog = editor().findChild<Ui::ConvertPolicyDialog *>();
    QTRY_VERIFY(dialog->preview()->isReady());
    dialog->accept();
    QCOMPARE(m_fixture->tray().size(), 0);
}

void TestPolicyEditor::templateIsComparedThenStaged()
{
    select({u"good"_s, u"flexible"_s});
    button("applyTemplate")->click();
    auto *dialog = editor().findChild<Ui::PolicyTemplateDialog *>();
    QVERIFY(dialog);
    QVERIFY(dialog->list()->count() >= 6);
    QVERIFY(dialog->list()->item(0)->text().startsWith(u"NIST"_s));
    QTRY_VERIFY(dialog->preview()->isReady());
    QTreeWidgetItem *first = dialog->preview()->tree()->topLevelItem(0);
    QStringList settings;
    for (int i = 0; i < first->childCount(); ++i) {
        settings.append(first->child(i)->text(0) + u' ' + first->child(i)->text(1) + u'>' + first->child(i)->text(2));
    }
    QVERIFY2(settings.contains(u"min_length 14>15"_s), qPrintable(settings.join(u'\n')));
    dialog->accept();
    QCOMPARE(m_fixture->tray().size(), 2);
    QVERIFY(staged(u"flexible"_s).contains(u"/options/password_options/complexity/min_length = 15"_s));
}

void TestPolicyEditor::ownTemplatesAreKeptImportedAndRemoved()
{
    select({u"flexible"_s});
    type(Key::MinLength, u"17"_s);
    button("saveTemplate")->click();
    auto *save = editor().findChild<Ui::SaveTemplateDialog *>();
    auto *name = save->findChild<QLineEdit *>(u"name"_s);
    save->accept();
    QVERIFY(!name->accessibleDescription().isEmpty()); // a name is needed
    name->setText(u"Auth0 good"_s);
    save->accept();
    QVERIFY(name->accessibleDescription().contains(u"another"_s));
    name->setText(u"Acme: 2026/1"_s);
    save->accept();
    QFile file(m_fixture->templateFolder() + u"/acme-2026-1.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto read = Policy::readTemplate(file.readAll());
    QVERIFY(read.has_value());
    QVERIFY(read->edits.contains(Policy::Edit{Key::MinLength, 17}));
    QVERIFY(read->edits.contains(Policy::Edit{Key::CharacterTypes, QStringList{u"number"_s}}));

    m_fixture->prompt().setAnswer(m_fixture->folder() + u"/exported.json"_s);
    button("applyTemplate")->click();
    auto *dialog = editor().findChild<Ui::PolicyTemplateDialog *>();
    const int own = dialog->list()->count() - 1;
    QCOMPARE(dialog->list()->item(own)->text(), u"Acme: 2026/1 (own)"_s);
    dialog->list()->setCurrentRow(own);
    dialog->findChild<QPushButton *>(u"export"_s)->click();
    QVERIFY(QFile::exists(m_fixture->folder() + u"/exported.json"_s));
    dialog->findChild<QPushButton *>(u"remove"_s)->click();
    QCOMPARE(dialog->list()->count(), own);
    QVERIFY(!dialog->findChild<QPushButton *>(u"remove"_s)->isEnabled()); // those that came with the program stay
    dialog->findChild<QPushButton *>(u"import"_s)->click();
    QCOMPARE(dialog->list()->currentItem()->text(), u"Acme: 2026/1 (own)"_s);
    m_fixture->prompt().setAnswer(QStringLiteral(__FILE__));
    dialog->findChild<QPushButton *>(u"import"_s)->click();
    QVERIFY(dialog->findChild<Ui::WrapLabel *>(u"problem"_s)->text().contains(u"no template"_s));
}

QTEST_MAIN(TestPolicyEditor)
#include "tst_policyeditor.moc"
