#include "gui/dialogfixture.h"
#include "gui/windowfixture.h"

#include "items/jsontreemodel.h"
#include "ui/dialogs/tenantform.h"
#include "ui/editors/jsontextedit.h"
#include "ui/editors/jsontree.h"
#include "ui/editors/metadatadialog.h"
#include "ui/editors/metadataeditor.h"
#include "ui/editors/usersmetadatadialog.h"
#include "ui/shell/sourceplurals.h"
#include "ui/widgets/wraplabel.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

using Query::Kind;

/// Metadata held against the operator's own schema, and long metadata, which is read while nothing waits for it.
class TestSchemaEditing : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_plurals)); }
    void violationsStandAtTheirPlacesAndAreConfirmed();
    void notesOfWhatIsStagedStay();
    void schemaThatCannotBeUsedIsToldAndStopsNothing();
    void manyUsersAreCountedAndConfirmed();
    void profileNamesTheFile();
    void longTextIsReadWhileTypingRests();
    void marksStayWithTheirText();

private:
    QString schemaFile(const QByteArray &text)
    {
        QFile file(m_folder.filePath(u"schema.json"_s));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
    }
    static std::unique_ptr<Ui::MetadataDialog> dialog(const QByteArray &metadata, const QString &schemaPath)
    {
        Domain::TenantProfile profile;
        profile.name = u"acme-eu"_s;
        profile.metadataSchemaFile = schemaPath;
        return std::make_unique<Ui::MetadataDialog>(
            profile, Change::ObjectRef{Change::ObjectKind::User, u"auth0|kim"_s, u"kim"_s},
            R"({"user_id":"auth0|kim","app_metadata":)" + metadata + '}', std::nullopt, QList<QByteArray>());
    }
    /// The texts that are underlined.
    static QStringList marked(const Ui::JsonTextEdit &edit)
    {
        QStringList texts;
        for (const QTextEdit::ExtraSelection &selection : edit.extraSelections()) {
            if (selection.format.underlineStyle() == QTextCharFormat::WaveUnderline) {
                texts.append(selection.cursor.selectedText());
            }
        }
        return texts;
    }

    QTemporaryDir m_folder;
    Ui::SourcePlurals m_plurals;
};

namespace {

const QByteArray planSchema = R"({"properties":{"app_metadata":{"properties":{"plan":{"enum":["free","paid"]}}}}})";

} // namespace

void TestSchemaEditing::violationsStandAtTheirPlacesAndAreConfirmed()
{
    const auto edit = dialog(R"({"plan":"paid"})", schemaFile(planSchema));
    Ui::MetadataEditor &editor = *edit->editors().first();
    QVERIFY2(!editor.isReviewed(), "the schema is still read");
    edit->show();
    std::optional<Change::PlanItem> item;
    connect(edit.get(), &Ui::MetadataDialog::edited, this, [&item](const Change::PlanItem &edited) { item = edited; });
    editor.text()->replaceAll(u"{\n  \"seats\": 1,\n  \"plan\": \"gold\"\n}"_s);
    QTRY_VERIFY(editor.isReviewed());
    const auto *problems = editor.findChild<QTreeWidget *>(u"problems"_s);
    QCOMPARE(problems->topLevelItemCount(), 1);
    QCOMPARE(problems->topLevelItem(0)->text(0), u"Line 3 · /plan"_s);
    QCOMPARE(marked(*editor.text()), QStringList{u"\"plan\""_s});
    auto *consent = editor.findChild<QCheckBox *>(u"confirmSchema"_s);
    QVERIFY(consent->isVisible());
    edit->accept();
    QVERIFY2(!item, "nobody confirmed it");
    QTRY_VERIFY(consent->hasFocus());
    QVERIFY2(problems->isVisible(), "what it is about");

    consent->setChecked(true);
    editor.text()->replaceAll(u"{\n  \"seats\": 1,\n  \"plan\": 7\n}"_s);
    QTRY_VERIFY(editor.isReviewed());
    QVERIFY2(consent->isChecked(), "the same objection");
    editor.text()->replaceAll(u"{\n  \"plan\": \"free\"\n}"_s);
    QTRY_VERIFY(editor.isReviewed());
    QVERIFY(!consent->isVisible());
    editor.text()->replaceAll(u"{\n  \"plan\": \"gold\"\n}"_s);
    QTRY_VERIFY(editor.isReviewed());
    QVERIFY2(!consent->isChecked(), "it is another time");
    consent->setChecked(true);
    edit->accept();
    QVERIFY(item);
    QVERIFY2(item->notes.join(u' ').contains(u"/app_metadata/plan: Not as the schema wants it"_s),
             qPrintable(item->notes.join(u' ')));
}

