#include "reports/pdfpages.h"

#include "reports/celltext.h"
#include "reports/chartpicture.h"
#include "reports/paper.h"
#include "reports/translation.h"

#include "query/visibletext.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

constexpr double pageWidth = Paper::page.width();
constexpr double pageHeight = Paper::page.height();
constexpr double margin = 40 * Paper::point;
constexpr double bodyTop = 58 * Paper::point;
constexpr double bodyBottom = pageHeight - 46 * Paper::point;
constexpr double bodyWidth = pageWidth - 2 * margin;
constexpr double gap = 8 * Paper::point;
constexpr double cellPadding = 3 * Paper::point; // above and below
constexpr double cellMargin = 5 * Paper::point; // left and right
constexpr double hairline = 0.5 * Paper::point;
constexpr double figureHeight = 52 * Paper::point; ///< a note of two lines
constexpr int figuresAcross = 5;
constexpr int contentColumns = 3;
constexpr int mostLines = 12; ///< of a cell: a third of a page
constexpr double chartWidth = 560 * Paper::point;

QColor color(QRgb value)
{
    return QColor::fromRgb(value);
}

} // namespace

PdfPages::PdfPages(const Report &report, const Writing &writing)
    : m_report(report)
    , m_rows(writing)
    , m_title(Paper::font(22, true))
    , m_heading(Paper::font(14, true))
    , m_body(Paper::font(9))
    , m_bold(Paper::font(10, true))
    , m_small(Paper::font(7.5))
    , m_cell(Paper::font(7.5))
    , m_cellBold(Paper::font(7.5, true))
{ }

PdfPages::PdfPages(const Report &report, const Writing &writing, const PageCount &counted, const PageCanvas &canvas)
    : PdfPages(report, writing)
{
    m_counted = &counted;
    m_canvas = &canvas;
    m_painter = &canvas.painter;
    if (writing.lacking) {
        m_tellLacking = writing.lacking;
        m_glyphs = std::make_unique<GlyphCheck>();
    }
}

bool PdfPages::layOut()
{
    beginPage();
    cover();
    for (const Section &section : m_report.sections) {
        heading(section);
        for (const Block &block : section.blocks) {
            std::visit([this](const auto &part) { put(part); }, block);
            if (m_isStopped) {
                return false;
            }
        }
    }
    if (m_glyphs && !m_glyphs->lacking().isEmpty()) {
        m_tellLacking(m_glyphs->lacking());
    }
    return !m_rows.isStopped();
}

void PdfPages::cover()
{
    m_top = bodyTop + 12 * Paper::point;
    paragraph(m_report.title, m_title, color(Paper::text));
    paragraph(m_report.subtitle, m_heading, color(Paper::muted));
    m_top += gap;
    Figures cards{{u"made"_s, tr("Made (UTC)"), m_report.made.toString(u"yyyy-MM-dd HH:mm"_s)}};
    std::ranges::copy_if(m_report.facts, std::back_inserter(cards), isCard);
    put(cards);
    for (const Figure &fact : m_report.facts) {
        if (!isCard(fact)) {
            put(Text{sentenceOf(fact), fact.tone});
        }
    }
    contents();
}

/// In columns, so that there is room for what follows.
void PdfPages::contents()
{
    const qsizetype count = m_report.sections.size();
    const qsizetype lines = (count + contentColumns - 1) / contentColumns;
    const double lineHeight = m_body.lineHeight() * 1.3;
    m_top += gap;
    reserve(m_bold.lineHeight() + double(lines) * lineHeight);
    paragraph(tr("Contents"), m_bold, color(Paper::text));
    const double width = bodyWidth / contentColumns;
    for (qsizetype i = 0; i < count; ++i) {
        const qsizetype column = i / lines;
        const double left = margin + double(column) * width;
        const double top = m_top + double(i % lines) * lineHeight;
        const QString page = m_counted == nullptr ? QString() : QString::number(m_counted->bookmarks.at(i).page + 1);
        text(left, top, m_body.elided(Query::visibleText(m_report.sections.at(i).title), width - 5 * gap), m_body,
             color(Paper::text));
        text(left, top, page, m_body, color(Paper::muted), left + width - 3 * gap);
    }
    m_top += double(lines) * lineHeight;
}

void PdfPages::heading(const Section &section)
{
    // One that would begin on the last third of a page begins on a new one, and the first one unless the rest of the
    // cover holds what it begins with.
    const bool isOnNext = m_count.bookmarks.isEmpty() ? m_top + 2.5 * gap + openingOf(section) > bodyBottom
                                                      : m_top > bodyBottom - (bodyBottom - bodyTop) / 3;
    if (isOnNext) {
        beginPage();
    } else {
        m_top += 2.5 * gap;
    }
    m_count.bookmarks.append({section.title, m_count.pages - 1, m_top / Paper::point});
    text(margin, m_top, m_heading.elided(Query::visibleText(section.title), bodyWidth), m_heading, color(Paper::text));
    m_top += m_heading.lineHeight() + gap / 2;
    rule(m_top, color(Paper::accent));
    m_top += gap;
}

