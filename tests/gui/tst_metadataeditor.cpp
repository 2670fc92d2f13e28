#include "gui/dialogfixture.h"
#include "gui/windowfixture.h"

#include "change/preparing.h"
#include "items/jsontreemodel.h"
#include "items/roles.h"
#include "ui/editors/jsontextedit.h"
#include "ui/editors/jsontree.h"
#include "ui/editors/metadatadialog.h"
#include "ui/editors/metadataeditor.h"
#include "ui/editors/metadatareviewpane.h"
#include "ui/editors/metadatatab.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/shell/sourceplurals.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

using Query::Kind;

/// Metadata is edited as tree and text of one document, and staged; nothing is sent.
class TestMetadataEditor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_plurals)); }
    void init();
    void cleanup() { m_fixture.reset(); }
    void oneLeafOfThousandKeysIsOneRootKey();
    void treeAndTextAreOneDocumentWithOneUndo();
    void whatVanishesIsMarked();
    void wipeAndNullAreConfirmed();
    void keysThatNullTakesAreNamedOrCounted();
    void badTextIsRefusedAtItsPlace();
    void problemsAreListedAndStopStaging();
    void textsOnlyKindsTakeTexts();
    void stagedIsShownAndTakenBack();
    void closingAsksWhereSomethingWasEdited();
    void hostileNamesAreText();

private:
    void open(Kind kind, const QString &id);
    Ui::MetadataDialog *dialog() const
    {
        const auto dialogs = m_fixture->window().findChildren<Ui::MetadataDialog *>();
        return dialogs.isEmpty() || !dialogs.last()->isVisible() ? nullptr : dialogs.last();
    }
    Ui::MetadataEditor &editor(int place = 0) const { return *dialog()->editors().at(place); }
    Items::JsonTreeModel &model() const { return *qobject_cast<Items::JsonTreeModel *>(editor().tree()->model()); }
    QModelIndex node(const QString &pointer, int column = Items::JsonTreeModel::ValueColumn) const
    {
        return model().indexOf(*Json::Pointer::parse(pointer)).siblingAtColumn(column);
    }
    void write(const QString &text)
    {
        editor().text()->replaceAll(text);
        QTRY_VERIFY(editor().isReviewed());
    }
    std::optional<Change::PlanItem> staged(Change::ObjectKind kind, const QString &id) const
    {
        return m_fixture->tray().staged(Domain::TenantId(u"eu"_s), {kind, id, {}});
    }

    Ui::SourcePlurals m_plurals;
    std::unique_ptr<WindowFixture> m_fixture;
};

namespace {

Sandbox::TenantState tenant()
{
    Sandbox::TenantState state;
    state.name = "acme-eu";
    state.domain = "acme-eu.eu.auth0.com";
    state.environment = "production";
    state.organizations.append({{"id", "org_0000000000000001"}, {"name", "acme"}, {"metadata", {{"crm", "7"}}}});
    Sandbox::Json many = Sandbox::Json::object();
    for (int i = 0; i < 1000; ++i) {
        many["key" + std::to_string(i)] = {{"number", 1.5}, {"text", "value"}};
    }
    const auto user = [&state](const std::string &id, const Sandbox::Json &metadata) {
        state.users.append({{"user_id", id},
                            {"email", id.substr(6) + "@example.com"},
                            {"name", id.substr(6)},
                            {"identities", {{{"connection", "db"}, {"user_id", id.substr(6)}, {"provider", "auth0"}}}},
                            {"app_metadata", metadata},
                            {"user_metadata", {{"lang", "de"}}}});
    };
    user("auth0|kim", {{"billing", {{"plan", "a"}, {"vat", "DE1"}, {"old", {{"x", 1}}}}}, {"seats", 5}});
    user("auth0|many", many);
    user("auth0|hostile", {{WindowFixture::hostileName, {{"<b>k</b>", "<img src=x>\u202Egpj"}}}});
    for (int i = 0; i < 4; ++i) {
        user("auth0|other" + std::to_string(i), {{"seats", i}});
    }
    return state;
}

} // namespace

void TestMetadataEditor::init()
{
    m_fixture = std::make_unique<WindowFixture>(Sandbox::Options(), std::vector{tenant()});
    m_fixture->openWritable(0, u"eu"_s);
    QVERIFY(m_fixture->waitUntilRead());
    m_fixture->session(u"eu"_s).search(Kind::Users, {});
    QTRY_COMPARE(m_fixture->session(u"eu"_s).records(Kind::Users).size(), 7);
}

