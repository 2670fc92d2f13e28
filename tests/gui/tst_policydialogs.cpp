#include "gui/policyeditorfixture.h"

/// What the dialogs of the policy editor show before anything is staged.
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
    QCOMPARE(dialog->findChild<QPushButton *>(u"stage"_s)->text(), u"&Stage for 2"_s);
    dialog->accept();
    QCOMPARE(m_fixture->tray().size(), 2);
    QVERIFY(staged(u"good"_s).contains(u"/options/passwordPolicy = gone"_s));
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

QTEST_MAIN(TestPolicyDialogs)
#include "tst_policydialogs.moc"