void TestSchemaEditing::notesOfWhatIsStagedStay()
{
    Domain::TenantProfile profile;
    profile.name = u"acme-eu"_s;
    profile.metadataSchemaFile
        = schemaFile(R"({"properties":{"connection_metadata":{"properties":{"plan":{"enum":["free","paid"]}}}}})");
    const auto change = [](const QString &pointer, const QByteArray &before, const QByteArray &after) {
        return Json::LeafChange{*Json::Pointer::parse(pointer), before, after, {}};
    };
    const Change::ObjectRef object{Change::ObjectKind::Connection, u"con_1"_s, u"db"_s};
    const QByteArray seen = R"({"id":"con_1","options":{"a":1},"metadata":{"plan":"paid"}})";
    const Change::PlanItem staged{
        object,
        {change(u"/options/a"_s, "1", "2"), change(u"/metadata/plan"_s, R"("paid")", R"("gold")")},
        seen,
        {u"The history of passwords is lost."_s, u"/metadata/plan: as an earlier schema had it"_s}};
    const auto notesAfter = [&](const QString &text) {
        Ui::MetadataDialog edit(profile, object, seen, staged, {});
        edit.show();
        Change::PlanItem item;
        connect(&edit, &Ui::MetadataDialog::edited, this, [&item](const Change::PlanItem &edited) { item = edited; });
        if (!text.isEmpty()) {
            edit.editors().first()->text()->replaceAll(text);
        }
        edit.accept(); // once the schema was read
        (void)QTest::qWaitFor([&item] { return !item.changes.isEmpty(); });
        return item.notes;
    };
    const QStringList untouched = notesAfter({});
    QCOMPARE(untouched.size(), 2);
    QVERIFY2(untouched.first().startsWith(u"/metadata/plan: Not as the schema wants it"_s),
             qPrintable(untouched.first()));
    QCOMPARE(untouched.last(), staged.notes.first());
    QCOMPARE(notesAfter(uR"({"plan": "free"})"_s), staged.notes.first(1));
}

void TestSchemaEditing::schemaThatCannotBeUsedIsToldAndStopsNothing()
{
    const auto edit = dialog(R"({"plan":"paid"})", m_folder.filePath(u"none.json"_s));
    edit->show();
    bool isStaged = false;
    connect(edit.get(), &Ui::MetadataDialog::edited, this, [&isStaged] { isStaged = true; });
    edit->editors().first()->text()->replaceAll(u"{\"plan\": \"gold\"}"_s);
    edit->accept(); // once the schema was looked for
    QTRY_VERIFY(isStaged);
    const QString told = edit->findChild<Ui::WrapLabel *>(u"schemaProblem"_s)->text();
    QVERIFY2(told.contains(u"none.json cannot be read"_s), qPrintable(told));
}

void TestSchemaEditing::manyUsersAreCountedAndConfirmed()
{
    Sandbox::TenantState state;
    state.name = "acme-eu";
    state.domain = "acme-eu.eu.auth0.com";
    for (int i = 0; i < 4; ++i) {
        const std::string number = std::to_string(i);
        state.users.append({{"user_id", "auth0|" + number},
                            {"nickname", i < 3 ? "gold" : "paid"},
                            {"identities", {{{"connection", "db"}, {"user_id", number}, {"provider", "auth0"}}}},
                            {"app_metadata", {{"plan", "free"}}}});
    }
    WindowFixture fixture(Sandbox::Options(), std::vector{state});
    fixture.openWritable(0, u"eu"_s);
    QVERIFY(fixture.waitUntilRead());
    fixture.session(u"eu"_s).search(Kind::Users, {});
    QTRY_COMPARE(fixture.session(u"eu"_s).records(Kind::Users).size(), 4);
    fixture.session(u"eu"_s).setMetadataSchemaFile(schemaFile(planSchema));

    Ui::UsersMetadataDialog dialog({fixture.estate(), fixture.tray(), {}, fixture.prompt()}, Domain::TenantId(u"eu"_s),
                                   {});
    dialog.show();
    QList<Change::PlanItem> items;
    connect(&dialog, &Ui::UsersMetadataDialog::staged, this,
            [&items](const QList<Change::PlanItem> &staged) { items = staged; });
    dialog.findChild<QPlainTextEdit *>(u"steps"_s)->setPlainText(u"set /app_metadata/plan = \"${nickname}\""_s);
    QTRY_VERIFY(dialog.isReady());
    QVERIFY2(shownText(dialog).contains(u" The metadata schema objects to 3 users."_s), qPrintable(shownText(dialog)));
    QCOMPARE(dialog.findChild<QTreeWidget *>(u"rehearsal"_s)->topLevelItemCount(), 4 + 3);
    auto *consent = dialog.findChild<QCheckBox *>(u"confirmSchema"_s);
    QVERIFY(consent->isVisible());
    press(dialog, "stage");
    QVERIFY2(items.isEmpty(), "nobody confirmed it");
    consent->setChecked(true);
    press(dialog, "stage");
    QCOMPARE(items.size(), 4);
    QCOMPARE(std::count_if(items.cbegin(), items.cend(), [](const auto &item) { return !item.notes.isEmpty(); }), 3);
}

