#include "reports/celltext.h"
#include "reports/chartpicture.h"
#include "reports/output.h"
#include "reports/paper.h"
#include "reports/shownreport.h"
#include "reports/translation.h"
#include "reports/writers.h"

#include "query/visibletext.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

constexpr double chartWidth = 620 * Paper::point;
constexpr qsizetype longestTitle = 70; // html-validate: search engines cut what is longer
constexpr double pixel = 0.75 * Paper::point; // of CSS

/// The whole look. Nothing is named that would have to be fetched.
constexpr char style[] = R"(
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 78rem; padding: 2rem; background: #fff; color: #1a1e24;
       font: 0.9375rem/1.5 Inter, system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
header { border-bottom: 2px solid #3451d1; margin-bottom: 1.5rem; padding-bottom: 1rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 0.75rem; padding-bottom: 0.25rem; border-bottom: 1px solid #d8dde4; }
h3 { font-size: 1rem; margin: 1.5rem 0 0.5rem; }
p { margin: 0.5rem 0; max-width: 60rem; }
.subtitle { font-size: 1.0625rem; color: #5a6472; }
nav ol { columns: 16rem; margin: 0; padding-left: 1.25rem; }
a { color: #3451d1; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); gap: 0.75rem; margin: 1rem 0; }
dl div { border: 1px solid #d8dde4; border-radius: 8px; padding: 0.5rem 0.75rem; }
dt { color: #5a6472; font-size: 0.8125rem; }
dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
dd.note { color: #5a6472; font-size: 0.8125rem; font-weight: 400; }
figure { margin: 1rem 0; }
figure img { display: block; max-width: 100%; height: auto; }
.table { overflow-x: auto; margin: 0.75rem 0; }
table { border-collapse: collapse; width: 100%; font-size: 0.8125rem; }
caption { text-align: left; font-weight: 600; font-size: 1rem; margin: 0.5rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.375rem 0.5rem; border-bottom: 1px solid #e3e7ed;
         overflow-wrap: anywhere; min-width: 6rem; }
th.number, td.number { min-width: 3.5rem; }
thead th { overflow-wrap: normal; background: #f5f6f8; border-bottom: 1px solid #c3cad4; position: sticky; top: 0; }
tbody th { font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.muted { color: #5a6472; } .ok { color: #1b7547; } .watch { color: #7a5f00; } .near { color: #a94f00; }
.full { color: #b9301b; } .over { color: #8c1746; }
@media print { body { max-width: none; padding: 0; } .table { overflow: visible; } thead th { position: static; }
               h2, h3 { break-after: avoid; } tr, figure, dl div { break-inside: avoid; } }
)";

QString escaped(const QString &text)
{
    return Query::visibleText(text).toHtmlEscaped();
}

/// Short enough for a window's title and a list of bookmarks.
QString pageTitle(const Report &report)
{
    const QString title = report.title + u" \u2013 "_s + report.subtitle;
    return title.size() > longestTitle ? title.left(longestTitle - 1) + u'…' : title;
}

/// ` class="full"`; nothing for a plain tone.
QString classOf(Tone tone)
{
    return tone == Tone::Plain ? QString() : u" class=\"%1\""_s.arg(wordOf(tone));
}

/// Writes the blocks of one section.
class HtmlBlocks
{
public:
    HtmlBlocks(Output &output, const Section &section)
        : m_output(output)
        , m_section(section)
    { }

    void operator()(const Text &text) { m_output.put(u"<p%1>%2</p>\n"_s.arg(classOf(text.tone), escaped(text.text))); }
    void operator()(const Figures &figures)
    {
        m_output.put("<dl>\n");
        for (const Figure &figure : figures) {
            m_output.put(u"<div><dt>%1</dt><dd%2>%3</dd>"_s.arg(escaped(figure.label), classOf(figure.tone),
                                                                readable(figure.value).toHtmlEscaped()));
            if (!figure.note.isEmpty()) {
                m_output.put(u"<dd class=\"note\">%1</dd>"_s.arg(escaped(figure.note)));
            }
            m_output.put("</div>\n");
        }
        m_output.put("</dl>\n");
    }
    void operator()(const Chart &chart)
    {
        const QString picture = QString::fromLatin1(svgOf(chart, chartWidth).toBase64());
        m_output.put(
            u"<figure><img src=\"data:image/svg+xml;base64,%1\" width=\"%2\" height=\"%3\" alt=\"%4\"></figure>\n"_s
                .arg(picture, QString::number(qRound(chartWidth / pixel)),
                     QString::number(qRound(heightOf(chart) / pixel)), descriptionOf(chart).toHtmlEscaped()));
    }
    void operator()(const Table &table)
    {
        const QString title = table.title.isEmpty() ? m_section.title : table.title;
        if (table.count == 0) {
            if (!table.title.isEmpty()) {
                m_output.put(u"<h3>%1</h3>\n"_s.arg(escaped(table.title)));
            }
            m_output.put(u"<p class=\"muted\">%1</p>\n"_s.arg(escaped(table.whenEmpty)));
            return;
        }
        // A wide table scrolls by keyboard as well.
        m_output.put(u"<section class=\"table\" tabindex=\"0\" aria-label=\"%1\"><table>\n"_s.arg(escaped(title)));
        if (!table.title.isEmpty()) {
            m_output.put(u"<caption>%1</caption>\n"_s.arg(escaped(table.title)));
        }
        m_output.put("<thead><tr>");
        for (const Column &column : table.columns) {
            m_output.put(u"<th scope=\"col\"%1>%2</th>"_s.arg(classOf(column), escaped(column.title)));
        }
        m_output.put("</tr></thead>\n<tbody>\n");
        table.rows([this, &table](const Row &row) {
            put(table, row);
            return m_output.endRow();
        });
        m_output.put("</tbody></table></section>\n");
    }

private:
    static QString classOf(const Column &column)
    {
        return column.type == Query::ColumnType::Number ? u" class=\"number\""_s : QString();
    }
    static QString classOf(Tone tone) { return Reports::classOf(tone); }

    void put(const Table &table, const Row &row)
    {
        m_output.put("<tr>");
        for (qsizetype i = 0; i < table.columns.size(); ++i) {
            const Column &column = table.columns.at(i);
            const QString text = readable(column.type, row.cells.at(i)).toHtmlEscaped();
            if (i == 0) {
                m_output.put(u"<th scope=\"row\"%1>%2</th>"_s.arg(classOf(row.tone), text));
            } else {
                m_output.put(u"<td%1>%2</td>"_s.arg(classOf(column), text));
            }
        }
        m_output.put("</tr>\n");
    }

    Output &m_output;
    const Section &m_section;
};

} // namespace

Written writeHtml(const Report &all, QIODevice &device, const Writing &writing)
{
    const Report report = shownReport(all, writing.stop);
    Output output(device, writing);
    const QByteArray hash = QCryptographicHash::hash(QByteArray(style), QCryptographicHash::Sha256).toBase64();
    output.put("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-");
    output.put(hash);
    output.put("'; img-src data:\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    output.put(u"<title>%1</title>\n<style>"_s.arg(escaped(pageTitle(report))));
    output.put(QByteArrayView(style));
    output.put(u"</style>\n</head>\n<body>\n<header>\n<h1>%1</h1>\n<p class=\"subtitle\">%2</p>\n"_s.arg(
        escaped(report.title), escaped(report.subtitle)));
    const Section cover{u"cover"_s, report.title, {}};
    HtmlBlocks blocks(output, cover);
    Figures cards{{u"made"_s, tr("Made (UTC)"), report.made.toString(u"yyyy-MM-dd HH:mm"_s)}};
    std::ranges::copy_if(report.facts, std::back_inserter(cards), isCard);
    blocks(cards);
    for (const Figure &fact : report.facts) {
        if (!isCard(fact)) {
            blocks(Text{sentenceOf(fact), fact.tone});
        }
    }
    output.put(u"</header>\n<nav aria-label=\"%1\">\n<ol>\n"_s.arg(escaped(tr("Contents"))));
    for (const Section &section : report.sections) {
        output.put(u"<li><a href=\"#%1\">%2</a></li>\n"_s.arg(escaped(section.id), escaped(section.title)));
    }
    output.put("</ol>\n</nav>\n<main>\n");
    for (const Section &section : report.sections) {
        output.put(u"<section id=\"%1\">\n<h2>%2</h2>\n"_s.arg(escaped(section.id), escaped(section.title)));
        for (const Block &block : section.blocks) {
            std::visit(HtmlBlocks(output, section), block);
        }
        output.put("</section>\n");
    }
    output.put("</main>\n</body>\n</html>\n");
    return output.finish();
}

} // namespace Reports
