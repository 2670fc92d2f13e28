#include "gui/dialogfixture.h"
#include "gui/windowfixture.h"

#include "change/preparing.h"
#include "ui/editors/usersmetadatadialog.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/shell/sourceplurals.h"
#include "ui/widgets/recordtable.h"
#include "ui/widgets/scrollbody.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

using Query::Kind;

/// The metadata of many users: rehearsed for each, staged, not sent.
class TestUsersMetadata : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_plurals)); }
    void init();
    void cleanup() { m_fixture.reset(); }
    void rehearsalShowsEachUserAndStages();
    void badStepsAreToldAndNotStaged();
    void csvNamesTheUsers();
    void csvThatIsNotChosenChangesNothing();
    void csvThatCannotBeUsedLeavesNothingToStage();
    void hostileNamesAreText();

private:
    void open(int selected);
    Ui::UsersMetadataDialog *dialog() const
    {
        const auto dialogs = m_fixture->window().findChildren<Ui::UsersMetadataDialog *>();
        return dialogs.isEmpty() || !dialogs.last()->isVisible() ? nullptr : dialogs.last();
    }
    void write(const QString &steps)
    {
        dialog()->findChild<QPlainTextEdit *>(u"steps"_s)->setPlainText(steps);
        QTRY_VERIFY(dialog()->isReady());
    }
    QTreeWidget *table() const { return dialog()->findChild<QTreeWidget *>(u"rehearsal"_s); }

    Ui::SourcePlurals m_plurals;
    std::unique_ptr<WindowFixture> m_fixture;
};

void TestUsersMetadata::init()
{
    Sandbox::TenantState state;
    state.name = "acme-eu";
    state.domain = "acme-eu.eu.auth0.com";
    state.environment = "production";
    for (int i = 0; i < 6; ++i) {
        const std::string number = std::to_string(i);
        Sandbox::Json metadata = {{"plan", i == 3 ? "gold" : "a"}, {"keep", {{"x", 1.5}}}};
        state.users.append({{"user_id", "auth0|" + number},
                            {"email", "u" + number + "@acme.com"},
                            {"name", i == 5 ? std::string(WindowFixture::hostileName) : "User " + number},
                            {"identities", {{{"connection", "db"}, {"user_id", number}, {"provider", "auth0"}}}},
                            {"app_metadata", metadata}});
    }
    m_fixture = std::make_unique<WindowFixture>(Sandbox::Options(), std::vector{state});
    m_fixture->openWritable(0, u"eu"_s);
    QVERIFY(m_fixture->waitUntilRead());
    m_fixture->session(u"eu"_s).search(Kind::Users, {});
    QTRY_COMPARE(m_fixture->session(u"eu"_s).records(Kind::Users).size(), 6);
}

void TestUsersMetadata::open(int selected)
{
    m_fixture->window().showScope({Domain::TenantId(u"eu"_s), Kind::Users, {}});
    Ui::TablePage *page = m_fixture->window().tablePage();
    QTRY_COMPARE(page->shownRecords().size(), 6);
    page->table()->clearSelection();
    if (selected > 0) {
        page->table()->selectAll();
    }
    QTRY_COMPARE(page->selection().objects.size(), selected);
    m_fixture->window().actions().editUsersMetadata->trigger();
    QTRY_VERIFY(dialog());
}

void TestUsersMetadata::rehearsalShowsEachUserAndStages()
{
    open(6);
    QVERIFY(!dialog()->findChild<QPushButton *>(u"stage"_s)->isEnabled());
    // There is room for the steps and the help: nothing to scroll into.
    const auto *top = dialog()->findChild<Ui::FittingScroll *>();
    QTRY_VERIFY2(top->verticalScrollBar()->maximum() == 0,
                 qPrintable(u"%1 %2 %3 %4"_s.arg(top->height())
                                .arg(top->widget()->height())
                                .arg(top->sizeHint().height())
                                .arg(top->widget()->heightForWidth(top->viewport()->width()))));
    write(u"set /app_metadata/plan = \"gold\"\nset /app_metadata/contact = \"${email}\"\nunset /app_metadata/keep/x"_s);
    QCOMPARE(dialog()->rehearsals().size(), 6);
    QCOMPARE(table()->topLevelItemCount(), 6 * 3 - 1); // one has the plan already
    picture(*dialog(), u"bulk"_s);
    press(*dialog(), "stage");
    QTRY_VERIFY(!dialog());
    QCOMPARE(m_fixture->tray().size(), 6);
    const auto item = m_fixture->tray().staged(Domain::TenantId(u"eu"_s), {Change::ObjectKind::User, u"auth0|2"_s, {}});
    QCOMPARE(*Change::prepare(item->object, item->seen, item->changes)->requests.first().body,
             R"({"app_metadata":{"plan":"gold","keep":{},"contact":"u2@acme.com"}})");
    for (const Sandbox::ReceivedRequest &request : m_fixture->server().requests()) {
        QVERIFY2(request.method != "PATCH", request.path.c_str());
    }
}

