#pragma once

#include <QStyledItemDelegate>

namespace Ui {

/// Draws a customer's record in one column: headings with their counts, and each object over two lines, what it is
/// called and what there is to say of it. Texts are never interpreted.
class CustomerDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
};

} // namespace Ui
