#include "gui/windowfixture.h"

#include "items/passwordcheckmodel.h"
#include "items/recordtablemodel.h"
#include "items/roles.h"
#include "ui/editors/passwordtesterpanel.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/recordtable.h"
#include "ui/widgets/wraplabel.h"
#include "json/value.h"

#include <QAction>
#include <QDirIterator>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

using Query::Kind;

/// A sample typed below the table, under the policies of what is selected.
class TestPasswordTesterPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void verdictsFollowTheTyping();
    void whatIsStagedStandsBeside();
    void atMostEightStandSideBySide();
    void profileAsTextAndAsJson();
    void aDictionaryOfOnesOwn();
    void partsAreHiddenWithTheSample();
    void nothingOfTheSampleIsKept();

private:
    Ui::PasswordTesterPanel &panel() { return *m_fixture->window().findChild<Ui::PasswordTesterPanel *>(); }
    Items::PasswordCheckModel &model() { return *panel().model(); }
    QString cell(Policy::Rule rule, int column) { return model().index(int(rule), column).data().toString(); }
    QString label(const char *name) { return panel().findChild<QLabel *>(QLatin1StringView(name))->text(); }
    void selectFirst(int count);
    void type(const QString &text)
    {
        panel().sample()->clear();
        QTest::keyClicks(panel().sample(), text);
    }

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestPasswordTesterPanel::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->openWritable(0, u"eu"_s);
    QVERIFY(m_fixture->waitUntilRead());
    m_fixture->window().showScope({Domain::TenantId(u"eu"_s), Kind::Policies, {}});
    QTRY_COMPARE(m_fixture->window().tablePage()->model()->rowCount(), 57);
    selectFirst(3);
    m_fixture->window().actions().testPassword->trigger();
    QTRY_COMPARE(model().columnCount(), 4);
}

