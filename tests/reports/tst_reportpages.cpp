#include "reports/glyphcheck.h"
#include "reports/pagepictures.h"
#include "reports/paper.h"
#include "reports/sample.h"
#include "reports/sheetname.h"
#include "reports/textlines.h"
#include "support/hostilenames.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

using Reports::Format;
using Sample::outputOf;
using Sample::reportOf;
using Sample::written;

namespace {

/// A file of a workbook.
QByteArray unzipped(const QByteArray &book, const QString &part)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"a.xlsx"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(book) != book.size()) {
        return {};
    }
    file.close();
    return outputOf(u"unzip"_s, {u"-p"_s, file.fileName(), part});
}

} // namespace

/// Formats that other programs look into: workbooks and pages.
class TestReportPages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void xlsxHasTypesAndNoFormula();
    void xlsxReadsAsItOpens();
    void pdfHasPagesAndBookmarks();
    void theCoverHoldsASummaryThatFits();
    void pdfShowsEveryName();
    void idsAreBrokenBetweenTheirParts();
    void charactersWithoutAFontAreTold();
    void picturesAreThePages();
    void sheetNames();
};

void TestReportPages::xlsxHasTypesAndNoFormula()
{
    const QStringList names = Support::hostileNames();
    const QByteArray book = written(reportOf(names), Format::Xlsx);
    const QByteArray sheet = unzipped(book, u"xl/worksheets/sheet2.xml"_s);
    QXmlStreamReader xml(sheet);
    int rows = 0;
    QStringList types;
    bool isFrozen = false;
    bool hasFilter = false;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) {
            continue;
        }
        QVERIFY2(xml.name() != "f"_L1, "a formula");
        isFrozen = isFrozen || (xml.name() == "pane"_L1 && xml.attributes().value("state"_L1) == "frozen"_L1);
        hasFilter = hasFilter || xml.name() == "autoFilter"_L1;
        rows += xml.name() == "row"_L1 ? 1 : 0;
        if (xml.name() == "c"_L1 && rows == 2) {
            types.append(xml.attributes().value("t"_L1).toString());
        }
    }
    QVERIFY2(!xml.hasError(), sheet.mid(xml.characterOffset() - 60, 80).constData());
    QCOMPARE(rows, int(names.size()) + 1);
    QCOMPARE(types, (QStringList{u"inlineStr"_s, u"inlineStr"_s, {}, u"b"_s, {}}));
    QVERIFY(isFrozen);
    QVERIFY(hasFilter);
    QVERIFY(unzipped(book, u"xl/workbook.xml"_s).contains("name=\"Overview\""));
    // Of the report's time, not of the clock's.
    const QByteArray properties = unzipped(book, u"docProps/core.xml"_s);
    QCOMPARE(properties.count("2026-11-27T09:30:00Z"), properties.count(":00Z</dcterms:"));
    QVERIFY(properties.contains("2026-11-27T09:30:00Z"));
}

/// Of whoever opens it, and widens nothing.
void TestReportPages::xlsxReadsAsItOpens()
{
    Reports::Report report = reportOf({u"Acme"_s, u"A name of an object that is too long for one line of its cell"_s});
    report.facts.append({u"note"_s, u"To be noted"_s, QString(u"some words "_s).repeated(60), {}, Reports::Tone::Near});
    const QByteArray book = written(report, Format::Xlsx);
    const auto heightOf = [](const QByteArray &sheet, const QByteArray &row) {
        const qsizetype at = sheet.indexOf("<row r=\"" + row + '"');
        const qsizetype height = sheet.indexOf("ht=\"", at) + 4;
        return at < 0 ? 0 : sheet.mid(height, sheet.indexOf('"', height) - height).toDouble();
    };
    const QByteArray table = unzipped(book, u"xl/worksheets/sheet2.xml"_s);
    QVERIFY(heightOf(table, "2") >= 15);
    QVERIFY(heightOf(table, "3") >= 30);
    const QByteArray overview = unzipped(book, u"xl/worksheets/sheet1.xml"_s);
    QVERIFY(heightOf(overview, "7") >= 60); // 660 letters
    static const QRegularExpression made(u"<c r=\"B4\" s=\"(\\d+)\"><v>46353\\.3958"_s); // 2026-11-27 09:30, a date
    const auto madeCell = made.match(QString::fromUtf8(overview));
    QVERIFY2(madeCell.hasMatch(), overview.mid(overview.indexOf("<c r=\"B4\""), 120).constData());
    QVERIFY(overview.contains("location=\"'Connections'!A1\"")); // its table is a click away

    // By the number of a format, whether it stands off the next column.
    const QString styles = QString::fromUtf8(unzipped(book, u"xl/styles.xml"_s));
    static const QRegularExpression format(u"<xf [^>]*?(/>|>.*?</xf>)"_s);
    QStringList formats;
    for (auto each = format.globalMatch(styles.mid(styles.indexOf(u"<cellXfs"_s))); each.hasNext();) {
        formats.append(each.next().captured());
    }
    static const QRegularExpression users(u"<c r=\"C2\" s=\"(\\d+)\""_s);
    const QString number = formats.value(users.match(QString::fromUtf8(table)).captured(1).toInt());
    QVERIFY2(number.contains(u"horizontal=\"right\""_s) && number.contains(u"indent=\"1\""_s), qPrintable(number));
    static const QRegularExpression name(u"<c r=\"A3\" s=\"(\\d+)\""_s);
    QVERIFY(formats.value(name.match(QString::fromUtf8(table)).captured(1).toInt()).contains(u"wrapText=\"1\""_s));
}

