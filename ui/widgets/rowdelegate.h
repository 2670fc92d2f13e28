#pragma once

#include "ui/theme/tokens.h"

#include <QStyledItemDelegate>

namespace Ui {

/// Rows of the house's height in the lists of a dialog.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), Size::row - 4};
    }
};

} // namespace Ui
