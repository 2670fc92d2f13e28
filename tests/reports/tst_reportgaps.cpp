#include "reports/estateinput.h"
#include "reports/sample.h"

#include "reports/definition.h"
#include "reports/onecustomer.h"

#include <QTest>

using namespace Qt::StringLiterals;

using Reports::Format;
using Sample::jsonOf;
using Sample::tableOf;
using Sample::written;

namespace {

Reports::Definition everything()
{
    return *Reports::findPreset(u"full");
}

} // namespace

/// What a report tells of what it lacks, and to whom.
class TestReportGaps : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anUnreadTenantHasNoZeros();
    void whatWasNotReadIsSaid();
    void whatIsNotWholeIsToldWithoutItsReason();
    void whatWasNotCheckedIsNamedOnce();
    void tenantsShareALineOfWhatWasNotChecked();
    void howOldItIsStandsOnTheCover();
};

/// It is no tenant where nothing was found.
void TestReportGaps::anUnreadTenantHasNoZeros()
{
    Reports::ReportInput input = estateInput();
    Reports::TenantInput unread;
    unread.snapshot.name = u"far-away"_s;
    unread.snapshot.domain = u"far-away.eu.auth0.com"_s;
    unread.snapshot.absent = {{Analysis::Need::Applications, u"The server does not answer."_s},
                              {Analysis::Need::Connections, u"The server does not answer."_s}};
    input.tenants.append(unread);
    const Reports::Report report = Reports::reportOf(everything(), std::make_shared<const Reports::ReportInput>(input));
    const nlohmann::json json = jsonOf(report);
    const nlohmann::json row = tableOf(json, "summary", "tenants").back();
    QCOMPARE(row["name"].get<std::string>(), "far-away");
    for (const char *cell : {"applications", "connections", "customers", "critical", "low"}) {
        QVERIFY2(row["cells"].value(cell, nlohmann::json()).is_null(), cell);
    }
    QVERIFY(tableOf(json, "summary", "tenants")[0]["cells"]["critical"].is_number());
    const QByteArray html = written(report, Format::Html);
    QCOMPARE(html.count("All of it"), 1);
    QVERIFY(html.contains("The server does not answer."));
    QVERIFY(html.contains("without far-away: not read"));
}

void TestReportGaps::whatWasNotReadIsSaid()
{
    Reports::ReportInput input = estateInput();
    input.tenants[0].snapshot.organizations.reset();
    input.tenants[0].snapshot.absent[Analysis::Need::Organizations] = u"The token lacks read:organizations."_s;
    const Reports::Report report = Reports::reportOf(everything(), std::make_shared<const Reports::ReportInput>(input));
    for (const Format format : {Format::Html, Format::Markdown, Format::Json, Format::Csv}) {
        const QByteArray text = written(report, format);
        QVERIFY(text.count("The token lacks read:organizations.") >= 2
                || text.count("The token lacks read:organizations\\.") >= 2); // on the cover and where the table is
    }
}

/// Which may name others, or the files and scopes of those who look after the Auth0 tenant.
void TestReportGaps::whatIsNotWholeIsToldWithoutItsReason()
{
    using Analysis::Need;
    Reports::ReportInput input = estateInput();
    input.tenants = {input.tenants.first()};
    Reports::TenantInput &tenant = input.tenants.first();
    const auto text = [&input] {
        return written(
            Reports::CustomerReports(std::make_shared<const Reports::ReportInput>(input)).of(everything(), u"acme"_s),
            Format::Csv);
    };
    QVERIFY(!text().contains("Not whole"));
    tenant.notes = QStringList{u"connections: 1,000 of 5,230, globex-users moved"_s};
    tenant.notWhole = Need::Connections | Need::Settings | Need::OrganizationConnections;
    tenant.hasMoved = true;
    tenant.snapshot.organizationConnections.reset(); // nothing of it is there
    tenant.pastNote = u"No snapshot is as old as that."_s;
    const QByteArray told = text();
    QVERIFY(told.contains("Not whole,value,Connections"));
    QVERIFY(told.contains("Something was changed while it was read"));
    QVERIFY(told.contains("Not compared: Organizations."));
    QVERIFY(told.contains("No snapshot is as old as that."));
    for (const char *reason : {"5,230", "globex", "read:organizations"}) {
        QVERIFY2(!told.contains(reason), reason);
    }
    tenant.setPast({}, {});
    tenant.pastNote = u"snapshots.sqlite could not be opened"_s;
    QVERIFY(!text().contains("snapshots.sqlite"));
}