void PdfPages::put(const Text &part)
{
    paragraph(part.text, m_body, Paper::colorOf(part.tone));
    m_top += gap / 2;
}

void PdfPages::put(const Figures &figures)
{
    const double width = (bodyWidth - gap * (figuresAcross - 1)) / figuresAcross;
    for (qsizetype i = 0; i < figures.size(); ++i) {
        const auto column = int(i % figuresAcross);
        if (column == 0) {
            reserve(figureHeight + gap);
        }
        figure(figures.at(i), margin + column * (width + gap), width);
        if (column == figuresAcross - 1 || i + 1 == figures.size()) {
            m_top += figureHeight + gap;
        }
    }
}

void PdfPages::figure(const Figure &figure, double left, double width)
{
    if (m_painter == nullptr) {
        return;
    }
    m_painter->setPen(QPen(color(Paper::rule), hairline));
    m_painter->setBrush(Qt::NoBrush);
    m_painter->drawRoundedRect(QRectF(left, m_top, width, figureHeight), 80, 80);
    const double inner = width - 2 * gap;
    double top = m_top + gap / 2;
    text(left + gap, top, m_small.elided(Query::visibleText(figure.label), inner), m_small, color(Paper::muted));
    top += m_small.lineHeight();
    text(left + gap, top, m_bold.elided(readable(figure.value), inner), m_bold, Paper::colorOf(figure.tone));
    top += m_bold.lineHeight();
    for (const QString &line : m_small.broken(Query::visibleText(figure.note), inner, 2)) {
        text(left + gap, top, line, m_small, color(Paper::muted));
        top += m_small.lineHeight();
    }
}

void PdfPages::put(const Chart &chart)
{
    const double height = heightOf(chart);
    reserve(height);
    if (m_painter != nullptr) {
        draw(chart, *m_painter, QRectF(margin, m_top, chartWidth, height), Lettering::Letters);
        for (const Bar &bar : chart.bars) {
            look(bar.label);
        }
    }
    m_top += height + gap;
}

/// Of what a section begins with, up to its first chart, or the first rows of a table.
double PdfPages::openingOf(const Section &section) const
{
    double height = m_heading.lineHeight() + 1.5 * gap;
    for (const Block &block : section.blocks) {
        if (const auto *figures = std::get_if<Figures>(&block)) {
            height += std::ceil(double(figures->size()) / figuresAcross) * (figureHeight + gap);
        } else if (const auto *chart = std::get_if<Chart>(&block)) {
            return height + heightOf(*chart);
        } else if (std::holds_alternative<Text>(block)) {
            height += m_body.lineHeight() + gap / 2;
        } else {
            return height + m_bold.lineHeight() + 5 * m_cell.lineHeight();
        }
    }
    return height;
}

/// By their weights, but none so narrow that a word of its title would be broken; what those need, the others give.
QList<PdfPages::Span> PdfPages::spansOf(const Table &table) const
{
    QList<double> widths(table.columns.size(), 0);
    double room = bodyWidth;
    int weights = std::accumulate(table.columns.begin(), table.columns.end(), 0,
                                  [](int sum, const Column &column) { return sum + column.weight; });
    for (bool isSettled = false; !isSettled;) {
        isSettled = true;
        for (qsizetype i = 0; i < widths.size(); ++i) {
            const Column &column = table.columns.at(i);
            double least = 0;
            for (const QString &word : Query::visibleText(column.title).split(u' ')) {
                least = std::max(least, m_cellBold.widthOf(word) + 2 * cellMargin);
            }
            if (widths.at(i) == 0 && least > room * column.weight / std::max(weights, 1) && least < bodyWidth / 6) {
                widths[i] = least;
                room -= least;
                weights -= column.weight;
                isSettled = false; // the others have less now
            }
        }
    }
    QList<Span> spans;
    double left = margin;
    for (qsizetype i = 0; i < widths.size(); ++i) {
        const double width = widths.at(i) > 0 ? widths.at(i) : room * table.columns.at(i).weight / std::max(weights, 1);
        spans.append({left, width});
        left += width;
    }
    return spans;
}

void PdfPages::put(const Table &table)
{
    if (!table.title.isEmpty()) {
        reserve(m_bold.lineHeight() + 4 * m_cell.lineHeight());
        paragraph(table.title, m_bold, color(Paper::text));
    }
    if (table.count == 0) {
        put(Text{table.whenEmpty, Tone::Muted});
        return;
    }
    const QList<Span> spans = spansOf(table);
    reserve(5 * m_cell.lineHeight());
    putHead(table, spans);
    table.rows([this, &table, &spans](const Row &row) {
        putRow(table, spans, row);
        // Rows are gone through twice and told as one: the first time nobody is told.
        m_isStopped = m_painter == nullptr ? m_rows.isStopped() : !m_rows.next();
        return !m_isStopped;
    });
    m_top += gap;
}

