#include "gui/policyeditorfixture.h"

#include <QMessageBox>

/// What the dialogs of the policy editor show before anything is staged, and what is asked and kept where nothing was.
class TestPolicyDialogs : public QObject, private PolicyEditorFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_plurals)); }
    void init() { open(); }
    void cleanup() { m_fixture.reset(); }
    void conversionNamesLossesThenStages();
    void templateIsComparedThenStaged();
    void ownTemplatesAreKeptImportedAndRemoved();
    void editsOfOtherSelectionsAreShownOrDiscarded();
    void quittingAsksBeforeWhatWasEnteredGoes();

private:
    Ui::SourcePlurals m_plurals;
};

void TestPolicyDialogs::conversionNamesLossesThenStages()
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
    // Setting by setting, in words, also where the new policy asks for the same.
    QStringList lines;
    const QTreeWidgetItem *good = tree->findItems(u"good"_s, Qt::MatchStartsWith).value(0);
    QVERIFY(good);
    for (int i = 0; i < good->childCount(); ++i) {
        const QTreeWidgetItem *line = good->child(i);
        lines.append(QStringList{line->text(0), line->text(1), line->text(2), line->text(3)}.join(u'|'));
    }
    QVERIFY2(lines.contains(u"Minimum length|8|8|as before"_s), qPrintable(lines.join(u'\n')));
    QVERIFY2(!lines.join(u' ').contains(u"password_"_s), qPrintable(lines.join(u'\n')));
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

void TestPolicyDialogs::templateIsComparedThenStaged()
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
    QVERIFY2(settings.contains(u"Minimum length 14>15"_s), qPrintable(settings.join(u'\n')));
    dialog->accept();
    QCOMPARE(m_fixture->tray().size(), 2);
    QVERIFY(staged(u"flexible"_s).contains(u"/options/password_options/complexity/min_length = 15"_s));
}

void TestPolicyDialogs::ownTemplatesAreKeptImportedAndRemoved()
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

void TestPolicyDialogs::editsOfOtherSelectionsAreShownOrDiscarded()
{
    Ui::MainWindow &window = m_fixture->window();
    select({u"good"_s, u"flexible"_s});
    type(Key::MinLength, u"33"_s);
    select({u"ten"_s});
    type(Key::MinLength, u"16"_s);
    select({u"both"_s});
    QCOMPARE(elsewhere(), u"Not staged yet: the edits of “flexible” and 1 more, and of 1 other selection."_s);
    button("discardAll")->click(); // asks first
    auto *all = window.findChild<QMessageBox *>();
    QVERIFY(all && all->text() == u"Discard the edits of “flexible” and 1 more, and of 1 other selection?"_s);
    QTest::keyClick(all, Qt::Key_Escape);
    QTRY_VERIFY(!window.findChild<QMessageBox *>());
    QCOMPARE(elsewhere(), u"Not staged yet: the edits of “flexible” and 1 more, and of 1 other selection."_s);
    // Shown: the same rows again, whatever is filtered, with what was entered.
    window.tablePage()->filterLine()->setText(u"name=both"_s);
    QTRY_COMPARE(window.tablePage()->model()->rowCount(), 1);
    button("showDraft")->click();
    QTRY_COMPARE(window.tablePage()->selection().objects.size(), 2);
    waitForEditor();
    auto *line = qobject_cast<QLineEdit *>(fields().entry());
    QCOMPARE(line->text(), u"33"_s);
    QCOMPARE(window.focusWidget(), line);
    QCOMPARE(elsewhere(), u"Not staged yet: the edits of “ten”."_s);
    // From the tab of another thing and another table, by the question before quitting.
    window.showScope({std::nullopt, Kind::Applications, {}});
    window.close();
    QTRY_VERIFY(window.findChild<QMessageBox *>());
    auto *show = window.findChild<QMessageBox *>()->findChild<QPushButton *>(u"showDraft"_s);
    QVERIFY(show);
    show->click();
    QTRY_COMPARE(window.tablePage()->kind(), Kind::Connections);
    QTRY_COMPARE(window.tablePage()->selection().objects.size(), 1);
    waitForEditor();
    QVERIFY(editor().isVisible());
    QCOMPARE(line->text(), u"16"_s);
    // Discarded, once that was meant: nothing is kept, and nothing was staged.
    QTRY_VERIFY(!window.findChild<QMessageBox *>());
    for (const bool isMeant : {false, true}) {
        QVERIFY(!elsewhere().isEmpty());
        button("discardDraft")->click();
        auto *question = window.findChild<QMessageBox *>();
        QVERIFY(question && question->text().startsWith(u"Discard the edits of “"_s));
        question->button(isMeant ? QMessageBox::Discard : QMessageBox::Cancel)->click();
        QTRY_VERIFY(!window.findChild<QMessageBox *>());
    }
    QCOMPARE(elsewhere(), QString());
    QCOMPARE(window.unsentEdits().drafts, 1);
    button("revert")->click();
    QVERIFY(window.unsentEdits().isEmpty());
}

void TestPolicyDialogs::quittingAsksBeforeWhatWasEnteredGoes()
{
    Ui::MainWindow &window = m_fixture->window();
    const auto question = [&window] { return window.findChild<QMessageBox *>(); };
    const auto asks = [&] {
        window.close();
        return window.isVisible() && QTest::qWaitFor([&question] { return question() != nullptr; });
    };
    select({u"good"_s});
    QVERIFY(window.unsentEdits().isEmpty());
    type(Key::MinLength, u"12"_s);
    QVERIFY(asks());
    QVERIFY2(question()->text().contains(u"not even staged"_s), qPrintable(question()->text()));
    QTest::keyClick(question(), Qt::Key_Escape);
    QTRY_VERIFY(!question());
    // Of a selection that was left as well, beside what is staged: one question for both.
    select({u"ten"_s});
    type(Key::MinLength, u"16"_s);
    stage();
    const Ui::UnsentEdits edits = window.unsentEdits();
    QCOMPARE(edits.staged, 1);
    QCOMPARE(edits.drafts, 1);
    QCOMPARE(window.unsentEdits(Domain::TenantId(u"nobody"_s)).text(), QString());
    QVERIFY(asks());
    QVERIFY2(question()->text().contains(u"1 change"_s) && question()->text().contains(u"not even staged"_s),
             qPrintable(question()->text()));
    QTest::keyClick(question(), Qt::Key_Escape);
    QTRY_VERIFY(!question());
    select({u"good"_s});
    QTRY_COMPARE(qobject_cast<QLineEdit *>(fields().entry())->text(), u"12"_s);
    button("revert")->click();
    QCOMPARE(window.unsentEdits().drafts, 0);
    m_fixture->tray().clear();
    window.close();
    QVERIFY(!window.isVisible());
}

QTEST_MAIN(TestPolicyDialogs)
#include "tst_policydialogs.moc"