void TestSchemaEditing::profileNamesTheFile()
{
    DialogFixture fixture;
    Ui::TenantForm form(fixture.prompt);
    Domain::TenantProfile profile;
    profile.name = u"acme"_s;
    profile.domain = u"acme.eu.auth0.com"_s;
    profile.clientId = u"abc"_s;
    profile.metadataSchemaFile = m_folder.filePath(u"none.json"_s);
    form.setProfile(profile, true);
    QCOMPARE(form.profile().metadataSchemaFile, profile.metadataSchemaFile);
    QVERIFY2(!form.check({}), "there is no such file");
    const QString pipe = m_folder.filePath(u"pipe.json"_s);
    QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    form.findChild<QLineEdit *>(u"metadataSchema"_s)->setText(pipe);
    QVERIFY2(!form.check({}), "to open it would wait for a writer");
    form.findChild<QLineEdit *>(u"metadataSchema"_s)->setText(schemaFile(planSchema));
    QVERIFY(form.check({}));
    QCOMPARE(form.profile().metadataSchemaFile, m_folder.filePath(u"schema.json"_s));
}

void TestSchemaEditing::longTextIsReadWhileTypingRests()
{
    QByteArray metadata = "{\"plan\":\"paid\"";
    for (int i = 0; i < 1000; ++i) {
        metadata += ",\"key" + QByteArray::number(i) + R"(":{"number":1.5,"text":"value"})";
    }
    const auto edit = dialog(metadata + '}', {});
    edit->show();
    Ui::MetadataEditor &editor = *edit->editors().first();
    QTRY_VERIFY(editor.isReviewed());
    const auto &model = *qobject_cast<Items::JsonTreeModel *>(editor.tree()->model());
    QCOMPARE(model.rowCount(), 1001);
    QVERIFY(model.isEditable());
    editor.text()->apply({1, 0, u"\"new\": 1, "_s});
    QVERIFY2(!model.isEditable(), "its positions are those of the text before");
    QCOMPARE(model.rowCount(), 1001);
    QTRY_VERIFY(editor.isReviewed());
    QVERIFY(model.isEditable());
    QCOMPARE(model.rowCount(), 1002);

    editor.text()->apply({1, 0, u"\"new\": 2, "_s});
    QTRY_VERIFY(editor.isReviewed());
    QVERIFY(editor.review().textProblem);
    editor.text()->undo();
    QTRY_VERIFY(editor.isReviewed());
    QCOMPARE(model.rowCount(), 1002);
}

void TestSchemaEditing::marksStayWithTheirText()
{
    const auto edit = dialog(R"({"plan":"gold","seats":1})", schemaFile(planSchema));
    edit->show();
    Ui::JsonTextEdit &text = *edit->editors().first()->text();
    QTRY_VERIFY(edit->editors().first()->isReviewed());
    QCOMPARE(marked(text), QStringList{u"\"plan\""_s});
    text.apply({1, 0, u"\n  \"before\": true,"_s});
    text.setCurrentPlace(0, 0); // as the cursor does
    QCOMPARE(marked(text), QStringList{u"\"plan\""_s});
    text.apply({text.rawText().indexOf(u"\"plan\""_s) + 1, 2, {}});
    text.setCurrentPlace(0, 0);
    QVERIFY2(marked(text).isEmpty(), "what was marked is another key now");
    QTRY_VERIFY(edit->editors().first()->isReviewed());
    QVERIFY(marked(text).isEmpty());
}

QTEST_MAIN(TestSchemaEditing)
#include "tst_schemaediting.moc"
