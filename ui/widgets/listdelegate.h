#pragma once

#include <QStyledItemDelegate>

namespace Ui {

/// Draws the tables of the bottom panel: text that is never interpreted, a bar where there is a progress, and the
/// colour of what went wrong beside its words.
class ListDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

protected:
    /// Where a cell is cut: ids and paths are told apart by their ends.
    virtual Qt::TextElideMode elideMode() const { return Qt::ElideMiddle; }
};

} // namespace Ui
