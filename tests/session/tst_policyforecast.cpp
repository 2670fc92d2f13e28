#include "session/policyforecast.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What a wish would do to several connections at once.
class TestPolicyForecast : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsAndGathersReasons();
    void notesStandBesideLosses();

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

QTEST_GUILESS_MAIN(TestPolicyForecast)
#include "tst_policyforecast.moc"