void TestPasswordTesterPanel::selectFirst(int count)
{
    Ui::TablePage *page = m_fixture->window().tablePage();
    const QItemSelection rows(page->model()->index(0, 0), page->model()->index(count - 1, 0));
    page->table()->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void TestPasswordTesterPanel::verdictsFollowTheTyping()
{
    QCOMPARE(m_fixture->window().focusWidget(), panel().sample());
    // Side by side without scrolling where there is room, and never too narrow for words.
    m_fixture->window().resize(1440, 900);
    const QTableView &table = *panel().table();
    QTRY_COMPARE(table.horizontalScrollBar()->maximum(), 0);
    QVERIFY2(table.columnWidth(1) >= 120, qPrintable(QString::number(table.columnWidth(1))));
    QCOMPARE(cell(Policy::Rule::MinLength, 1), u"8"_s); // what is asked for
    type(u"Abc1"_s);
    QCOMPARE(cell(Policy::Rule::MinLength, 1), u"✗ fails: 8"_s);
    QCOMPARE(cell(Policy::Rule::CharacterTypes, 1), u"✓ passes: 3 of 4"_s);
    QCOMPARE(cell(Policy::Rule::SequentialCharacters, 3), u"not checked"_s);
    QVERIFY(!model().index(0, 1).data(Items::ErrorRole).toString().isEmpty());
    panel().sample()->insert(u"äöü4"_s);
    QCOMPARE(cell(Policy::Rule::MinLength, 1), u"✓ passes: 8"_s);
    QVERIFY(label("bytes").startsWith(u"11 of 72 bytes"_s));
    const QString advice = panel().findChild<Ui::WrapLabel *>(u"strength"_s)->text();
    QVERIFY2(advice.contains(u"zxcvbn"_s) && advice.contains(u"guesses"_s), qPrintable(advice));
}

void TestPasswordTesterPanel::whatIsStagedStandsBeside()
{
    const Query::RecordPtr record = m_fixture->window().tablePage()->selectedRecords().first();
    const Query::RecordPtr connection = m_fixture->estate().record(record->tenant, Kind::Connections, record->id);
    const Change::ObjectRef object{Change::ObjectKind::Connection, record->id, {}};
    m_fixture->tray().stage(record->tenant,
                            Change::PlanItem{object,
                                             {{*Json::Pointer::parse(u"/options/password_complexity_options"),
                                               {},
                                               R"({"min_length":14})",
                                               u"passwordPolicy"_s}},
                                             connection->original});
    QTRY_COMPARE(model().columnCount(), 5);
    QCOMPARE(model().headerData(2, Qt::Horizontal).toString(), u"→ after"_s);
    type(u"Winter2026!"_s);
    QCOMPARE(cell(Policy::Rule::MinLength, 1), u"✓ passes: 8"_s);
    QCOMPARE(cell(Policy::Rule::MinLength, 2), u"✗ fails: 14"_s);
}

void TestPasswordTesterPanel::atMostEightStandSideBySide()
{
    selectFirst(20);
    QTRY_COMPARE(model().columnCount(), 9);
    QVERIFY2(label("more").contains(u"12 more"_s), qPrintable(label("more")));
    m_fixture->window().showScope({Domain::TenantId(u"eu"_s), Kind::Applications, {}});
    QTRY_COMPARE(model().columnCount(), 1);
    QVERIFY(label("more").contains(u"Select"_s));
}

void TestPasswordTesterPanel::profileAsTextAndAsJson()
{
    using Panel = Ui::PasswordTesterPanel;
    QCOMPARE(Panel::profileOf(u"jo@acme.example, Jo Winter, jo"_s)->wordsOf({u"email"_s}).contains(u"jo"_s), true);
    QVERIFY(Panel::profileOf(u"jo@acme.example, Jo Winter, jw"_s)->wordsOf({u"name"_s}).contains(u"Jo Winter"_s));
    QVERIFY(Panel::profileOf(u"{\"nickname\":\"jojo\"}"_s)->wordsOf({u"nickname"_s}).contains(u"jojo"_s));
    QVERIFY(!Panel::profileOf(u"{\"nickname\""_s));
    panel().profile()->setText(u"{\"nickname\""_s);
    QVERIFY(!panel().profile()->accessibleDescription().isEmpty());
}

void TestPasswordTesterPanel::aDictionaryOfOnesOwn()
{
    auto *name = panel().findChild<Ui::PlainLabel *>(u"dictionaryName"_s);
    QVERIFY(name->fullText().startsWith(u"Approximate"_s));
    const QString path = m_fixture->folder() + u"/words.txt"_s;
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("one\ntwo\nthree\n");
    file.close();
    m_fixture->prompt().setAnswer(path);
    panel().findChild<QPushButton *>(u"chooseDictionary"_s)->click();
    QTRY_COMPARE(name->fullText(), u"words.txt: 3 words"_s);
    m_fixture->prompt().setAnswer(path + u".absent"_s);
    panel().findChild<QPushButton *>(u"chooseDictionary"_s)->click();
    QTRY_VERIFY(name->fullText().contains(u"cannot be read"_s));
}

void TestPasswordTesterPanel::partsAreHiddenWithTheSample()
{
    Items::PasswordCheckModel checks;
    checks.setColumns({{u"acme"_s, u"eu"_s, false, {Policy::readingOfLevel(u"excellent"_s), {}}}});
    checks.setSample("Winter2026!!!");
    const QModelIndex identical = checks.index(int(Policy::Rule::IdenticalCharacters), 1);
    QCOMPARE(identical.data().toString(), u"✗ fails"_s);
    checks.setShowsParts(true);
    QCOMPARE(identical.data().toString(), u"✗ fails: \"!!!\""_s);
    QCOMPARE(panel().sample()->echoMode(), QLineEdit::Password);
    panel().sample()->actions().first()->trigger();
    QCOMPARE(panel().sample()->echoMode(), QLineEdit::Normal);
}

void TestPasswordTesterPanel::nothingOfTheSampleIsKept()
{
    static const QString sample = u"Zebra-quilt-9931"_s;
    static QStringList logged;
    const QtMessageHandler before = qInstallMessageHandler(
        [](QtMsgType, const QMessageLogContext &, const QString &text) { logged.append(text); });
    type(sample);
    panel().profile()->setText(u"zebra.owner@acme.example"_s);
    const std::vector<Sandbox::ReceivedRequest> requests = m_fixture->server().requests();
    const QPointer<Ui::PasswordTesterPanel> closed = &panel();
    m_fixture->window().close();
    QCOMPARE(closed->sample()->text(), QString());
    QCOMPARE(closed->profile()->text(), QString());
    QCOMPARE(m_fixture->server().requests().size(), requests.size());
    m_fixture->restart();
    qInstallMessageHandler(before);
    QVERIFY(!logged.join(u'\n').contains(u"ebra"_s));
    int files = 0;
    QDirIterator entries(m_fixture->folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        QFile file(entries.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("ebra"), qPrintable(file.fileName()));
        ++files;
    }
    QVERIFY(files > 0);
}

QTEST_MAIN(TestPasswordTesterPanel)
#include "tst_passwordtesterpanel.moc"
