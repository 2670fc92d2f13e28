#include "gui/dialogfixture.h"
#include "gui/editorfixture.h"

#include "change/planfile.h"
#include "items/recordtablemodel.h"
#include "items/roles.h"
#include "session/writeunlock.h"
#include "ui/pages/tablepage.h"

#include <QCheckBox>
#include <QClipboard>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QTableView>

using namespace Qt::StringLiterals;

using Query::Kind;

/// The editors of objects and of switches: what is staged, and what is refused before it is.
class TestEditors : public QObject, EditorFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { m_fixture.reset(); }
    void onlyWhatWasTouchedIsStaged();
    void fieldThatIsBackIsUnstaged();
    void wrongValuesAreToldAtTheirField();
    void listsHaveALineForEachEntry();
    void switchesShowLockCountsBeforeAnythingIsSent();
    void spaceTurnsAllSelectedCells();
    void noKeyInTheFilterEndsTheSwitches();
    void switchesOfConnectionsAreTheSame();
    void planAndEvidenceAreSaved();
    void escapeAsksBeforeEditsGo();
    void dialogsNameTheirFields();

private:
    bool isEnabledAtServer(const std::string &connection, const std::string &application);
};

void TestEditors::onlyWhatWasTouchedIsStaged()
{
    select(Kind::Connections, {u"con_saml000000000001"_s});
    open(actions().editObject);
    field<QCheckBox>("show_as_button")->click();
    click("stage");
    QCOMPARE(staged(), QStringList{u"initech-saml/show_as_button=true"_s});
    open(actions().editObject);
    QVERIFY(field<QCheckBox>("show_as_button")->isChecked());
    click("stage");
    QCOMPARE(staged(), QStringList{u"initech-saml/show_as_button=true"_s});
}

void TestEditors::fieldThatIsBackIsUnstaged()
{
    select(Kind::Organizations, {u"org_0000000000000001"_s});
    open(actions().editObject);
    field<QLineEdit>("display_name")->setText(u"Acme & Sons"_s);
    click("stage");
    QCOMPARE(staged().size(), 1);
    open(actions().editObject);
    QCOMPARE(field<QLineEdit>("display_name")->text(), u"Acme & Sons"_s);
    QVERIFY(shownText(*dialog()).contains(u"At Auth0: \"Acme\""_s));
    field<QLineEdit>("display_name")->setText(u"Acme"_s);
    click("stage");
    QVERIFY(m_fixture->tray().isEmpty());
}