void TestUsersMetadata::badStepsAreToldAndNotStaged()
{
    open(6);
    write(u"unset /app_metadata/keep\nset /app_metadata/x = 1e400"_s);
    QVERIFY2(shownText(*dialog()).contains(u"Line 2"_s), qPrintable(shownText(*dialog())));
    QVERIFY(!dialog()->findChild<QPushButton *>(u"stage"_s)->isEnabled());
    dialog()->accept();
    QVERIFY(dialog() && m_fixture->tray().isEmpty());
    write(u"set /app_metadata/x = \"${nickname}\""_s); // nobody has one
    QCOMPARE(table()->topLevelItemCount(), 6);
    QVERIFY(!dialog()->findChild<QPushButton *>(u"stage"_s)->isEnabled());
}

void TestUsersMetadata::csvNamesTheUsers()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"ids.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("user_id\nauth0|1\nauth0|unknown\n");
    file.close();
    m_fixture->prompt().setAnswer(file.fileName());
    open(0);
    auto *source = dialog()->findChild<QComboBox *>(u"source"_s);
    QCOMPARE(source->currentIndex(), 1); // all that were found
    source->setCurrentIndex(2);
    Q_EMIT source->activated(2);
    write(u"set /app_metadata/plan = \"b\""_s);
    QTRY_COMPARE(dialog()->rehearsals().size(), 2);
    QVERIFY(dialog()->rehearsals().first().reason.isEmpty());
    QVERIFY(!dialog()->rehearsals().last().reason.isEmpty());
    press(*dialog(), "stage");
    QTRY_VERIFY(!dialog());
    QCOMPARE(m_fixture->tray().size(), 1);
}

void TestUsersMetadata::csvThatIsNotChosenChangesNothing()
{
    open(6);
    write(u"set /app_metadata/plan = \"b\""_s);
    auto *source = dialog()->findChild<QComboBox *>(u"source"_s);
    source->setCurrentIndex(2);
    Q_EMIT source->activated(2); // which the user cancels
    QTRY_VERIFY(dialog()->isReady());
    QCOMPARE(source->currentIndex(), 0);
    QCOMPARE(dialog()->rehearsals().size(), 6);
    QVERIFY(dialog()->findChild<QPushButton *>(u"stage"_s)->isEnabled());
}

void TestUsersMetadata::csvThatCannotBeUsedLeavesNothingToStage()
{
    open(6);
    write(u"set /app_metadata/plan = \"b\""_s);
    m_fixture->prompt().setAnswer(u"/nonexistent/ids.csv"_s);
    auto *source = dialog()->findChild<QComboBox *>(u"source"_s);
    source->setCurrentIndex(2);
    Q_EMIT source->activated(2);
    const auto *stage = dialog()->findChild<QPushButton *>(u"stage"_s);
    QVERIFY2(!stage->isEnabled(), "the file is read elsewhere");
    QTRY_VERIFY(dialog()->isReady());
    QCOMPARE(source->currentIndex(), 2);
    QVERIFY(dialog()->rehearsals().isEmpty());
    QVERIFY(!stage->isEnabled());
    QVERIFY2(shownText(*dialog()).contains(u"/nonexistent/ids.csv cannot be read"_s), qPrintable(shownText(*dialog())));
    write(u"set /app_metadata/plan = \"c\""_s);
    QVERIFY(dialog()->rehearsals().isEmpty() && !stage->isEnabled());
    source->setCurrentIndex(0);
    Q_EMIT source->activated(0);
    QTRY_VERIFY(dialog()->isReady());
    QCOMPARE(dialog()->rehearsals().size(), 6);
    QVERIFY(stage->isEnabled());
}

void TestUsersMetadata::hostileNamesAreText()
{
    open(6);
    write(u"set /app_metadata/plan = \"${name}\""_s);
    QCOMPARE(faultsOf(*dialog()).join(u'\n'), QString());
    for (int i = 0; i < table()->topLevelItemCount(); ++i) {
        QVERIFY(!table()->topLevelItem(i)->text(3).contains(QChar(0x202e)));
    }
}

QTEST_MAIN(TestUsersMetadata)
#include "tst_usersmetadata.moc"
