#include "reports/chartpicture.h"

#include "reports/celltext.h"
#include "reports/paper.h"
#include "reports/translation.h"

#include "query/visibletext.h"

#include <QBuffer>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QSvgGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

constexpr double textSize = 8.5; // points
constexpr double barRow = 18 * Paper::point;
constexpr double barThickness = 9 * Paper::point;
constexpr double rounding = 2 * Paper::point;
constexpr double gap = 8 * Paper::point;
constexpr double titleHeight = 20 * Paper::point;

/// Paints with one font.
class Pen
{
public:
    Pen(QPainter &painter, Lettering lettering)
        : m_painter(painter)
        , m_lettering(lettering)
        , m_font(Paper::font(textSize))
        , m_metrics(m_font)
    { }

    double widthOf(const QString &text) const { return m_metrics.horizontalAdvance(text); }
    QString elided(const QString &text, double width) const
    {
        return m_metrics.elidedText(text, Qt::ElideRight, width);
    }
    /// Vertically in the middle of a row that begins at `top`.
    void text(double x, double top, const QString &text, const QColor &color) const
    {
        const QPointF begin(x, top + (barRow + m_metrics.capHeight()) / 2);
        if (m_lettering == Lettering::Letters) {
            m_painter.setFont(m_font);
            m_painter.setPen(color);
            m_painter.drawText(begin, text);
            return;
        }
        QPainterPath shapes;
        shapes.addText(begin, m_font, text);
        m_painter.fillPath(shapes, color);
    }
    void bar(const QRectF &area, const QColor &color) const
    {
        if (area.width() > 0) {
            QPainterPath shape;
            shape.addRoundedRect(area, rounding, rounding);
            m_painter.fillPath(shape, color);
        }
    }

private:
    QPainter &m_painter;
    Lettering m_lettering;
    QFont m_font;
    QFontMetricsF m_metrics;
};

QString valueText(const Bar &bar)
{
    return bar.limit ? tr("%1 of %2").arg(readable(bar.value), readable(*bar.limit)) : readable(bar.value);
}

} // namespace

double heightOf(const Chart &chart)
{
    return titleHeight + barRow * double(chart.bars.size()) + gap;
}

void draw(const Chart &chart, QPainter &painter, const QRectF &area, Lettering lettering)
{
    const Pen pen(painter, lettering);
    pen.text(area.x(), area.y(), chart.title, QColor::fromRgb(Paper::muted));
    double labels = 0;
    double values = 0;
    qint64 greatest = 1;
    for (const Bar &bar : chart.bars) {
        labels = std::max(labels, pen.widthOf(Query::visibleText(bar.label)));
        values = std::max(values, pen.widthOf(valueText(bar)));
        greatest = std::max({greatest, bar.value, bar.limit.value_or(0)});
    }
    labels = std::min(labels, area.width() * 0.4);
    const double left = area.x() + labels + gap;
    const double room = std::max(gap, area.width() - labels - values - 2 * gap);
    double top = area.y() + titleHeight;
    for (const Bar &bar : chart.bars) {
        const double middle = top + (barRow - barThickness) / 2;
        pen.text(area.x(), top, pen.elided(Query::visibleText(bar.label), labels), QColor::fromRgb(Paper::text));
        pen.bar({left, middle, room, barThickness}, QColor::fromRgb(Paper::track));
        const QColor color = bar.tone == Tone::Plain ? QColor::fromRgb(Paper::accent) : Paper::colorOf(bar.tone);
        pen.bar({left, middle, room * double(bar.value) / double(greatest), barThickness}, color);
        if (bar.limit) {
            const double mark = left + room * double(*bar.limit) / double(greatest);
            painter.fillRect(QRectF(mark - 15, middle - 40, 30, barThickness + 80), QColor::fromRgb(Paper::text));
        }
        pen.text(left + room + gap, top, valueText(bar), QColor::fromRgb(Paper::text));
        top += barRow;
    }
}

QByteArray svgOf(const Chart &chart, double width)
{
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(int(72 * Paper::point));
    const QRectF area(0, 0, width, heightOf(chart));
    generator.setSize(area.size().toSize());
    generator.setViewBox(area);
    QPainter painter(&generator);
    draw(chart, painter, area, Lettering::Shapes);
    painter.end();
    return buffer.data();
}

QString descriptionOf(const Chart &chart)
{
    QStringList bars;
    for (const Bar &bar : chart.bars) {
        bars.append(u"%1: %2"_s.arg(Query::visibleText(bar.label), valueText(bar)));
    }
    return chart.title + u". "_s + bars.join(u"; "_s);
}

} // namespace Reports
