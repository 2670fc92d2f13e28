#include "ui/widgets/comparisondelegate.h"

#include "ui/theme/badge.h"
#include "ui/theme/plaintext.h"
#include "ui/widgets/recorddelegate.h"

#include "items/customercomparisonmodel.h"
#include "items/roles.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace Ui {

namespace {

using Model = Items::CustomerComparisonModel;

constexpr int padding = 10;
constexpr int markSize = 9;

} // namespace

void ComparisonDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = tokensOf(option.palette);
    painter->save();
    painter->setClipRect(option.rect);
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowGround(painter, option);
    QRect rest = option.rect.adjusted(padding, 0, -padding, 0);
    const bool differs = index.data(Items::DeviationRole).isValid();
    const bool isWord = index.column() == Model::DifferenceColumn;
    QFont font = option.font;
    const bool isWhat = index.column() == Model::WhatColumn;
    const bool isTenant = isWhat && !index.data(Items::TenantRole).toString().isEmpty();
    font.setWeight(isWhat && !isTenant ? QFont::DemiBold : QFont::Normal);
    painter->setFont(font);
    if (isWord && differs) {
        const QRectF mark(rest.left(), rest.center().y() - markSize / 2.0, markSize, markSize);
        Ui::paint(painter, mark, Mark::Diamond, tokens.near);
        rest.setLeft(rest.left() + markSize + Size::gap);
    }
    painter->setPen(isWord && differs ? tokens.near : isWord || isTenant ? tokens.muted : tokens.text);
    painter->drawText(
        rest, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(visibleText(index.data().toString()), Qt::ElideRight, rest.width()));
    painter->restore();
}

bool ComparisonDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                   const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip) {
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    }
    QToolTip::showText(event->globalPos(), plainToolTip(index.data().toString()), view->viewport(), option.rect);
    return true;
}

} // namespace Ui
