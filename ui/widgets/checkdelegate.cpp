#include "ui/widgets/checkdelegate.h"

#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/recorddelegate.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace Ui {

namespace {

constexpr int padding = 10;

/// Where the box and the words are.
QStyleOptionViewItem inside(const QStyleOptionViewItem &option)
{
    QStyleOptionViewItem inner = option;
    inner.rect.adjust(padding, 0, -padding, -1);
    return inner;
}

} // namespace

void CheckDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->text = visibleText(option->text);
}

void CheckDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintRowGround(painter, option);
    QStyleOptionViewItem inner = inside(option);
    // That ground is drawn from edge to edge, and a focus around the words alone would look like a field to type into.
    inner.state &= ~(QStyle::State_Selected | QStyle::State_MouseOver | QStyle::State_HasFocus);
    QStyledItemDelegate::paint(painter, inner, index);
    if (option.state & QStyle::State_HasFocus) {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(tokensOf(option.palette).accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -3), 4, 4);
        painter->restore();
    }
}

bool CheckDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    return QStyledItemDelegate::editorEvent(event, model, inside(option), index);
}

bool CheckDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                              const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip) {
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    }
    QToolTip::showText(event->globalPos(), plainToolTip(index.data(Qt::ToolTipRole).toString()), view->viewport(),
                       option.rect);
    return true;
}

} // namespace Ui