void TestMetadataEditor::open(Kind kind, const QString &id)
{
    const Domain::TenantId eu(u"eu"_s);
    m_fixture->window().showScope({eu, kind, {}});
    QTRY_VERIFY((m_fixture->window().tablePage()->select(eu, id), m_fixture->window().inspector()->objectId() == id));
    QCOMPARE(m_fixture->window().actions().editMetadata->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_M));
    m_fixture->window().actions().editMetadata->trigger();
    QTRY_VERIFY(dialog());
    QTRY_VERIFY(editor().isReviewed());
}

void TestMetadataEditor::oneLeafOfThousandKeysIsOneRootKey()
{
    open(Kind::Users, u"auth0|many"_s);
    QCOMPARE(model().rowCount(), 1000);
    QVERIFY(model().setData(node(u"/key500/number"_s), u"2.50"_s));
    QVERIFY2(editor().text()->rawText().contains(u"\"number\": 2.50"_s), "as it was typed");
    QTRY_VERIFY(editor().isReviewed());
    QCOMPARE(editor().review().body, R"({"app_metadata":{"key500":{"number":2.5,"text":"value"}}})");
    picture(*dialog(), u"thousand"_s);
    dialog()->accept();
    QTRY_VERIFY(!dialog());
    const auto item = staged(Change::ObjectKind::User, u"auth0|many"_s);
    QVERIFY(item.has_value());
    QCOMPARE(item->changes.size(), 1);
    QCOMPARE(item->changes.first().pointer.text(), u"/app_metadata/key500/number"_s);
    const auto prepared = Change::prepare(item->object, item->seen, item->changes);
    QCOMPARE(*prepared->requests.first().body, R"({"app_metadata":{"key500":{"number":2.5,"text":"value"}}})");
}

void TestMetadataEditor::treeAndTextAreOneDocumentWithOneUndo()
{
    open(Kind::Users, u"auth0|kim"_s);
    const QString before = editor().text()->rawText();
    QVERIFY(model().setData(node(u"/billing/plan"_s), u"gold"_s));
    QTextCursor cursor(editor().text()->document());
    cursor.setPosition(int(editor().text()->rawText().indexOf(u"5"_s)));
    cursor.deleteChar();
    cursor.insertText(u"6"_s);
    QCOMPARE(node(u"/seats"_s).data().toString(), u"6"_s);
    QVERIFY(editor().text()->rawText().contains(u"\"gold\""_s));
    editor().tree()->setCurrentIndex(node(u"/seats"_s, 0));
    QTest::keyClick(editor().tree(), Qt::Key_Delete);
    QVERIFY(!editor().text()->rawText().contains(u"seats"_s));
    editor().tree()->setFocus();
    for (int i = 0; i < 10; ++i) {
        QTest::keyClick(editor().tree(), Qt::Key_Z, Qt::ControlModifier);
    }
    QCOMPARE(editor().text()->rawText(), before);
    QCOMPARE(node(u"/billing/plan"_s).data().toString(), u"\"a\""_s);
    QVERIFY(!editor().isTouched());
}

void TestMetadataEditor::whatVanishesIsMarked()
{
    open(Kind::Users, u"auth0|kim"_s);
    write(uR"({"billing": {"plan": "b", "vat": "DE1"}, "seats": "5"})"_s);
    auto *fates = editor().findChild<QTreeWidget *>(u"fates"_s);
    QStringList rows;
    for (int i = 0; i < fates->topLevelItemCount(); ++i) {
        rows << fates->topLevelItem(i)->text(0).left(1) + fates->topLevelItem(i)->text(1);
    }
    rows.sort();
    QCOMPARE(rows, (QStringList{u"=/billing/vat"_s, u"~/billing/plan"_s, u"~/seats"_s, u"−/billing/old/x"_s}));
    // The others hold a number there; that is a hint and stops nobody.
    QTRY_COMPARE(editor().review().problems.size(), 1);
    QVERIFY(!editor().review().isRefused());
    QCOMPARE(node(u"/seats"_s).data(Items::ErrorRole).toString(), editor().review().problems.first().message);
    picture(*dialog(), u"vanishes"_s);
}