void PdfPages::putHead(const Table &table, const QList<Span> &spans)
{
    QList<QStringList> cells;
    qsizetype lines = 1;
    for (qsizetype i = 0; i < spans.size(); ++i) {
        cells.append(
            m_cellBold.broken(Query::visibleText(table.columns.at(i).title), spans.at(i).width - 2 * cellMargin, 3));
        lines = std::max(lines, cells.last().size());
    }
    const double height = double(lines) * m_cellBold.lineHeight() + 2 * cellPadding;
    if (m_painter != nullptr) {
        m_painter->fillRect(QRectF(margin, m_top, bodyWidth, height), color(Paper::band));
        for (qsizetype i = 0; i < spans.size(); ++i) {
            const bool isNumber = table.columns.at(i).type == Query::ColumnType::Number;
            const double right = isNumber ? spans.at(i).left + spans.at(i).width - cellMargin : -1;
            for (qsizetype line = 0; line < cells.at(i).size(); ++line) {
                text(spans.at(i).left + cellMargin, m_top + cellPadding + double(line) * m_cellBold.lineHeight(),
                     cells.at(i).at(line), m_cellBold, color(Paper::text), right);
            }
        }
    }
    m_top += height;
}

void PdfPages::putRow(const Table &table, const QList<Span> &spans, const Row &row)
{
    QList<QStringList> cells;
    cells.reserve(spans.size());
    qsizetype lines = 1;
    for (qsizetype i = 0; i < spans.size(); ++i) {
        const TextLines &font = i == 0 ? m_cellBold : m_cell;
        cells.append(font.broken(readable(table.columns.at(i).type, row.cells.at(i)),
                                 spans.at(i).width - 2 * cellMargin, mostLines));
        lines = std::max(lines, cells.last().size());
    }
    const double height = double(lines) * m_cell.lineHeight() + 2 * cellPadding;
    if (reserve(height)) {
        putHead(table, spans);
    }
    if (m_painter != nullptr) {
        for (qsizetype i = 0; i < spans.size(); ++i) {
            const bool isNumber = table.columns.at(i).type == Query::ColumnType::Number;
            const double right = isNumber ? spans.at(i).left + spans.at(i).width - cellMargin : -1;
            const QColor ink = i == 0 ? Paper::colorOf(row.tone) : color(Paper::text);
            for (qsizetype line = 0; line < cells.at(i).size(); ++line) {
                text(spans.at(i).left + cellMargin, m_top + cellPadding + double(line) * m_cell.lineHeight(),
                     cells.at(i).at(line), i == 0 ? m_cellBold : m_cell, ink, right);
            }
        }
        rule(m_top + height, color(Paper::rule));
    }
    m_top += height;
}

void PdfPages::paragraph(const QString &part, const TextLines &lines, const QColor &ink)
{
    for (const QString &line : lines.broken(Query::visibleText(part), bodyWidth, 60)) {
        reserve(lines.lineHeight());
        text(margin, m_top, line, lines, ink);
        m_top += lines.lineHeight();
    }
}

void PdfPages::beginPage()
{
    if (m_painter != nullptr && m_count.pages > 0) {
        m_canvas->nextPage();
    }
    ++m_count.pages;
    m_top = bodyTop;
    if (m_painter == nullptr) {
        return;
    }
    const double right = margin + bodyWidth;
    if (m_count.pages > 1) {
        const QString subtitle = m_small.elided(Query::visibleText(m_report.subtitle), bodyWidth / 2);
        text(margin, 28 * Paper::point, m_small.elided(Query::visibleText(m_report.title), bodyWidth / 2 - gap),
             m_small, color(Paper::muted));
        text(margin, 28 * Paper::point, subtitle, m_small, color(Paper::muted), right);
        rule(44 * Paper::point, color(Paper::rule));
    }
    const double foot = pageHeight - 34 * Paper::point;
    text(margin, foot, tr("Made %1 UTC with Tenantry").arg(m_report.made.toString(u"yyyy-MM-dd HH:mm"_s)), m_small,
         color(Paper::muted));
    text(margin, foot,
         tr("Page %1 of %2").arg(m_count.pages).arg(m_counted == nullptr ? m_count.pages : m_counted->pages), m_small,
         color(Paper::muted), right);
}

bool PdfPages::reserve(double height)
{
    if (m_top + height <= bodyBottom) {
        return false;
    }
    beginPage();
    return true;
}

void PdfPages::text(double left, double top, const QString &part, const TextLines &lines, const QColor &ink,
                    double right) const
{
    if (m_painter == nullptr || part.isEmpty()) {
        return;
    }
    look(part);
    m_painter->setFont(lines.font());
    m_painter->setPen(ink);
    const double x = right < 0 ? left : right - lines.widthOf(part);
    m_painter->drawText(QPointF(x, top + lines.ascent()), part);
}

void PdfPages::look(const QString &part) const
{
    if (m_glyphs) {
        m_glyphs->look(part);
    }
}

void PdfPages::rule(double top, const QColor &ink) const
{
    if (m_painter != nullptr) {
        m_painter->fillRect(QRectF(margin, top - hairline / 2, bodyWidth, hairline), ink);
    }
}

} // namespace Reports
