#include "ui/snapshots/differencedelegate.h"

#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/recorddelegate.h"

#include "analysis/statecomparison.h"
#include "items/differencemodel.h"

#include <QPainter>

namespace Ui {

namespace {

using Model = Items::DifferenceModel;

constexpr int padding = 7;
constexpr int leastRoom = 44; ///< for a field's place

bool isField(const QModelIndex &index)
{
    return index.parent().isValid();
}

QColor groundOf(const Tokens &tokens, const QModelIndex &index)
{
    return !isField(index)                           ? QColor()
        : index.column() == int(Model::BeforeColumn) ? tokens.removed
        : index.column() == int(Model::AfterColumn)  ? tokens.added
                                                     : QColor();
}

QColor colorOf(const Tokens &tokens, const QModelIndex &index)
{
    const QVariant change = index.data(Model::ChangeRole);
    if (!change.isValid() || index.column() == Model::NameColumn) {
        return tokens.text;
    }
    if (index.column() != Model::AfterColumn) {
        return tokens.muted;
    }
    return Analysis::ObjectChange(change.toInt()) == Analysis::ObjectChange::Added ? tokens.ok : tokens.full;
}

} // namespace

void DifferenceDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    PlainRowDelegate::initStyleOption(option, index);
    const bool isPlace = isField(index) && index.data(Model::PointerRole).toString().isEmpty();
    if (isField(index) && (index.column() != Model::NameColumn || isPlace)) {
        option->font = fontOf(Type::Mono);
    } else if (index.column() == Model::NameColumn && !isField(index)) {
        option->font.setWeight(QFont::DemiBold);
    }
    const QColor color = colorOf(tokensOf(option->palette), index);
    option->palette.setColor(QPalette::Text, color);
    option->palette.setColor(QPalette::HighlightedText, color);
    option->textElideMode = Qt::ElideMiddle;
}

void DifferenceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = tokensOf(option.palette);
    if (const QColor ground = groundOf(tokens, index); ground.isValid()) {
        painter->fillRect(option.rect, ground);
    }
    paintRowGround(painter, option);
    QStyleOptionViewItem inner = option;
    inner.state &= ~(QStyle::State_Selected | QStyle::State_MouseOver); // that ground is drawn, from edge to edge
    inner.rect.adjust(padding, 0, -padding, -1);
    PlainRowDelegate::paint(painter, inner, index);
    const QString place = index.column() == Model::NameColumn ? index.data(Model::PointerRole).toString() : QString();
    if (place.isEmpty()) {
        return;
    }
    QStyleOptionViewItem own = inner;
    initStyleOption(&own, index);
    const QRect room = inner.rect.adjusted(QFontMetrics(own.font).horizontalAdvance(own.text) + Size::margin, 0, 0, 0);
    if (room.width() < leastRoom) {
        return;
    }
    const QFont font = fontOf(Type::Mono);
    painter->save();
    painter->setFont(font);
    painter->setPen(tokens.muted);
    painter->drawText(room, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(visibleText(place), Qt::ElideLeft, room.width()));
    painter->restore();
}

bool DifferenceDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                   const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip) {
        return PlainRowDelegate::helpEvent(event, view, option, index);
    }
    QToolTip::showText(event->globalPos(), plainToolTip(index.data(Qt::ToolTipRole).toString()), view->viewport(),
                       option.rect);
    return true;
}

} // namespace Ui
