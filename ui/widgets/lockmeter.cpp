#include "ui/widgets/lockmeter.h"

#include "ui/theme/badge.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr int barWidth = 84;
constexpr int shortestBar = 24;
constexpr int barHeight = 6;
constexpr int figuresWidth = 60;

void paintBar(QPainter *painter, const QRectF &bar, const Tokens &tokens, const QColor &color, double share)
{
    constexpr qreal radius = barHeight / 2.0;
    painter->setPen(Qt::NoPen);
    painter->setBrush(tokens.track);
    painter->drawRoundedRect(bar, radius, radius);
    if (share > 0) {
        QRectF filled = bar;
        filled.setWidth(std::max<double>(4.0, bar.width() * std::min(share, 1.0)));
        painter->setBrush(color);
        painter->drawRoundedRect(filled, std::min(radius, filled.width() / 2), radius);
    }
}

/// Draws and moves the left edge of `rest` behind what was drawn.
void paintWord(QPainter *painter, QRect *rest, const QString &text, const QFont &font, const QColor &color)
{
    painter->setFont(font);
    painter->setPen(color);
    painter->drawText(*rest, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
    rest->setLeft(rest->left() + QFontMetrics(font).horizontalAdvance(text));
}

/// Behind the badge, where there is one.
void paintNote(QPainter *painter, QRect rest, const Badge &badge, const QFont &font, const QString &note,
               const Tokens &tokens)
{
    if (!badge.text.isEmpty()) {
        rest.setLeft(rest.left() + sizeOf(badge, font).width() + Size::gap);
    }
    painter->setFont(font);
    painter->setPen(tokens.muted);
    painter->drawText(rest, int(Qt::AlignVCenter | Qt::AlignLeft) | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(note, Qt::ElideRight, rest.width()));
}

} // namespace

void paintLockCount(QPainter *painter, const QRect &rect, const QFont &font, const QPalette &palette, qint64 count,
                    Domain::LockLevel level, const QString &note)
{
    const Tokens &tokens = tokensOf(palette);
    const Tint tint = tintOf(tokens, level);
    const Badge badge = badgeFor(tokens, level);
    // The word says what the bar shows: the bar leaves it its room, in every row the same, and goes where none is left.
    const int widest = sizeOf(badgeFor(tokens, Domain::LockLevel::Watch), font).width();
    const int noteWidth = note.isEmpty() ? 0 : QFontMetrics(font).horizontalAdvance(note) + Size::gap;
    const int bar = std::min(barWidth, rect.width() - 2 * Size::gap - figuresWidth - widest - noteWidth);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QRect rest = rect;
    if (bar >= shortestBar) {
        paintBar(painter, QRectF(rest.left(), rest.center().y() - barHeight / 2.0 + 0.5, bar, barHeight), tokens,
                 tint.text, double(count) / Domain::lockLimit);
        rest.setLeft(rest.left() + bar + Size::gap);
    }
    QFont strong = font;
    strong.setWeight(level == Domain::LockLevel::Fine ? QFont::Normal : QFont::Bold);
    paintWord(painter, &rest, QLocale().toString(count), strong,
              level >= Domain::LockLevel::Full ? tint.text : tokens.text);
    paintWord(painter, &rest, u" / %1"_s.arg(Domain::lockLimit), font, tokens.muted);
    rest.setLeft(rest.left() + Size::gap);
    paint(painter, rest, badge, font);
    paintNote(painter, rest, badge, font, note, tokens);
    painter->restore();
}

void paintPlainCount(QPainter *painter, const QRect &rect, const QFont &font, const QPalette &palette, qint64 count,
                     Domain::LockLevel level, const QString &note)
{
    const Tokens &tokens = tokensOf(palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QRect rest = rect;
    paintWord(painter, &rest, QLocale().toString(count) + u" / %1"_s.arg(Domain::lockLimit), font, tokens.muted);
    rest.setLeft(rest.left() + Size::gap);
    paint(painter, rest, badgeFor(tokens, level), font);
    paintNote(painter, rest, badgeFor(tokens, level), font, note, tokens);
    painter->restore();
}

QString lockCountInWords(qint64 count, Domain::LockLevel level)
{
    const QString word = wordFor(level).toLower();
    const QString figures
        = QCoreApplication::translate("Ui", "%1 of %2").arg(QLocale().toString(count)).arg(Domain::lockLimit);
    return word.isEmpty() ? figures : figures + u", "_s + word;
}

LockMeter::LockMeter(qint64 count, Domain::LockLevel level, QWidget *parent)
    : QWidget(parent)
    , m_count(count)
    , m_level(level)
{
    setAccessibleName(lockCountInWords(count, level));
}

QSize LockMeter::sizeHint() const
{
    return {barWidth + figuresWidth + 80, fontMetrics().height() + 2};
}

void LockMeter::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintLockCount(&painter, rect(), font(), palette(), m_count, m_level);
}

} // namespace Ui
