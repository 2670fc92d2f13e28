#include "reports/estateinput.h"
#include "reports/sample.h"

#include "reports/definition.h"
#include "reports/onecustomer.h"
#include "reports/shownreport.h"

#include <QTest>

using namespace Qt::StringLiterals;

using Reports::Format;
using Sample::written;

/// What people see of a report, beside what data holds.
class TestShownReport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatManyObjectsHaveIsOneLine();
    void aCustomersFindingsAreToldOnce();
};

void TestShownReport::whatManyObjectsHaveIsOneLine()
{
    QStringList names;
    for (int i = 1; i <= 30; ++i) {
        names.append(u"app-%1"_s.arg(i));
    }
    Reports::Report report = Sample::reportOf(names);
    auto &table = std::get<Reports::Table>(report.sections[1].blocks[0]);
    table.columns = {{u"subject"_s, u"Subject"_s}, {u"message"_s, u"What is wrong"_s}};
    table.listed = u"subject"_s;
    table.rows = [names](const Reports::TakeRow &take) {
        for (const QString &name : names) {
            const bool isOther = name == "app-3"_L1;
            if (!take({name, name, {name, isOther ? u"It is beyond"_s : u"It is local"_s}})) {
                return;
            }
        }
    };
    const QByteArray shown = written(report, Format::Markdown);
    QCOMPARE(shown.count("It is local"), 1);
    QVERIFY2(shown.contains("| app-3 | It is beyond |"), shown.constData());
    QVERIFY2(shown.contains("app-1, app-2, app-4, "), shown.constData()); // in their order
    QVERIFY2(shown.contains("app-21 and 9 more |"), shown.constData());
    QCOMPARE(written(report, Format::Html).count("It is local"), 1);
    QCOMPARE(written(report, Format::Csv).count("It is local"), 29); // data
    QCOMPARE(written(report, Format::Json).count("It is local"), 29);
}

void TestShownReport::aCustomersFindingsAreToldOnce()
{
    const auto input = std::make_shared<const Reports::ReportInput>(estateInput());
    const Reports::CustomerReports customers(input);
    const Reports::Definition definition = *Reports::findPreset(u"customer");
    qint64 before = 0;
    qint64 after = 0;
    for (const auto &[key, share] : input->tenants.first().customers.shares) {
        const Reports::Report report = customers.of(definition, key);
        const Reports::Report shown = Reports::shownReport(report, {});
        for (const Reports::Report *one : {&report, &shown}) {
            for (const Reports::Section &section : one->sections) {
                for (const Reports::Block &block : section.blocks) {
                    const auto *table = std::get_if<Reports::Table>(&block);
                    if (table != nullptr && table->id == "findings"_L1) {
                        (one == &report ? before : after) += table->count;
                    }
                }
            }
        }
    }
    QVERIFY2(after > 0 && after < before, qPrintable(u"%1 of %2"_s.arg(after).arg(before)));
}

QTEST_MAIN(TestShownReport)
#include "tst_shownreport.moc"
