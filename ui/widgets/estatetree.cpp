#include "ui/widgets/estatetree.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/estatedelegate.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace Ui {

EstateTree::EstateTree(QWidget *parent)
    : QTreeView(parent)
{
    setProperty("surface", u"window"_s);
    setProperty("ownRows", true);
    setHeaderHidden(true);
    setItemDelegate(new EstateDelegate(this));
    setUniformRowHeights(true);
    setIndentation(16);
    setMouseTracking(true);
    setExpandsOnDoubleClick(true);
    setEditTriggers(NoEditTriggers);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideMiddle);
    setAccessibleName(tr("Estate"));
}

void EstateTree::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = tokensOf(palette());
    const bool isSelected = selectionModel()->isSelected(index);
    const bool isHovered = option.rect.contains(viewport()->mapFromGlobal(QCursor::pos())) && underMouse();
    if (isSelected || isHovered) {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool ring = isSelected && hasFocus();
        painter->setPen(ring ? QPen(tokens.accent, 1.5) : QPen(Qt::NoPen));
        painter->setBrush(isSelected ? tokens.selection : tokens.hover);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(6, 1, -6, -1), Size::radius, Size::radius);
        painter->restore();
    }
    QTreeView::drawRow(painter, option, index);
}

} // namespace Ui