void TestEditors::wrongValuesAreToldAtTheirField()
{
    select(Kind::Organizations, {u"org_0000000000000001"_s});
    open(actions().editObject);
    field<QLineEdit>("branding.colors.primary")->setText(u"blue"_s);
    button("stage")->click();
    QVERIFY(dialog());
    QVERIFY2(shownText(*dialog()).contains(u"no colour"_s), qPrintable(shownText(*dialog())));
    field<QLineEdit>("branding.colors.primary")->setText(u"#0059d6"_s);
    button("stage")->click();
    QVERIFY2(shownText(*dialog()).contains(u"both colours or none"_s), qPrintable(shownText(*dialog())));
    field<QLineEdit>("branding.logo_url")->setText(u"http://plain.example/logo.png"_s);
    field<QLineEdit>("branding.colors.page_background")->setText(u"#ffffff"_s);
    button("stage")->click();
    QVERIFY2(shownText(*dialog()).contains(u"https:// only"_s), qPrintable(shownText(*dialog())));
    QVERIFY(m_fixture->tray().isEmpty());
    field<QLineEdit>("branding.logo_url")->clear();
    click("stage");
    QCOMPARE(staged(), QStringList{uR"(acme/branding={"colors":{"primary":"#0059d6","page_background":"#ffffff"}})"_s});
}

void TestEditors::listsHaveALineForEachEntry()
{
    select(Kind::Applications, {u"portal"_s});
    open(actions().editObject);
    auto *callbacks = field<QPlainTextEdit>("callbacks");
    QCOMPARE(callbacks->toPlainText(), u"https://portal.example/callback"_s);
    QVERIFY(field<QPlainTextEdit>("grant_types")->isReadOnly());
    callbacks->setPlainText(u"https://portal.example/callback\nnot a url"_s);
    button("stage")->click();
    QVERIFY2(shownText(*dialog()).contains(u"“not a url” is no URL"_s), qPrintable(shownText(*dialog())));
    callbacks->setPlainText(u"https://portal.example/callback\n\n  com.acme.app://callback \n"_s);
    click("stage");
    const QString expected = u"Portal/callbacks=[\"https://portal.example/callback\",\"com.acme.app://callback\"]"_s;
    QCOMPARE(staged(), QStringList{expected});
}

bool TestEditors::isEnabledAtServer(const std::string &connection, const std::string &application)
{
    return m_fixture->server().state(0).enabledClients.clientsOf(connection).contains(application);
}

void TestEditors::switchesShowLockCountsBeforeAnythingIsSent()
{
    const auto lock = [this] {
        return Query::textAt(*session().record(Kind::Applications, u"office"_s), Kind::Applications, u"lock");
    };
    session().readMap();
    QTRY_COMPARE(lock(), u"12"_s);
    select(Kind::Applications, {u"portal"_s, u"office"_s});
    open(actions().editSwitches);
    auto *table = field<QTableView>("switchTable");
    QTRY_COMPARE(cell(u"customer-3"_s, u"Portal"_s).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QCOMPARE(cell(u"customer-20"_s, u"Back office"_s).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QVERIFY(!button("stage")->isEnabled());
    QVERIFY(table->model()->setData(cell(u"customer-20"_s, u"Back office"_s), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(table->model()->setData(cell(u"initech-saml"_s, u"Back office"_s), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(table->model()->setData(cell(u"customer-3"_s, u"Portal"_s), Qt::Unchecked, Qt::CheckStateRole));
    QTRY_VERIFY2(forecast().contains(u"Back office: 12 → 13 of Lock's 50"_s), qPrintable(forecast()));
    QVERIFY2(forecast().contains(u"Portal: 57 → 56 of Lock's 50"_s), qPrintable(forecast()));
    QCOMPARE(cell(u"customer-20"_s, u"Back office"_s).data().toString(), u"turns on"_s);
    click("stage");
    QCOMPARE(staged(),
             (QStringList{u"customer-20/office=true"_s, u"customer-3/portal=-"_s, u"initech-saml/office=true"_s}));
    open(actions().reviewChanges);
    QVERIFY2(forecast().contains(u"Back office: 12 → 13 of Lock's 50"_s), qPrintable(forecast()));
    apply(u"3 of 3 changes are done"_s);
    QVERIFY(isEnabledAtServer("con_0000000000000020", "office"));
    QVERIFY(!isEnabledAtServer("con_0000000000000003", "portal"));
    QVERIFY(isEnabledAtServer("con_0000000000000004", "portal"));
    QTRY_COMPARE(lock(), u"13"_s);
}

void TestEditors::spaceTurnsAllSelectedCells()
{
    select(Kind::Applications, {u"office"_s});
    open(actions().editSwitches);
    auto *table = field<QTableView>("switchTable");
    QTRY_VERIFY(cell(u"customer-0"_s, u"Back office"_s).data(Qt::CheckStateRole).isValid());
    field<QLineEdit>("filter")->setText(u"customer-2"_s); // 2, 20 to 29
    QCOMPARE(table->model()->rowCount(), 11);
    table->selectAll();
    table->setCurrentIndex(cell(u"customer-20"_s, u"Back office"_s));
    table->selectAll();
    QTest::keyClick(table, Qt::Key_Space);
    QVERIFY2(forecast().contains(u"Back office: 12 → 22 of Lock's 50"_s), qPrintable(forecast()));
    button("turnOff")->click();
    QVERIFY2(forecast().contains(u"Back office: 12 → 11 of Lock's 50"_s), qPrintable(forecast()));
    field<QLineEdit>("filter")->clear();
    field<QCheckBox>("onlyChanged")->click();
    QCOMPARE(table->model()->rowCount(), 1);
}

void TestEditors::noKeyInTheFilterEndsTheSwitches()
{
    select(Kind::Applications, {u"office"_s});
    open(actions().editSwitches);
    auto *table = field<QTableView>("switchTable");
    QTRY_VERIFY(cell(u"customer-0"_s, u"Back office"_s).data(Qt::CheckStateRole).isValid());
    QVERIFY(table->model()->setData(cell(u"customer-20"_s, u"Back office"_s), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(button("stage")->isEnabled());
    auto *filter = field<QLineEdit>("filter");
    QCOMPARE(field<QCheckBox>("onlyChanged")->nextInFocusChain(), filter);
    filter->setFocus();
    QTest::keyClicks(filter, u"customer 2"_s);
    QTest::keyClick(filter, Qt::Key_Return); // no row is like that
    QVERIFY(dialog() && dialog()->isVisible());
    QCOMPARE(dialog()->focusWidget(), filter);
    filter->setText(u"customer-2"_s);
    QTest::keyClick(filter, Qt::Key_Return);
    QVERIFY(dialog() && dialog()->isVisible());
    QCOMPARE(dialog()->focusWidget(), table);
    filter->setFocus();
    QTest::keyClick(filter, Qt::Key_Tab);
    QCOMPARE(dialog()->focusWidget(), table);
    button("turnOn")->setFocus(); // which is not the default, either
    QTest::keyClick(button("turnOn"), Qt::Key_Enter, Qt::KeypadModifier);
    QVERIFY(dialog() && dialog()->isVisible());
    QCOMPARE(cell(u"customer-2"_s, u"Back office"_s).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Space);
    QVERIFY(dialog()->isVisible());
    QVERIFY(staged().isEmpty());
}

void TestEditors::switchesOfConnectionsAreTheSame()
{
    select(Kind::Connections, {u"con_0000000000000003"_s, u"con_0000000000000020"_s});
    open(actions().editSwitches);
    auto *table = field<QTableView>("switchTable");
    QTRY_COMPARE(cell(u"Back office"_s, u"customer-3"_s).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QVERIFY(table->model()->setData(cell(u"Back office"_s, u"customer-20"_s), Qt::Checked, Qt::CheckStateRole));
    click("stage");
    QCOMPARE(staged(), QStringList{u"customer-20/office=true"_s});
    // Both sides of it are marked in their tables, and nothing else.
    const auto marked = [this] {
        QStringList names;
        const Items::RecordTableModel &model = *m_fixture->window().tablePage()->model();
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex name = model.index(row, 1);
            if (name.data(Items::StagedRole).isValid()) {
                names.append(name.data(Qt::AccessibleTextRole).toString());
            }
        }
        return names;
    };
    QTRY_COMPARE(marked(), QStringList{u"customer-20, staged: 1 field(s)"_s});
    select(Kind::Applications, {u"office"_s});
    QCOMPARE(marked(), QStringList{u"Back office, staged: 1 field(s)"_s});
    open(actions().editSwitches);
    QTRY_COMPARE(cell(u"customer-20"_s, u"Back office"_s).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
}

void TestEditors::planAndEvidenceAreSaved()
{
    QTemporaryDir folder;
    select(Kind::Organizations, {u"org_0000000000000001"_s});
    open(actions().editObject);
    field<QLineEdit>("display_name")->setText(u"=Acme, \"new\""_s);
    click("stage");
    open(actions().reviewChanges);
    m_fixture->prompt().setAnswer(folder.filePath(u"plan.json"_s));
    button("save")->click();
    QTRY_VERIFY(QFile::exists(folder.filePath(u"plan.json"_s)));
    QFile plan(folder.filePath(u"plan.json"_s));
    QVERIFY(plan.open(QIODevice::ReadOnly));
    const auto read = Change::readPlans(plan.readAll());
    QVERIFY(read.has_value());
    QCOMPARE(read->first().items.first().changes.first().pointer.text(), u"/display_name"_s);
    button("copyCurl")->click();
    const QString curl = QGuiApplication::clipboard()->text();
    QVERIFY2(curl.startsWith(u"curl -X PATCH -H \"Authorization: Bearer $TOKEN\""_s), qPrintable(curl));
    QVERIFY2(curl.contains(u"/api/v2/organizations/org_0000000000000001'"_s), qPrintable(curl));
    apply(u"1 of 1 changes are done"_s);
    m_fixture->prompt().setAnswer(folder.filePath(u"changes.csv"_s));
    button("save")->click();
    QFile evidence(folder.filePath(u"changes.csv"_s));
    QTRY_VERIFY(evidence.exists());
    QVERIFY(evidence.open(QIODevice::ReadOnly));
    const QString csv = QString::fromUtf8(evidence.readAll());
    QCOMPARE(csv.count(u"\r\n"_s), 2);
    QVERIFY2(csv.contains(u",acme-eu,"_s) && csv.contains(uR"(,/display_name,"""Acme""",""")"_s), qPrintable(csv));
    QVERIFY2(csv.contains(u"\"\"\"'=Acme, \\\"\"new\\\"\"\"\"\",done,"_s), qPrintable(csv)); // no formula
}

void TestEditors::escapeAsksBeforeEditsGo()
{
    select(Kind::Organizations, {u"org_0000000000000001"_s});
    open(actions().editObject);
    QPointer<QDialog> editor = dialog();
    editor->reject();
    QTRY_VERIFY(!editor); // nothing was edited: nothing is asked

    open(actions().editObject);
    editor = dialog();
    field<QLineEdit>("display_name")->setText(u"Mine"_s);
    editor->reject();
    auto *question = editor->findChild<QMessageBox *>();
    QVERIFY(question);
    question->button(QMessageBox::Cancel)->click();
    QVERIFY(editor->isVisible());
    QCOMPARE(editor->findChild<QLineEdit *>(u"display_name"_s)->text(), u"Mine"_s);
    editor->reject();
    question = editor->findChildren<QMessageBox *>().constLast();
    question->button(QMessageBox::Discard)->click();
    QTRY_VERIFY(!editor);
    QVERIFY(m_fixture->tray().isEmpty());

    session().readMap();
    QTRY_VERIFY(session().map());
    select(Kind::Applications, {u"office"_s});
    open(actions().editSwitches);
    editor = dialog();
    auto *table = editor->findChild<QTableView *>();
    QTRY_VERIFY(table->model()->index(0, 0).data(Qt::CheckStateRole).isValid());
    const QVariant now = table->model()->index(0, 0).data(Qt::CheckStateRole);
    QVERIFY(table->model()->setData(table->model()->index(0, 0),
                                    now.toInt() == Qt::Checked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole));
    editor->reject();
    QVERIFY(editor->findChild<QMessageBox *>());
    editor->findChild<QMessageBox *>()->button(QMessageBox::Discard)->click();
    QTRY_VERIFY(!editor);
}

void TestEditors::dialogsNameTheirFields()
{
    session().setDisplay(QLatin1StringView(WindowFixture::hostileName), {});
    for (const QString &id : {u"hostile"_s, u"portal"_s}) {
        select(Kind::Applications, {id});
        for (QAction *action : {actions().editObject, actions().editSwitches}) {
            open(action);
            QCOMPARE(faultsOf(*dialog()).join(u'\n'), QString());
            click("cancel");
        }
    }
}

QTEST_MAIN(TestEditors)
#include "tst_editors.moc"
