#pragma once

#include "reports/glyphcheck.h"
#include "reports/output.h"
#include "reports/pdfbookmark.h"
#include "reports/report.h"
#include "reports/textlines.h"

#include <QList>

#include <functional>
#include <memory>

class QPainter;

namespace Reports {

/// How long a report's pages turn out to be.
struct PageCount
{
    int pages = 0;
    QList<Bookmark> bookmarks;
};

/// Where pages are painted, in Paper's measure.
struct PageCanvas
{
    QPainter &painter; ///< of the page in hand
    std::function<void()> nextPage; ///< from now on it paints another one
};

/// Lays a report out on pages: once without a canvas to count them, and once more to paint them. A page is kept no
/// longer than it is worked on.
class PdfPages
{
public:
    PdfPages(const Report &report, const Writing &writing);
    /// `counted`: what the first time found; it and the canvas outlive this.
    PdfPages(const Report &report, const Writing &writing, const PageCount &counted, const PageCanvas &canvas);

    /// False where nobody wants more.
    bool layOut();
    const PageCount &count() const { return m_count; }

private:
    struct Span
    {
        double left = 0;
        double width = 0;
    };

    void cover();
    void contents();
    void heading(const Section &section);
    double openingOf(const Section &section) const;
    void put(const Text &text);
    void put(const Figures &figures);
    void put(const Chart &chart);
    void put(const Table &table);
    void putHead(const Table &table, const QList<Span> &spans);
    void putRow(const Table &table, const QList<Span> &spans, const Row &row);
    void paragraph(const QString &text, const TextLines &lines, const QColor &color);
    void figure(const Figure &figure, double left, double width);
    void beginPage();
    /// Goes to a new page where less than this is left of one; true: it did.
    bool reserve(double height);
    void text(double left, double top, const QString &text, const TextLines &lines, const QColor &color,
              double right = -1) const;
    void look(const QString &part) const;
    void rule(double top, const QColor &color) const;
    QList<Span> spansOf(const Table &table) const;

    const Report &m_report;
    const PageCount *m_counted = nullptr; ///< nullptr the first time
    const PageCanvas *m_canvas = nullptr; ///< the same
    QPainter *m_painter = nullptr; ///< the canvas's
    RowCounter m_rows;
    const TextLines m_title;
    const TextLines m_heading;
    const TextLines m_body;
    const TextLines m_bold;
    const TextLines m_small;
    const TextLines m_cell;
    const TextLines m_cellBold;
    std::function<void(const QString &)> m_tellLacking;
    std::unique_ptr<GlyphCheck> m_glyphs; ///< nullptr where nobody is told, and the first time
    PageCount m_count;
    double m_top = 0;
    bool m_isStopped = false;
};

} // namespace Reports
