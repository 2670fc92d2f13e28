#pragma once

#include "ui/theme/plaintext.h"
#include "ui/widgets/rowdelegate.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QToolTip>

namespace Ui {

/// Rows of a dialog's lists whose texts come from a tenant: never interpreted, whole in a tooltip where they are cut,
/// and heavier where other rows stand below them.
class PlainRowDelegate : public RowDelegate
{
    Q_OBJECT
public:
    using RowDelegate::RowDelegate;

    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override
    {
        if (event->type() != QEvent::ToolTip) {
            return RowDelegate::helpEvent(event, view, option, index);
        }
        const bool isCut = sizeHint(option, index).width() > option.rect.width();
        const QString text = isCut ? index.data().toString() : QString();
        QToolTip::showText(event->globalPos(), plainToolTip(text), view->viewport(), option.rect);
        return true;
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        RowDelegate::initStyleOption(option, index);
        option->text = visibleText(option->text);
        if (index.column() == 0 && index.model()->hasChildren(index)) {
            option->font.setWeight(QFont::DemiBold);
        }
    }
};

} // namespace Ui