void TestReportPages::pdfHasPagesAndBookmarks()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.pdf"_s);
    QStringList names;
    for (int i = 0; i < 200; ++i) {
        names.append(u"customer-%1"_s.arg(i));
    }
    QVERIFY(Reports::writeFile(reportOf(names), Format::Pdf, path));
    QVERIFY(!outputOf(u"qpdf"_s, {u"--check"_s, path}).isEmpty());
    const QByteArray info = outputOf(u"pdfinfo"_s, {u"-isodates"_s, path});
    QVERIFY2(info.contains("CreationDate:    2026-11-27T09:30:00Z"), info.constData());
    static const QRegularExpression pages(u"Pages:\\s+(\\d+)"_s);
    const int count = pages.match(QString::fromUtf8(info)).captured(1).toInt();
    QVERIFY(count >= 6);
    const QString text = QString::fromUtf8(outputOf(u"pdftotext"_s, {u"-layout"_s, path, u"-"_s}));
    for (int page = 1; page <= count; ++page) {
        QVERIFY(text.contains(u"Page %1 of %2"_s.arg(page).arg(count)));
    }
    QVERIFY2(text.contains(u"57 of 50"_s) && text.contains(u"Shop"_s), qPrintable(text.left(2000))); // the chart
    QVERIFY(text.count(u"Changed"_s) >= count - 3); // the head, on each page of the table
    const QByteArray json = outputOf(u"qpdf"_s, {u"--json=1"_s, u"--json-key=outlines"_s, path});
    const auto outlines = nlohmann::json::parse(json.toStdString())["outlines"];
    QCOMPARE(outlines.size(), size_t(3));
    QCOMPARE(outlines[1]["title"].get<std::string>(), "Connections");
    const QByteArray fonts = outputOf(u"pdffonts"_s, {path});
    QVERIFY2(fonts.contains("Inter"), fonts.constData());
    QCOMPARE(fonts.count("Identity-H       yes"), fonts.count("TrueType")); // embedded
    // Qt names subsets otherwise in every run.
    const QByteArray objects = outputOf(u"qpdf"_s, {u"--json=1"_s, u"--json-key=objects"_s, path});
    QVERIFY(objects.contains("\"/FontName\": \"/AAAAAA+Inter"));
    QCOMPARE(objects.count("\"/FontName\": "), objects.count("AAAAA+Inter"));
}

void TestReportPages::theCoverHoldsASummaryThatFits()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.pdf"_s);
    const auto cover = [&path](const Reports::Report &report) {
        return Reports::writeFile(report, Format::Pdf, path)
            ? outputOf(u"pdftotext"_s, {u"-layout"_s, u"-l"_s, u"1"_s, path, u"-"_s})
            : QByteArray();
    };
    Reports::Report report = reportOf({u"acme"_s});
    const QByteArray fitting = cover(report);
    QVERIFY2(fitting.contains("12,345"), fitting.constData());
    QVERIFY(fitting.contains("Contents"));
    std::get<Reports::Chart>(report.sections[0].blocks[2]).bars.append(QList<Reports::Bar>(20, {u"Portal"_s, 3}));
    const QByteArray alone = cover(report);
    QVERIFY2(alone.contains("Contents") && !alone.contains("12,345"), alone.constData());
}

void TestReportPages::pdfShowsEveryName()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.pdf"_s);
    const QStringList names = Support::hostileNames();
    QVERIFY(Reports::writeFile(reportOf(names), Format::Pdf, path));
    QVERIFY(!outputOf(u"qpdf"_s, {u"--check"_s, path}).isEmpty());
    QVERIFY(outputOf(u"pdfdetach"_s, {u"-list"_s, path}).startsWith("0 embedded files"));
    const QString text = QString::fromUtf8(outputOf(u"pdftotext"_s, {u"-layout"_s, path, u"-"_s}));
    for (qsizetype i = 0; i < names.size(); ++i) {
        QVERIFY2(text.contains(u"con_%1"_s.arg(i)), qPrintable(QString::number(i)));
    }
}

