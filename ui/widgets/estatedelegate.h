#pragma once

#include <QStyledItemDelegate>

namespace Ui {

/// Draws a node of the estate tree: dot or icon, name, environment, and to the right what is wrong and the count.
class EstateDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace Ui
