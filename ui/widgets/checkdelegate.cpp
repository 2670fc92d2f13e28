#include "ui/widgets/checkdelegate.h"

#include "ui/theme/plaintext.h"
#include "ui/widgets/recorddelegate.h"

#include <QAbstractItemView>
#include <QHelpEvent>
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
    inner.state &= ~(QStyle::State_Selected | QStyle::State_MouseOver); // that ground is drawn, from edge to edge
    QStyledItemDelegate::paint(painter, inner, index);
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