void TestReportPages::idsAreBrokenBetweenTheirParts()
{
    const Reports::TextLines lines(Reports::Paper::font(8));
    const auto broken = [&lines](const QString &text, const QString &fitting) {
        return lines.broken(text, lines.widthOf(fitting), 12);
    };
    QCOMPARE(broken(u"auth0|5f7c8ec7c33c6c004bbafe82"_s, u"5f7c8ec7c33c6c004bbafe82m"_s),
             (QStringList{u"auth0|"_s, u"5f7c8ec7c33c6c004bbafe82"_s}));
    QCOMPARE(broken(u"sirius-cybernetics_legacy.store"_s, u"sirius-cybernetics_mm"_s),
             (QStringList{u"sirius-cybernetics_"_s, u"legacy.store"_s}));
    QCOMPARE(broken(u"2026-11-29 14:20"_s, u"2026-11-29 mm"_s), (QStringList{u"2026-11-29"_s, u"14:20"_s}));
    const QString alone(40, u'x');
    QCOMPARE(broken(alone, u"xxxxxxxxxxxxxxxxxxxx"_s).join(QString()), alone); // nothing is lost where it must be cut
}

void TestReportPages::charactersWithoutAFontAreTold()
{
    QStringList told;
    Reports::Writing writing;
    writing.lacking = [&told](const QString &characters) { told.append(characters); };
    QVERIFY(!written(reportOf({u"Łódź · naïve – “quoted” 10 µm"_s}), Format::Pdf, writing).isEmpty());
    QCOMPARE(told, QStringList());
    const char32_t nobodys[] = {0x10FFFD, 0x10FFFC, 0};
    const QString name = QString::fromUcs4(nobodys); // for private use: a font that has them is no system's
    QVERIFY(!written(reportOf({name, u"again "_s + name}), Format::Pdf, writing).isEmpty());
    QCOMPARE(told, QStringList{name});
    QVERIFY(Reports::lackingText(name + name).contains(u"as "_s + name + u':'));
    QVERIFY(Reports::lackingText(u"株"_s).contains(u"fonts-noto-cjk"_s));
    QVERIFY(!written(reportOf({name}), Format::Markdown, writing).isEmpty());
    QCOMPARE(told.size(), 1); // who reads it brings the font
}

void TestReportPages::picturesAreThePages()
{
    QStringList names;
    for (int i = 0; i < 200; ++i) {
        names.append(u"customer-%1"_s.arg(i));
    }
    const Reports::Report report = reportOf(names);
    const auto pictures = Reports::pagePictures(report, {0, 3}, 600, {});
    QVERIFY(pictures);
    QCOMPARE(pictures->pages.size(), 3);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.pdf"_s);
    QVERIFY(Reports::writeFile(report, Format::Pdf, path));
    QVERIFY(outputOf(u"pdfinfo"_s, {path}).contains("Pages:           " + QByteArray::number(pictures->pageCount)));
    for (const QImage &page : pictures->pages) {
        QCOMPARE(page.size(), QSize(600, 424));
        QCOMPARE(page.pixel(2, 2), qRgb(255, 255, 255));
        QSet<QRgb> colors;
        for (int y = 0; y < page.height(); ++y) {
            for (int x = 0; x < page.width(); ++x) {
                colors.insert(page.pixel(x, y));
            }
        }
        QVERIFY(colors.size() > 10); // something stands there
    }
    QVERIFY(pictures->pages.at(1) != pictures->pages.at(2));
    const auto all = Reports::pagePictures(report, {0, 1000}, 600, {});
    QVERIFY(all);
    QCOMPARE(int(all->pages.size()), all->pageCount);
    const auto last = Reports::pagePictures(report, {all->pageCount - 2, 10}, 600, {});
    QVERIFY(last);
    QCOMPARE(last->pages, all->pages.last(2));
    QVERIFY(Reports::pagePictures(report, {all->pageCount, 10}, 600, {})->pages.isEmpty());
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!Reports::pagePictures(report, {0, 3}, 600, stop.get_token()));
}

void TestReportPages::sheetNames()
{
    Reports::SheetNames names;
    QCOMPARE(names.next(u"Connections"_s), u"Connections"_s);
    QCOMPARE(names.next(u"connections"_s), u"connections (2)"_s);
    QCOMPARE(names.next(u"'a/b:c'"_s), u"a-b-c"_s);
    QCOMPARE(names.next(u"History"_s), u"Sheet"_s);
    QCOMPARE(names.next(u"''"_s), u"Sheet (2)"_s);
    QCOMPARE(names.next(QString(40, u'x')), QString(30, u'x') + u'…');
    QCOMPARE(names.next(QString(40, u'x')), QString(26, u'x') + u"… (2)"_s);
    QCOMPARE(names.next(u"Database connections an application"_s), u"Database connections an…"_s);
    QSet<QString> taken;
    Reports::SheetNames hostile;
    for (const QString &name : Support::hostileNames()) {
        const QString sheet = hostile.next(name);
        QVERIFY2(!sheet.isEmpty() && sheet.size() <= 31, qUtf8Printable(sheet));
        QVERIFY(!sheet.contains(QRegularExpression(u"[\\[\\]:*?/\\\\]"_s)));
        QVERIFY(!sheet.startsWith(u'\'') && !sheet.endsWith(u'\''));
        QVERIFY(!taken.contains(sheet.toCaseFolded()));
        taken.insert(sheet.toCaseFolded());
    }
}

QTEST_MAIN(TestReportPages)
#include "tst_reportpages.moc"
