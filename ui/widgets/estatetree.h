#pragma once

#include <QTreeView>

namespace Ui {

/// The estate tree: rows with a rounded selection, drawn by EstateDelegate.
class EstateTree : public QTreeView
{
    Q_OBJECT
public:
    explicit EstateTree(QWidget *parent = nullptr);

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace Ui
