#include "ui/theme/badge.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace Ui {

namespace {

constexpr qreal padding = 7;
constexpr qreal markSize = 8;
constexpr qreal markGap = 4;

QPolygonF polygon(const QRectF &box, int corners, double turn)
{
    QPolygonF points;
    for (int i = 0; i < corners; ++i) {
        const double angle = (turn + i * 360.0 / corners) * M_PI / 180.0;
        points << QPointF(box.center().x() + box.width() / 2 * std::sin(angle),
                          box.center().y() - box.height() / 2 * std::cos(angle));
    }
    return points;
}

} // namespace

QFont badgeFont(const QFont &font)
{
    QFont result = font;
    if (font.pointSizeF() > 0) {
        result.setPointSizeF(font.pointSizeF() * 0.78);
    }
    result.setWeight(QFont::Bold);
    result.setLetterSpacing(QFont::PercentageSpacing, 103);
    return result;
}

QSize sizeOf(const Badge &badge, const QFont &font)
{
    const QFontMetricsF metrics(badgeFont(font));
    const qreal mark = badge.mark == Mark::None ? 0 : markSize + markGap;
    return {int(std::ceil(metrics.horizontalAdvance(badge.text) + 2 * padding + mark)),
            int(std::ceil(metrics.height() + 3))};
}

void paint(QPainter *painter, const QRectF &rect, Mark mark, const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    switch (mark) {
    case Mark::None:
        break;
    case Mark::Dot:
        painter->drawEllipse(rect);
        break;
    case Mark::Ring:
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(color, 1.6));
        painter->drawEllipse(rect.adjusted(0.8, 0.8, -0.8, -0.8));
        break;
    case Mark::Diamond:
        painter->drawPolygon(polygon(rect.adjusted(-0.5, -0.5, 0.5, 0.5), 4, 0));
        break;
    case Mark::Triangle:
        painter->drawPolygon(polygon(rect.adjusted(-0.5, 0.5, 0.5, 1.5), 3, 0));
        break;
    case Mark::Octagon:
        painter->drawPolygon(polygon(rect, 8, 22.5));
        break;
    case Mark::Down:
        painter->drawPolygon(polygon(rect.adjusted(-0.5, -1.5, 0.5, -0.5), 3, 180));
        break;
    }
    painter->restore();
}

void paint(QPainter *painter, const QRectF &rect, const Badge &badge, const QFont &font)
{
    const QSizeF size = sizeOf(badge, font);
    if (badge.text.isEmpty()) {
        return;
    }
    if (size.width() > rect.width()) { // its shape tells it as well
        if (badge.mark != Mark::None && rect.width() >= markSize) {
            paint(painter, QRectF(rect.left(), rect.center().y() - markSize / 2, markSize, markSize), badge.mark,
                  badge.tint.text);
        }
        return;
    }
    QRectF pill(QPointF(rect.left(), rect.center().y() - size.height() / 2), size);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(badge.tint.ground);
    painter->drawRoundedRect(pill, size.height() / 2, size.height() / 2);
    pill.adjust(padding, 0, -padding, 0);
    if (badge.mark != Mark::None) {
        paint(painter, QRectF(pill.left(), pill.center().y() - markSize / 2, markSize, markSize), badge.mark,
              badge.tint.text);
        pill.setLeft(pill.left() + markSize + markGap);
    }
    painter->setFont(badgeFont(font));
    painter->setPen(badge.tint.text);
    painter->drawText(pill.adjusted(0, 0, padding, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      badge.text);
    painter->restore();
}

QString wordFor(Domain::LockLevel level)
{
    switch (level) {
    case Domain::LockLevel::Fine:
        return {};
    case Domain::LockLevel::Watch:
        return QCoreApplication::translate("Ui", "WATCH");
    case Domain::LockLevel::Near:
        return QCoreApplication::translate("Ui", "NEAR");
    case Domain::LockLevel::Full:
        return QCoreApplication::translate("Ui", "FULL");
    case Domain::LockLevel::Over:
        break;
    }
    return QCoreApplication::translate("Ui", "OVER");
}

Mark markFor(Domain::LockLevel level)
{
    switch (level) {
    case Domain::LockLevel::Fine:
        return Mark::None;
    case Domain::LockLevel::Watch:
        return Mark::Ring;
    case Domain::LockLevel::Near:
        return Mark::Diamond;
    case Domain::LockLevel::Full:
        return Mark::Triangle;
    case Domain::LockLevel::Over:
        break;
    }
    return Mark::Octagon;
}

Badge badgeFor(const Tokens &tokens, Domain::LockLevel level)
{
    return {wordFor(level), tintOf(tokens, level), markFor(level)};
}

Badge badgeFor(const Tokens &tokens, Domain::Severity severity)
{
    const auto badge = [&tokens](const char *word, Domain::LockLevel level) {
        return Badge{QCoreApplication::translate("Ui", word), tintOf(tokens, level), markFor(level)};
    };
    switch (severity) {
    case Domain::Severity::Low:
        return badge(QT_TRANSLATE_NOOP("Ui", "LOW"), Domain::LockLevel::Watch);
    case Domain::Severity::Medium:
        return badge(QT_TRANSLATE_NOOP("Ui", "MEDIUM"), Domain::LockLevel::Near);
    case Domain::Severity::High:
        return badge(QT_TRANSLATE_NOOP("Ui", "HIGH"), Domain::LockLevel::Full);
    case Domain::Severity::Critical:
        break;
    }
    return badge(QT_TRANSLATE_NOOP("Ui", "CRITICAL"), Domain::LockLevel::Over);
}

Badge badgeFor(const Tokens &tokens, Domain::Environment environment)
{
    return {Domain::tagOf(environment), tintOf(tokens, environment)};
}

Badge badgeFor(const Tokens &tokens, Domain::LogClass outcome)
{
    const QString word = Domain::wordFor(outcome).toUpper();
    switch (outcome) {
    case Domain::LogClass::Unknown:
        break;
    case Domain::LogClass::Success:
        return {word, {tokens.ok, Qt::transparent}, Mark::Ring}; // most are: they stay quiet
    case Domain::LogClass::Change:
        return {word, {tokens.text, tokens.track}, Mark::Diamond};
    case Domain::LogClass::Warning:
        return {word, tintOf(tokens, Domain::LockLevel::Near), Mark::Triangle};
    case Domain::LogClass::Failure:
        return {word, tintOf(tokens, Domain::LockLevel::Over), Mark::Octagon};
    }
    return {};
}

} // namespace Ui