void TestMetadataEditor::wipeAndNullAreConfirmed()
{
    open(Kind::Users, u"auth0|kim"_s);
    write(u"{}"_s);
    auto *wipe = editor().findChild<QLineEdit *>(u"confirmWipe"_s);
    auto *nulls = editor().findChild<QCheckBox *>(u"confirmNulls"_s);
    QVERIFY(wipe->isVisible() && !nulls->isVisible());
    dialog()->accept(); // as Ctrl+Return does
    QVERIFY(dialog());
    QVERIFY(m_fixture->tray().isEmpty());
    // What is to be typed is said, beside the field and at the button; and that it is something else.
    auto *stage = dialog()->findChild<QPushButton *>(u"stage"_s);
    QVERIFY(!stage->isEnabled());
    QCOMPARE(stage->accessibleDescription(), u"Type app_metadata first"_s);
    QVERIFY2(wipe->accessibleDescription().contains(u"Type app_metadata"_s), qPrintable(wipe->accessibleDescription()));
    QTest::keyClicks(wipe, u"kim"_s);
    QVERIFY2(wipe->accessibleDescription().startsWith(u"That is not the name"_s),
             qPrintable(wipe->accessibleDescription()));
    QVERIFY(!stage->isEnabled());
    picture(*dialog(), u"wipe"_s);
    write(uR"({"billing": null, "seats": 5})"_s);
    QVERIFY(!wipe->isVisible() && nulls->isVisible());
    press(*dialog(), "stage");
    QVERIFY(dialog() && m_fixture->tray().isEmpty());
    nulls->click();
    press(*dialog(), "stage");
    QTRY_VERIFY(!dialog());
    QVERIFY(staged(Change::ObjectKind::User, u"auth0|kim"_s).has_value());

    open(Kind::Users, u"auth0|kim"_s);
    write(u"{}"_s);
    QTest::keyClicks(editor().findChild<QLineEdit *>(u"confirmWipe"_s), u"app_metadata"_s);
    press(*dialog(), "stage");
    QTRY_VERIFY(!dialog());
    const auto item = staged(Change::ObjectKind::User, u"auth0|kim"_s);
    const auto prepared = Change::prepare(item->object, item->seen, item->changes);
    QCOMPARE(*prepared->requests.first().body, R"({"app_metadata":{}})");
    QVERIFY2(item->notes.join(u' ').contains(u"app_metadata"_s), qPrintable(item->notes.join(u' ')));
}

void TestMetadataEditor::keysThatNullTakesAreNamedOrCounted()
{
    open(Kind::Users, u"auth0|many"_s);
    QString text = u"{"_s;
    for (int i = 0; i < 40; ++i) {
        text += u"\"key%1\": null, "_s.arg(i);
    }
    write(text.chopped(2) + u'}');
    const auto *nulls = editor().findChild<QCheckBox *>(u"confirmNulls"_s);
    QVERIFY2(nulls->text().endsWith(u" and 35 more keys"_s), qPrintable(nulls->text()));
    QCOMPARE(nulls->toolTip().count(u"key"_s), 40);
}

void TestMetadataEditor::badTextIsRefusedAtItsPlace()
{
    open(Kind::Users, u"auth0|kim"_s);
    const QList<std::pair<QString, QString>> texts{{u"{\n \"a\": 1,\n \"a\": 2\n}"_s, u"Line 3, column 2"_s},
                                                   {u"{\n \"a\": 1e400\n}"_s, u"Line 2, column 7"_s},
                                                   {u"{\n \"a\": 0.12345678901234567890\n}"_s, u"Line 2, column 7"_s},
                                                   {u"{\n \"a\": 1,\n}"_s, u"Line 3, column 1"_s}};
    auto *problems = editor().findChild<QTreeWidget *>(u"problems"_s);
    for (const auto &[text, place] : texts) {
        write(text);
        QVERIFY(editor().review().textProblem.has_value());
        QCOMPARE(problems->topLevelItemCount(), 1);
        QCOMPARE(problems->topLevelItem(0)->text(0), place);
        QVERIFY(!model().isEditable()); // the tree shows what could be read last
        QVERIFY(node(u"/billing"_s).isValid());
        press(*dialog(), "stage");
        QVERIFY(dialog() && m_fixture->tray().isEmpty());
    }
    picture(*dialog(), u"refused"_s);
    QVERIFY2(shownText(*dialog()).contains(u"cannot be read: it cannot be staged"_s), qPrintable(shownText(*dialog())));
    QVERIFY2(shownText(*dialog()).contains(u"kim@example.com · db · auth0|kim"_s), qPrintable(shownText(*dialog())));
    QVERIFY(!editor().text()->extraSelections().isEmpty());
}

