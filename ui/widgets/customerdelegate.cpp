#include "ui/widgets/customerdelegate.h"

#include "ui/theme/badge.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/recorddelegate.h"

#include "items/roles.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr int padding = 4;
constexpr int swatchSize = 12;
constexpr int markSize = 10;

QString textOf(const QModelIndex &index)
{
    return visibleText(index.data().toString());
}

QString detailOf(const QModelIndex &index)
{
    return visibleText(index.siblingAtColumn(1).data().toString());
}

bool isHeading(const QModelIndex &index)
{
    return index.model()->hasChildren(index);
}

/// Two lines, where both have something to say.
bool isTall(const QModelIndex &index)
{
    return !isHeading(index) && !detailOf(index).isEmpty();
}

QFont headingFont(const QFont &font)
{
    QFont strong = font;
    strong.setWeight(QFont::DemiBold);
    return strong;
}

/// What a tenant calls a colour is drawn only where it is one.
QColor swatchOf(const QModelIndex &index)
{
    static const QRegularExpression isColor(u"\\A#[0-9A-Fa-f]{6}\\z"_s);
    const QString color = index.siblingAtColumn(1).data(Items::ColorRole).toString();
    return isColor.match(color).hasMatch() ? QColor(color) : QColor();
}

void drawLine(QPainter *painter, const QRect &rect, const QString &text, Qt::Alignment side, Qt::TextElideMode mode)
{
    painter->drawText(rect, int(side | Qt::AlignVCenter) | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(text, mode, rect.width()));
}

void paintHeading(QPainter *painter, QRect rest, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const Tokens &tokens = tokensOf(option.palette);
    const QVariant environment = index.data(Items::EnvironmentRole);
    if (environment.isValid()) {
        const Badge badge = badgeFor(tokens, Domain::Environment(environment.toInt()));
        const int width = sizeOf(badge, option.font).width();
        paint(painter, QRectF(rest.right() - width, rest.top(), width, rest.height()), badge, option.font);
        rest.setRight(rest.right() - width - Size::gap);
    }
    painter->setFont(headingFont(option.font));
    painter->setPen(tokens.text);
    const QString text = textOf(index);
    drawLine(painter, rest, text, Qt::AlignLeft, Qt::ElideRight);
    rest.setLeft(rest.left() + painter->fontMetrics().horizontalAdvance(text) + Size::gap);
    if (rest.width() > 0) {
        painter->setFont(option.font);
        painter->setPen(tokens.muted);
        drawLine(painter, rest, detailOf(index), Qt::AlignLeft, Qt::ElideRight);
    }
}

void paintObject(QPainter *painter, QRect rest, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const Tokens &tokens = tokensOf(option.palette);
    const int lines = isTall(index) ? 2 : 1;
    const int height = rest.height() / lines;
    if (const QVariant severity = index.data(Items::FindingSeverityRole); severity.isValid()) {
        const Badge badge = badgeFor(tokens, Domain::Severity(severity.toInt()));
        const int width = sizeOf(badge, option.font).width();
        paint(painter, QRectF(rest.left(), rest.top(), width, height), badge, option.font);
        rest.setLeft(rest.left() + width + Size::gap);
    }
    if (const QColor swatch = swatchOf(index); swatch.isValid()) {
        painter->setPen(tokens.border);
        painter->setBrush(swatch);
        painter->drawRoundedRect(
            QRectF(rest.left() + 0.5, rest.top() + (height - swatchSize) / 2.0 + 0.5, swatchSize, swatchSize), 2, 2);
        rest.setLeft(rest.left() + swatchSize + Size::gap);
    }
    painter->setFont(option.font);
    painter->setPen(tokens.text);
    drawLine(painter, QRect(rest.left(), rest.top(), rest.width(), height), textOf(index), Qt::AlignLeft,
             Qt::ElideMiddle);
    if (lines == 2) {
        painter->setPen(tokens.muted);
        drawLine(painter, QRect(rest.left(), rest.top() + height, rest.width(), height), detailOf(index), Qt::AlignLeft,
                 Qt::ElideRight);
    }
}

} // namespace

void CustomerDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setClipRect(option.rect);
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowGround(painter, option);
    const QRect rest = option.rect.adjusted(padding, isTall(index) ? 3 : 0, -padding, isTall(index) ? -3 : 0);
    if (isHeading(index)) {
        paintHeading(painter, rest, option, index);
    } else {
        paintObject(painter, rest, option, index);
    }
    painter->restore();
}

QSize CustomerDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int text = option.fontMetrics.horizontalAdvance(textOf(index));
    const int detail = option.fontMetrics.horizontalAdvance(detailOf(index));
    const int height = isTall(index) ? 2 * option.fontMetrics.height() + 10 : Size::row - 2;
    return {std::max(text, detail) + 2 * padding, std::max(height, Size::row - 2)};
}

bool CustomerDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                 const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip) {
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    }
    QStringList lines{index.data().toString(), index.siblingAtColumn(1).data().toString()};
    lines.removeAll(QString());
    QToolTip::showText(event->globalPos(), plainToolTip(lines.join(u" — "_s)), view->viewport(), option.rect);
    return true;
}

} // namespace Ui
