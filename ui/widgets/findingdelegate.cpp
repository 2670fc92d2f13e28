#include "ui/widgets/findingdelegate.h"

#include "ui/theme/badge.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/recorddelegate.h"

#include "items/roles.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace Ui {

void FindingDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QVariant severity = index.data(Items::SeverityRole);
    if (!severity.isValid()) {
        QStyleOptionViewItem own = option;
        if (index.data(Items::CountRole).isValid()) {
            own.font.setWeight(QFont::DemiBold);
        }
        return ListDelegate::paint(painter, own, index);
    }
    painter->save();
    painter->setClipRect(option.rect);
    paintRowGround(painter, option);
    Ui::paint(painter, option.rect.adjusted(Size::gap, 0, -Size::gap, 0),
              badgeFor(tokensOf(option.palette), Domain::Severity(severity.toInt())), option.font);
    painter->restore();
}

bool FindingDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    const QString about = index.data(Qt::ToolTipRole).toString();
    if (event->type() != QEvent::ToolTip || about.isEmpty()) {
        return ListDelegate::helpEvent(event, view, option, index);
    }
    QToolTip::showText(event->globalPos(), plainToolTip(about), view->viewport(), option.rect);
    return true;
}

} // namespace Ui