void TestMetadataEditor::problemsAreListedAndStopStaging()
{
    open(Kind::Users, u"auth0|kim"_s);
    write(uR"({"email": "x", "a": {"b.c": 1}, "seats": 5})"_s);
    QCOMPARE(editor().review().problems.size(), 2);
    QVERIFY(editor().findChild<QTreeWidget *>(u"problems"_s)->isVisible()); // not asked for
    press(*dialog(), "stage");
    QVERIFY(dialog() && m_fixture->tray().isEmpty());
    QVERIFY(editor().findChild<QTreeWidget *>(u"problems"_s)->isVisible());
    QCOMPARE(model().pointerOf(editor().tree()->currentIndex()).text(), u"/email"_s);
    picture(*dialog(), u"problems"_s);
}

void TestMetadataEditor::textsOnlyKindsTakeTexts()
{
    open(Kind::Organizations, u"org_0000000000000001"_s);
    QCOMPARE(dialog()->editors().size(), 1);
    QVERIFY(model().setData(node(u"/crm"_s), u"8"_s));
    QVERIFY(editor().text()->rawText().contains(u"\"8\""_s));
    press(*dialog(), "stage");
    QTRY_VERIFY(!dialog());
    const auto item = staged(Change::ObjectKind::Organization, u"org_0000000000000001"_s);
    QCOMPARE(*Change::prepare(item->object, item->seen, item->changes)->requests.first().body,
             R"({"metadata":{"crm":"8"}})");
}

void TestMetadataEditor::stagedIsShownAndTakenBack()
{
    open(Kind::Users, u"auth0|kim"_s);
    QVERIFY(model().setData(node(u"/billing/plan"_s), u"gold"_s));
    press(*dialog(), "stage");
    QTRY_VERIFY(!dialog());
    auto *tab = m_fixture->window().inspector()->findChild<Ui::MetadataTab *>();
    m_fixture->window().inspector()->tabs()->setCurrentWidget(tab);
    QVERIFY2(shownText(*tab).contains(u"staged, not sent"_s), qPrintable(shownText(*tab)));
    open(Kind::Users, u"auth0|kim"_s);
    QCOMPARE(node(u"/billing/plan"_s).data().toString(), u"\"gold\""_s);
    QVERIFY(model().setData(node(u"/billing/plan"_s), u"a"_s));
    press(*dialog(), "stage");
    QTRY_VERIFY(!dialog());
    QVERIFY(m_fixture->tray().isEmpty());
    QVERIFY(!shownText(*tab).contains(u"staged"_s));
}

void TestMetadataEditor::closingAsksWhereSomethingWasEdited()
{
    open(Kind::Users, u"auth0|kim"_s);
    QVERIFY(model().setData(node(u"/seats"_s), u"6"_s));
    dialog()->reject();
    auto *box = dialog()->findChild<QMessageBox *>();
    QVERIFY(box);
    box->button(QMessageBox::Cancel)->click();
    QVERIFY(dialog());
    dialog()->reject();
    QTRY_VERIFY(dialog()->findChild<QMessageBox *>());
    dialog()->findChild<QMessageBox *>()->button(QMessageBox::Discard)->click();
    QTRY_VERIFY(!dialog());
    QVERIFY(m_fixture->tray().isEmpty());
}

void TestMetadataEditor::hostileNamesAreText()
{
    open(Kind::Users, u"auth0|hostile"_s);
    QVERIFY(!editor().text()->rawText().contains(QChar(0x202e)));
    QVERIFY(editor().text()->rawText().contains(u"\\u202e"_s));
    QVERIFY(editor().review().changes.isEmpty());
    QCOMPARE(faultsOf(*dialog()).join(u'\n'), QString());
    auto *tab = m_fixture->window().inspector()->findChild<Ui::MetadataTab *>();
    m_fixture->window().inspector()->tabs()->setCurrentWidget(tab);
    QCOMPARE(faultsOf(*tab).join(u'\n'), QString());
    picture(*dialog(), u"hostile"_s);
    picture(m_fixture->window(), u"tab"_s);
}

QTEST_MAIN(TestMetadataEditor)
#include "tst_metadataeditor.moc"
