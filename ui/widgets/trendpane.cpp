#include "ui/widgets/trendpane.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/wraplabel.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr int lineHeight = 96;
constexpr int leastWidth = 96;
constexpr qreal dot = 2.5;

/// Where times and counts lie in the picture.
class Scale
{
public:
    Scale(const Analysis::Trend &trend, qint64 limit, const QRectF &area)
        : m_area(area)
        , m_from(trend.points.first().at)
        , m_until(trend.points.last().at)
        , m_lowest(limit)
        , m_highest(limit)
    {
        if (trend.reaches) {
            m_until = std::max(m_until, QDateTime(*trend.reaches, QTime(12, 0)));
        }
        for (const Domain::DatedCount &point : trend.points) {
            m_lowest = std::min(m_lowest, point.count);
            m_highest = std::max(m_highest, point.count);
        }
    }

    QPointF at(const QDateTime &time, qint64 count) const
    {
        const double span = std::max<double>(1.0, double(m_from.secsTo(m_until)));
        const double rise = std::max<double>(1.0, double(m_highest - m_lowest));
        return {m_area.left() + m_area.width() * double(m_from.secsTo(time)) / span,
                m_area.bottom() - m_area.height() * double(count - m_lowest) / rise};
    }
    const QDateTime &until() const { return m_until; }

private:
    QRectF m_area;
    QDateTime m_from;
    QDateTime m_until;
    qint64 m_lowest;
    qint64 m_highest;
};

QString shortDate(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime().date(), TrendLine::tr("d MMM"));
}

} // namespace

TrendLine::TrendLine(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("How the count went"));
}

void TrendLine::setTrend(const Analysis::Trend &trend, qint64 limit, const QString &words)
{
    m_trend = trend;
    m_limit = limit;
    setAccessibleDescription(words);
    update();
}

QSize TrendLine::sizeHint() const
{
    return {2 * leastWidth, lineHeight};
}

QSize TrendLine::minimumSizeHint() const
{
    return {leastWidth, lineHeight};
}

void TrendLine::paintEvent(QPaintEvent *)
{
    if (m_trend.points.size() < 2) {
        return;
    }
    const Tokens &tokens = tokensOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetrics metrics = fontMetrics();
    const QString limit = QLocale().toString(m_limit);
    const qreal right = metrics.horizontalAdvance(limit) + Size::gap;
    const QRectF area = QRectF(rect()).adjusted(dot + 1, metrics.height() / 2.0, -right, -metrics.height() - dot - 3);
    const Scale scale(m_trend, m_limit, area);

    const qreal limitHeight = scale.at(m_trend.points.first().at, m_limit).y();
    painter.setPen(QPen(tokens.full, 1, Qt::DashLine));
    painter.drawLine(QPointF(0, limitHeight), QPointF(area.right(), limitHeight));
    painter.setPen(tokens.full);
    painter.drawText(QRectF(area.right(), limitHeight - metrics.height() / 2.0, right, metrics.height()),
                     Qt::AlignRight | Qt::AlignVCenter, limit);

    QPainterPath line;
    for (const Domain::DatedCount &point : m_trend.points) {
        const QPointF place = scale.at(point.at, point.count);
        line.elementCount() == 0 ? line.moveTo(place) : line.lineTo(place);
    }
    painter.setPen(QPen(tokens.accent, 1.5));
    painter.drawPath(line);
    if (m_trend.reaches) {
        const QPointF end = scale.at(scale.until(), m_limit);
        painter.setPen(QPen(tokens.muted, 1.5, Qt::DotLine));
        painter.drawLine(line.currentPosition(), end);
        painter.setPen(QPen(tokens.muted, 1.5));
        painter.setBrush(tokens.base);
        painter.drawEllipse(end, dot + 0.5, dot + 0.5);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.accent);
    for (const Domain::DatedCount &point : m_trend.points) {
        painter.drawEllipse(scale.at(point.at, point.count), dot, dot);
    }

    painter.setPen(tokens.muted);
    const QRectF dates(0, height() - metrics.height(), area.right(), metrics.height());
    painter.drawText(dates, Qt::AlignLeft | Qt::AlignVCenter, shortDate(m_trend.points.first().at));
    painter.drawText(dates, Qt::AlignRight | Qt::AlignVCenter, shortDate(scale.until()));
}

TrendPane::TrendPane(QWidget *parent)
    : QWidget(parent)
    , m_line(new TrendLine(this))
    , m_words(new WrapLabel(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Size::gap / 2);
    layout->addWidget(m_line);
    layout->addWidget(m_words);
    hide();
}

void TrendPane::setTrend(const Analysis::Trend &trend, qint64 limit, const QDateTime &now)
{
    const QString words = Analysis::textOf(trend, limit, now);
    m_words->setText(words);
    m_line->setTrend(trend, limit, words);
    setVisible(!words.isEmpty());
}

const QString &TrendPane::text() const
{
    return m_words->text();
}

} // namespace Ui
