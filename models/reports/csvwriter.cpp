#include "reports/celltext.h"
#include "reports/output.h"
#include "reports/writers.h"

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

/// Writes the lines of one section after the other.
class CsvLines
{
public:
    CsvLines(QIODevice &device, const Writing &writing)
        : m_output(device, writing)
        , m_writing(writing)
    { }

    void begin()
    {
        if (m_writing.beginsWithMark) {
            m_output.put(u"\uFEFF"_s);
        }
        line({u"section"_s, u"kind"_s, u"id"_s, u"name"_s, u"field"_s, u"value"_s});
    }
    void enter(const QString &section) { m_section = section; }

    void operator()(const Text &text) { line({m_section, u"text"_s, {}, {}, wordOf(text.tone), text.text}); }
    void operator()(const Figures &figures)
    {
        for (const Figure &figure : figures) {
            line({m_section, u"figure"_s, figure.id, figure.label, u"value"_s, Query::textOf(figure.value)});
            if (!figure.note.isEmpty()) {
                line({m_section, u"figure"_s, figure.id, figure.label, u"note"_s, figure.note});
            }
        }
    }
    void operator()(const Chart &chart)
    {
        for (const Bar &bar : chart.bars) {
            line({m_section, u"chart"_s, chart.id, bar.label, u"value"_s, QString::number(bar.value)});
            if (bar.limit) {
                line({m_section, u"chart"_s, chart.id, bar.label, u"limit"_s, QString::number(*bar.limit)});
            }
        }
    }
    void operator()(const Table &table)
    {
        table.rows([this, &table](const Row &row) {
            for (qsizetype i = 0; i < table.columns.size(); ++i) {
                // An absent field and an empty one are not the same: what is not known has no line.
                if (!std::holds_alternative<std::monostate>(row.cells.at(i))) {
                    line({m_section, table.kind, row.id, row.name, table.columns.at(i).id,
                          Query::textOf(row.cells.at(i))});
                }
            }
            return m_output.endRow();
        });
    }

    Written finish() { return m_output.finish(); }

private:
    void line(const QStringList &cells) { m_output.put(Query::csvRow(cells, m_writing.delimiter, m_writing.formulas)); }

    Output m_output;
    const Writing &m_writing;
    QString m_section;
};

} // namespace

Written writeCsv(const Report &report, QIODevice &device, const Writing &writing)
{
    CsvLines lines(device, writing);
    lines.begin();
    lines.enter(u"cover"_s);
    lines(Figures{{u"title"_s, u"title"_s, report.title},
                  {u"subtitle"_s, u"subtitle"_s, report.subtitle},
                  {u"made"_s, u"made"_s, report.made.toString(Qt::ISODate)}});
    lines(report.facts);
    for (const Section &section : report.sections) {
        lines.enter(section.id);
        for (const Block &block : section.blocks) {
            std::visit(lines, block);
        }
    }
    return lines.finish();
}

} // namespace Reports