/// By what it is called, where there is something of the customer's to check.
void TestReportGaps::whatWasNotCheckedIsNamedOnce()
{
    Reports::ReportInput input = estateInput();
    input.tenants = {input.tenants.first()};
    Reports::TenantInput &tenant = input.tenants.first();
    tenant.audit.gaps
        = {{Analysis::Need::SecretHistory, {u"application.old-secret"_s}, 0, u"No snapshots were looked at."_s},
           {Analysis::Need::Baseline, {u"policy.baseline"_s}, 0, u"No baseline was chosen."_s},
           {Analysis::Need::Options, {u"policy.weak"_s}, 1, u"One was not looked at."_s, {u"con_of_somebody_else"_s}}};
    const auto text = [&input](const QString &customer) {
        return written(Reports::CustomerReports(std::make_shared<const Reports::ReportInput>(input))
                           .of(*Reports::findPreset(u"customer"), customer),
                       Format::Html);
    };
    const QString withApplication = std::ranges::find_if(tenant.customers.shares, [](const auto &share) {
                                        return !share.second.applications.isEmpty();
                                    })->first;
    const QByteArray told = text(withApplication);
    QCOMPARE(told.count("Not looked at this time: Client secret that was not changed for long."), 1);
    QVERIFY(!told.contains("No snapshots"));
    QVERIFY(tenant.customers.shares.at(u"acme"_s).applications.isEmpty());
    QVERIFY(!text(u"acme"_s).contains("looked at this time"));
}

void TestReportGaps::tenantsShareALineOfWhatWasNotChecked()
{
    Reports::ReportInput input = estateInput();
    QVERIFY(input.tenants.size() > 1);
    const auto history = [](const QString &reason) {
        return Analysis::Gap{Analysis::Need::SecretHistory, {u"application.old-secret"_s}, 0, reason};
    };
    const Analysis::Gap baseline{Analysis::Need::Baseline, {u"policy.baseline"_s}, 0, u"No baseline was chosen."_s};
    for (Reports::TenantInput &tenant : input.tenants) {
        tenant.audit.gaps = {history(u"No snapshots were looked at."_s)};
    }
    input.tenants[0].audit.gaps.append(baseline);
    Reports::TenantInput third = input.tenants[0];
    third.snapshot.name = u"third"_s;
    third.audit.gaps = {history(u"Its snapshots are damaged."_s), baseline};
    for (const bool isLast : {false, true}) {
        if (isLast) {
            input.tenants.append(third);
        }
        QByteArray text = written(
            Reports::reportOf(*Reports::findPreset(u"support"), std::make_shared<const Reports::ReportInput>(input)),
            Format::Markdown);
        text.replace('\\', "");
        QCOMPARE(text.count("No snapshots were looked at."), 1);
        QCOMPARE(text.count("No baseline was chosen."), 1);
        QCOMPARE(text.contains("All Auth0 tenants: Not checked: "), !isLast);
        const QByteArray first = input.tenants[0].snapshot.name.toUtf8();
        QVERIFY2(text.contains(isLast ? first + ", third: Not checked: " : first + ": Not checked: "),
                 text.constData());
        QCOMPARE(text.contains("third: Not checked: Client secret"), isLast);
        QVERIFY(text.indexOf("Not checked: ") > text.indexOf("against Lock's 50"));
    }
}

void TestReportGaps::howOldItIsStandsOnTheCover()
{
    Reports::ReportInput input = estateInput();
    QVERIFY(input.tenants.size() > 1);
    input.tenants[0].asOf = QDateTime(QDate(2026, 11, 1), QTime(8, 15), Qt::UTC);
    Reports::TenantInput unread;
    unread.snapshot.name = u"globex"_s; // as a customer that has one of its own
    input.tenants.append(unread);
    const QByteArray text = written(
        Reports::CustomerReports(std::make_shared<const Reports::ReportInput>(input)).of(everything(), u"acme"_s),
        Format::Html);
    QVERIFY(text.contains("as of 2026-11-01 08:15 UTC"));
    QVERIFY(text.contains("Not read: Other Auth0 tenants: 1."));
    QVERIFY(!text.contains("globex"));
}

QTEST_MAIN(TestReportGaps)
#include "tst_reportgaps.moc"
