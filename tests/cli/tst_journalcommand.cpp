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
