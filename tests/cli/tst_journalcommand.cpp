#include "cli/changefixture.h"
#include "sandbox/scale.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

namespace {

Json parsed(const Program::Result &result)
{
    return Json::parse(result.out.toStdString(), nullptr, false);
}

} // namespace

/// `journal`: what was changed, listed and whole.
class TestJournalCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anEmptyJournalSaysSo();
    void listsTheLatestFirst();
    void filterNarrows_data();
    void filterNarrows();
    void oneEntryIsShownWhole();
    void whatWasTakenBackSaysSo();
    void takingBackTwiceDoesNothing();
    void onlyTheRestIsTakenBack();
    void slipsAreRefused_data();
    void slipsAreRefused();

private:
    Program::Result journal(const QStringList &words = {}) const
    {
        return Program::run(QStringList{u"journal"_s} + words, m_fixture->variables());
    }
    /// Two changes, the second of the history.
    void change();

    std::unique_ptr<ChangeFixture> m_fixture;
};

void TestJournalCommand::init()
{
    m_fixture = std::make_unique<ChangeFixture>(
        std::vector<Sandbox::TenantState>{Sandbox::scaleEstate({.connections = 3, .applications = 1}, 1)});
}

void TestJournalCommand::change()
{
    for (const QString &setting : {u"min_length=14"_s, u"history_size=9"_s}) {
        const auto result = m_fixture->run({u"policy"_s, u"set"_s, u"--set"_s, setting, u"--yes"_s});
        QVERIFY2(result.code == 0, result.err.constData());
    }
}

void TestJournalCommand::anEmptyJournalSaysSo()
{
    const auto result = journal();
    QCOMPARE(result.code, 0);
    QVERIFY2(result.err.contains("nothing was changed yet"), result.err.constData());
    QVERIFY(parsed(journal({u"--json"_s})) == Json::array());
}

void TestJournalCommand::listsTheLatestFirst()
{
    change();
    const Json list = parsed(journal({u"--json"_s}));
    QCOMPARE(list.size(), std::size_t(2));
    const auto title = [&list](int entry) { return list[entry].at("title").get<std::string>(); };
    QVERIFY2(title(0).find("Passwords in the history 9") != std::string::npos, title(0).c_str());
    QVERIFY2(title(1).starts_with("Minimum length 14 on "), title(1).c_str());
    for (const char *member : {"id", "when", "tenant", "who", "outcome"}) {
        QVERIFY2(!list[0].at(member).get<std::string>().empty(), member);
    }
    QVERIFY(list[0].at("outcomes").at("done").get<int>() > 0);
    const QByteArray out = journal().out;
    QVERIFY(out.contains("in the history 9"));
    QVERIFY(out.indexOf("in the history 9") < out.indexOf("Minimum length 14"));
    QVERIFY2(out.contains(list[0].at("id").get<std::string>().substr(0, 8).c_str()), out.constData());
}

void TestJournalCommand::filterNarrows_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<int>("count");
    QTest::newRow("a title") << u"title~history"_s << 1;
    QTest::newRow("a time") << u"when>=2020-01-01"_s << 2;
    QTest::newRow("a count") << u"outcomes.done>0"_s << 2;
    QTest::newRow("a count that none has") << u"outcomes.conflict>0"_s << 0;
    QTest::newRow("a tenant") << u"tenant~nobody"_s << 0;
    QTest::newRow("finished") << u"finished=true"_s << 2;
}

void TestJournalCommand::filterNarrows()
{
    QFETCH(const QString, where);
    QFETCH(const int, count);
    change();
    const auto result = journal({u"--json"_s, u"--where"_s, where});
    QVERIFY2(result.code == 0, result.err.constData());
    QCOMPARE(int(parsed(result).size()), count);
}

void TestJournalCommand::oneEntryIsShownWhole()
{
    change();
    const QString id = QString::fromStdString(parsed(journal({u"--json"_s}))[1].at("id").get<std::string>());
    const auto text = journal({id.left(8)});
    QVERIFY2(text.code == 0, text.err.constData());
    for (const QByteArray &part : {id.toUtf8(), QByteArray("Minimum length 14 on "), QByteArray("min_length"),
                                   QByteArray("-> 14"), QByteArray("tenantry-cli revert ")}) {
        QVERIFY2(text.out.contains(part), text.out.constData());
    }
    const Json entry = parsed(journal({id, u"--json"_s}));
    QCOMPARE(entry.at("plan").at("id").get<std::string>(), id.toStdString());
    QVERIFY(!entry.at("ended").is_null());
    QCOMPARE(entry.at("results")[0].at("outcome").get<std::string>(), std::string("done"));
}

