#include "reports/celltext.h"
#include "reports/output.h"
#include "reports/writers.h"

#include "reports/shownreport.h"
#include "reports/translation.h"

#include "query/markdownrow.h"
#include "query/visibletext.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

QString plain(const QString &text)
{
    return Query::markdownText(Query::visibleText(text));
}

/// A text that begins a line, where more than in a cell is markup: lists, quotes, underlined headings.
QString paragraph(const QString &text)
{
    static const QRegularExpression list(u"^(\\d+)([.)])"_s);
    QString line = plain(text).trimmed();
    if (line.startsWith(u'-') || line.startsWith(u'+') || line.startsWith(u'=') || line.startsWith(u'>')) {
        line.prepend(u'\\');
    }
    return line.replace(list, u"\\1\\\\2"_s);
}

/// Writes the blocks of a section, a blank line after each.
class MarkdownBlocks
{
public:
    explicit MarkdownBlocks(Output &output)
        : m_output(output)
    { }

    void operator()(const Text &text) { m_output.put(paragraph(text.text) + u"\n\n"_s); }
    void operator()(const Figures &figures)
    {
        for (const Figure &figure : figures) {
            const QString note = figure.note.isEmpty() ? QString() : u" — "_s + plain(figure.note);
            m_output.put(u"- %1: **%2**%3\n"_s.arg(plain(figure.label), plain(readable(figure.value)), note));
        }
        m_output.put("\n");
    }
    void operator()(const Chart &chart)
    {
        heading(chart.title);
        m_output.put(Query::markdownHead({tr("Name"), tr("Value"), tr("Limit")}));
        for (const Bar &bar : chart.bars) {
            m_output.put(Query::markdownRow(
                {Query::visibleText(bar.label), readable(bar.value), bar.limit ? readable(*bar.limit) : QString()}));
        }
        m_output.put("\n");
    }
    void operator()(const Table &table)
    {
        heading(table.title);
        if (table.count == 0) {
            m_output.put(paragraph(table.whenEmpty) + u"\n\n"_s);
            return;
        }
        QStringList titles;
        for (const Column &column : table.columns) {
            titles.append(column.title);
        }
        m_output.put(Query::markdownHead(titles));
        table.rows([this, &table](const Row &row) {
            QStringList cells;
            for (qsizetype i = 0; i < table.columns.size(); ++i) {
                cells.append(readable(table.columns.at(i).type, row.cells.at(i)));
            }
            m_output.put(Query::markdownRow(cells));
            return m_output.endRow();
        });
        m_output.put("\n");
    }

private:
    void heading(const QString &title)
    {
        if (!title.isEmpty()) {
            m_output.put(u"### "_s + plain(title) + u"\n\n"_s);
        }
    }

    Output &m_output;
};

} // namespace

Written writeMarkdown(const Report &all, QIODevice &device, const Writing &writing)
{
    const Report report = shownReport(all, writing.stop);
    Output output(device, writing);
    output.put(u"# %1\n\n"_s.arg(plain(report.title)));
    output.put(paragraph(report.subtitle) + u"\n\n"_s);
    MarkdownBlocks blocks(output);
    blocks(Figures{{u"made"_s, tr("Made (UTC)"), report.made.toString(u"yyyy-MM-dd HH:mm"_s)}} + report.facts);
    for (const Section &section : report.sections) {
        output.put(u"## %1\n\n"_s.arg(plain(section.title)));
        for (const Block &block : section.blocks) {
            std::visit(blocks, block);
        }
    }
    return output.finish();
}

} // namespace Reports
