#include "gui/windowfixture.h"

#include "support/sandboxestate.h"
#include "ui/shell/statusline.h"
#include "ui/widgets/plainlabel.h"

#include <QLabel>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using Query::Kind;

/// The line at the bottom: the rate budget of the tenant that is shown, who answers, what is being done.
class TestStatusLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysThatThereIsNoTenant();
    void tellsTheBudgetOfTheTenantThatIsShown();
    void showsTheRefillAndThenRests();
    void countsRunningJobs();
    void whatCouldNotBeReadIsAProblem();
    void whatIsToldStandsBesideTheState();

private:
    static Ui::StatusLine &line(WindowFixture &fixture) { return *fixture.window().findChild<Ui::StatusLine *>(); }
    static QString budget(WindowFixture &fixture) { return line(fixture).findChild<Ui::PlainLabel *>()->fullText(); }
    static QString text(WindowFixture &fixture)
    {
        QStringList texts;
        const auto labels = line(fixture).findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            texts << label->text();
        }
        return texts.join(u" | "_s);
    }
    static Sandbox::Options freePlan()
    {
        Sandbox::Options options;
        options.plan = Sandbox::Plan::Free;
        return options;
    }
    /// What is left of how many; -1 where that is not told.
    static std::pair<int, int> left(WindowFixture &fixture)
    {
        static const QRegularExpression form(u": (\\d+) of (\\d+) requests left"_s);
        const QRegularExpressionMatch match = form.match(budget(fixture));
        return match.hasMatch() ? std::pair(match.captured(1).toInt(), match.captured(2).toInt()) : std::pair(-1, -1);
    }
};

void TestStatusLine::saysThatThereIsNoTenant()
{
    WindowFixture fixture;
    QCOMPARE(budget(fixture), u"No tenant yet"_s);
    fixture.open(0, u"eu"_s);
    fixture.open(1, u"dev"_s);
    fixture.window().showScope({});
    QTRY_COMPARE(budget(fixture), u"Rate budgets are kept per tenant"_s);
    fixture.estate().close(Domain::TenantId(u"eu"_s));
    fixture.estate().close(Domain::TenantId(u"dev"_s));
    QTRY_COMPARE(budget(fixture), u"No tenant yet"_s);
}

void TestStatusLine::tellsTheBudgetOfTheTenantThatIsShown()
{
    WindowFixture fixture;
    fixture.open(0, u"eu"_s);
    fixture.open(1, u"dev"_s);
    fixture.window().showScope({Domain::TenantId(u"dev"_s), Kind::Applications, {}});
    QTRY_COMPARE(budget(fixture), u"acme-dev: no rate limit seen"_s); // the sandbox has none by default
    fixture.session(u"dev"_s).setDisplay(u"renamed"_s, {});
    QTRY_COMPARE(budget(fixture), u"renamed: no rate limit seen"_s);
}

void TestStatusLine::showsTheRefillAndThenRests()
{
    WindowFixture fixture(freePlan());
    fixture.open(1, u"dev"_s);
    fixture.window().showScope({Domain::TenantId(u"dev"_s), Kind::Organizations, {}});
    QTRY_VERIFY_WITH_TIMEOUT(left(fixture).first >= 0 && left(fixture).first < left(fixture).second, 10000);
    QVERIFY(fixture.waitUntilRead(60000));
    const std::size_t sent = fixture.server().requests().size();
    QTRY_COMPARE_WITH_TIMEOUT(left(fixture).first, left(fixture).second, 30000);
    QCOMPARE(fixture.server().requests().size(), sent);
}

void TestStatusLine::countsRunningJobs()
{
    Sandbox::Options slow;
    slow.latency = std::chrono::milliseconds(400);
    WindowFixture fixture(slow);
    fixture.open(0, u"eu"_s);
    QTRY_VERIFY2(text(fixture).contains(QRegularExpression(u"[1-9] job"_s)), qPrintable(text(fixture)));
    QVERIFY(fixture.waitUntilRead());
    QTRY_VERIFY2(!text(fixture).contains(u"job"), qPrintable(text(fixture)));
}

void TestStatusLine::whatCouldNotBeReadIsAProblem()
{
    WindowFixture fixture;
    fixture.open(0, u"limited"_s, true); // a scope that is not held is no fault of the tenant
    QVERIFY(fixture.waitUntilRead());
    QTRY_VERIFY2(text(fixture).contains(u"1 tenant(s), 0 offline"_s), qPrintable(text(fixture)));
    QVERIFY(!text(fixture).contains(u"problems"_s));
    Sandbox::ApiClient refused;
    refused.clientId = "nobody";
    refused.clientSecret = "nothing";
    auto session = SandboxEstate::session(fixture.server(), 1, &refused);
    session->refreshAll();
    fixture.estate().open(std::move(session));
    QTRY_VERIFY2(text(fixture).contains(u"1 with problems"_s), qPrintable(text(fixture)));
}

void TestStatusLine::whatIsToldStandsBesideTheState()
{
    WindowFixture fixture;
    fixture.open(0, u"eu"_s);
    fixture.open(1, u"dev"_s);
    fixture.window().showScope({});
    QTRY_COMPARE(budget(fixture), u"Rate budgets are kept per tenant"_s);
    const auto *told = line(fixture).findChild<Ui::PlainLabel *>(u"told"_s);
    line(fixture).tell(u"Copied 3 rows."_s, 50);
    QCOMPARE(told->fullText(), u"Copied 3 rows."_s);
    QVERIFY2(text(fixture).contains(u"0 offline"), qPrintable(text(fixture)));
    for (const QLabel *label : line(fixture).findChildren<QLabel *>()) {
        QVERIFY2(label->isVisible(), qPrintable(label->text()));
    }
    QTRY_COMPARE(told->fullText(), QString());
    // However much there is to tell, the line is no wider.
    const int least = line(fixture).minimumSizeHint().width();
    line(fixture).tell(u"very long "_s.repeated(50), 5000);
    QVERIFY(line(fixture).minimumSizeHint().width() <= std::max(least, 600));
}

QTEST_MAIN(TestStatusLine)
#include "tst_statusline.moc"