void TestJournalCommand::whatWasTakenBackSaysSo()
{
    change();
    const QString id = QString::fromStdString(parsed(journal({u"--json"_s}))[1].at("id").get<std::string>());
    QVERIFY(parsed(journal({id, u"--json"_s})).at("taken_back").is_null());
    QCOMPARE(m_fixture->run({u"revert"_s, id, u"--yes"_s}).code, 0);
    const Json list = parsed(journal({u"--json"_s}));
    QCOMPARE(list.size(), std::size_t(3));
    const QString back = QString::fromStdString(list[0].at("id").get<std::string>());
    QCOMPARE(list[0].at("takes_back").get<std::string>(), id.toStdString());
    QVERIFY(list[0].at("taken_back").is_null());
    QCOMPARE(list[2].at("taken_back").at("id").get<std::string>(), back.toStdString());
    QVERIFY(list[2].at("taken_back").at("when") == list[0].at("when"));
    QCOMPARE(list[2].at("taken_back").at("whole").get<bool>(), true);
    const QByteArray takenBack = "taken back by " + back.left(8).toUtf8() + " on ";
    QVERIFY(journal().out.contains(takenBack));
    QVERIFY(journal({id}).out.contains(takenBack));
    QVERIFY(journal({back}).out.contains("takes back " + id.left(8).toUtf8()));
    QCOMPARE(int(parsed(journal({u"--json"_s, u"--where"_s, u"taken_back.id~"_s + back.left(8)})).size()), 1);

    QCOMPARE(m_fixture->run({u"revert"_s, back, u"--yes"_s}).code, 0); // done again
    QVERIFY(parsed(journal({id, u"--json"_s})).at("taken_back").is_null());
}

void TestJournalCommand::takingBackTwiceDoesNothing()
{
    change();
    const QString id = QString::fromStdString(parsed(journal({u"--json"_s}))[1].at("id").get<std::string>());
    QCOMPARE(m_fixture->run({u"revert"_s, id, u"--yes"_s}).code, 0);
    const int writes = m_fixture->writes();
    const QString plan = m_fixture->file(u"plan.json"_s);
    for (const QStringList &further : {QStringList{}, {u"--plan"_s, plan}, {u"--yes"_s}}) {
        const auto again = m_fixture->run(QStringList{u"revert"_s, id} + further);
        QCOMPARE(again.code, 0);
        QVERIFY2(again.err.contains("there is nothing to take back: it was taken back by "), again.err.constData());
        QVERIFY2(again.out.contains("It is as it was before already."), again.out.constData());
        QVERIFY2(!again.out.contains("PATCH"), again.out.constData());
    }
    QVERIFY(!QFile::exists(plan));
    QCOMPARE(m_fixture->writes(), writes);
    QCOMPARE(parsed(journal({u"--json"_s})).size(), std::size_t(3));
}

/// What somebody has set back by hand is named, and left out; with the rest, all is taken back.
void TestJournalCommand::onlyTheRestIsTakenBack()
{
    m_fixture = std::make_unique<ChangeFixture>(
        std::vector<Sandbox::TenantState>{Sandbox::scaleEstate({.connections = 12, .applications = 1}, 1)});
    change(); // 14 everywhere
    const auto set = [this](const QStringList &words) {
        return m_fixture->run(QStringList{u"policy"_s, u"set"_s, u"--yes"_s} + words).code;
    };
    QCOMPARE(set({u"--set"_s, u"min_length=15"_s}), 0);
    const QString id = QString::fromStdString(parsed(journal({u"--json"_s}))[0].at("id").get<std::string>());
    const Json items = parsed(journal({id, u"--json"_s})).at("plan").at("items");
    QVERIFY(items.size() > 1);
    const QString name = QString::fromStdString(items[0].at("object").at("name").get<std::string>());
    const QString here = u"name=\""_s + name + u'"';
    QCOMPARE(set({u"--where"_s, here, u"--set"_s, u"min_length=14"_s}), 0);
    const auto rest = m_fixture->run({u"revert"_s, id, u"--yes"_s, u"--json"_s});
    QVERIFY2(rest.code == 0, rest.err.constData());
    const Json plan = parsed(rest).at("plan");
    QCOMPARE(plan.at("items").size(), items.size() - 1);
    QCOMPARE(plan.at("skipped").size(), std::size_t(1));
    QCOMPARE(plan.at("skipped")[0].at("object").at("name").get<std::string>(), name.toStdString());
    QCOMPARE(parsed(journal({id, u"--json"_s})).at("taken_back").at("whole").get<bool>(), true);
    const auto again = m_fixture->run({u"revert"_s, id});
    QVERIFY2(again.err.contains("there is nothing to take back: it was taken back by "), again.err.constData());

    // Set again by hand: that alone is taken back once more.
    QCOMPARE(set({u"--where"_s, here, u"--set"_s, u"min_length=15"_s}), 0);
    const Json more = parsed(m_fixture->run({u"revert"_s, id, u"--json"_s})).at("plan");
    QCOMPARE(more.at("items").size(), std::size_t(1));
    QCOMPARE(more.at("items")[0].at("object").at("name").get<std::string>(), name.toStdString());
    QCOMPARE(more.at("skipped").size(), items.size() - 1);
}

void TestJournalCommand::slipsAreRefused_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no such entry") << QStringList{u"0000-nothing"_s} << QByteArray("0000-nothing");
    QTest::newRow("no such field") << QStringList{u"--where"_s, u"titel~a"_s} << QByteArray("titel");
    QTest::newRow("a word too many") << QStringList{u"a"_s, u"b"_s} << QByteArray("one word too many");
}

void TestJournalCommand::slipsAreRefused()
{
    QFETCH(const QStringList, words);
    QFETCH(const QByteArray, says);
    change();
    const auto result = journal(words);
    QCOMPARE(result.code, 2);
    QVERIFY2(result.err.contains(says), result.err.constData());
}

QTEST_GUILESS_MAIN(TestJournalCommand)
#include "tst_journalcommand.moc"
