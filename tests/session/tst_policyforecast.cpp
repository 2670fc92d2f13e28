#include "session/policyforecast.h"

#include "change/changewords.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What a wish would do to several connections at once.
class TestPolicyForecast : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsAndGathersReasons();
    void notesStandBesideLosses();
    void whatAsksForLessIsComparedWithAuth0();
    void fatesCountWhatIsStagedOnce();
    void aLevelIsJudgedAsTheReviewJudgesIt();

private:
    static Session::PolicyTarget target(const QString &name, const QByteArray &options)
    {
        return {Domain::TenantId(u"eu"_s),
                {},
                {{Change::ObjectKind::Connection, u"con_"_s + name, name},
                 R"({"strategy":"auth0","options":)" + options + "}"}};
    }
};

void TestPolicyForecast::countsAndGathersReasons()
{
    const auto forecast
        = Session::forecast({target(u"custom-1"_s, R"({"enabledDatabaseCustomization":true})"), target(u"good"_s, "{}"),
                             target(u"both"_s, R"({"passwordPolicy":"low","password_options":{}})"),
                             target(u"so"_s, R"({"password_complexity_options":{"min_length":14}})"),
                             target(u"custom-2"_s, R"({"enabledDatabaseCustomization":true})")},
                            {{{Policy::Key::MinLength, 14}}});
    QCOMPARE(forecast.changing, 1);
    QCOMPARE(forecast.soAlready, 1);
    QCOMPARE(forecast.skippedCount(), 3);
    QCOMPARE(forecast.skipped.size(), 2);
    QCOMPARE(forecast.skipped.first().names, (QStringList{u"custom-1"_s, u"custom-2"_s}));
    QCOMPARE(forecast.outcomes.size(), 5);
}

void TestPolicyForecast::notesStandBesideLosses()
{
    Change::PolicyWish wish{{{Policy::Key::Level, u"good"_s}}};
    wish.to = Domain::PolicyGeneration::Flexible;
    const auto forecast = Session::forecast(
        {target(u"long"_s, R"({"password_complexity_options":{"min_length":100},"disable_signup":true})")}, wish);
    QVERIFY(forecast.skipped.size() + forecast.notes.size() > 0);
    for (const Session::ForecastNote &note : forecast.notes) {
        QVERIFY2(!note.text.startsWith(u"min_length"_s), qPrintable(note.text)); // that is a loss
    }
}

void TestPolicyForecast::fatesCountWhatIsStagedOnce()
{
    using Policy::Direction;
    const QByteArray both = R"({"passwordPolicy":"good","password_options":{"complexity":{"min_length":16}}})";
    const QList<Session::PolicyTarget> targets{
        target(u"good"_s, R"({"passwordPolicy":"good"})"),
        target(u"so"_s,
               R"({"password_complexity_options":)"
               R"({"min_length":14}})"),
        target(u"custom"_s, R"({"enabledDatabaseCustomization":true})"), target(u"both"_s, both),
        target(u"long"_s, R"({"password_complexity_options":{"min_length":20}})")};
    Change::PolicyWish wish{{{Policy::Key::MinLength, 14}}};
    const auto fate
        = [&] { return Session::settingFates(Session::forecast(targets, wish), wish).at(Policy::Key::MinLength); };
    QCOMPARE(fate().directions, (std::map<Direction, int>{{Direction::Stronger, 1}, {Direction::Weaker, 1}}));
    wish.keep = Domain::PolicyGeneration::Legacy;
    QCOMPARE(fate().directions, (std::map<Direction, int>{{Direction::Stronger, 2}, {Direction::Weaker, 1}}));
    wish.edits.first().onlyRaise = true;
    QCOMPARE(fate().directions, (std::map<Direction, int>{{Direction::Stronger, 2}}));
    QCOMPARE(fate().left, 1);
}

void TestPolicyForecast::aLevelIsJudgedAsTheReviewJudgesIt()
{
    const Change::PolicyWish wish{{{Policy::Key::Level, u"low"_s}}};
    for (const QByteArray &options :
         {R"({"passwordPolicy":"good"})"_ba,
          R"({"passwordPolicy":"good","password_complexity_options":{"min_length":14}})"_ba}) {
        const auto forecast = Session::forecast({target(u"a"_s, options)}, wish);
        const Change::PlanItem &item = forecast.outcomes.first().item;
        const auto words = Change::wordsOf(item, forecast.targets.first().subject.connection);
        const Session::SettingFate fate = Session::settingFates(forecast, wish).at(Policy::Key::Level);
        QCOMPARE(words.size(), 1);
        QCOMPARE(std::optional(fate.directions.begin()->first), words.first().direction);
    }
}

void TestPolicyForecast::whatAsksForLessIsComparedWithAuth0()
{
    const QByteArray eight = R"({"passwordPolicy":"good"})";
    const QByteArray sixteen = R"({"passwordPolicy":"good","password_complexity_options":{"min_length":16}})";
    Session::PolicyTarget raised = target(u"raised"_s, eight);
    raised.subject.staged
        = {{*Json::Pointer::parse(u"/options/password_complexity_options"_s), {}, R"({"min_length":16})"_ba, {}}};
    const auto less = Session::lessenings(
        Session::forecast({raised, target(u"one"_s, sixteen), target(u"other"_s, sixteen), target(u"eight"_s, eight)},
                          {{{Policy::Key::MinLength, 12}, {Policy::Key::HistorySize, 3}}}));
    QCOMPARE(less.size(), 1);
    QCOMPARE(less.first().names, (QStringList{u"one"_s, u"other"_s}));
    QCOMPARE(less.first().change.key, Policy::Key::MinLength);
    QCOMPARE(less.first().change.direction, Policy::Direction::Weaker);
    QCOMPARE(less.first().change.wanted, Policy::Setting(16));
    QCOMPARE(less.first().change.found, Policy::Setting(12));
}

QTEST_GUILESS_MAIN(TestPolicyForecast)
#include "tst_policyforecast.moc"
