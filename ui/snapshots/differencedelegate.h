#pragma once

#include "ui/widgets/plainrowdelegate.h"

namespace Ui {

/// Draws an Items::DifferenceModel: what was on a red ground and what came of it on a green one, what came and went in
/// their colours, and after a field's name, quieter, its place.
class DifferenceDelegate : public PlainRowDelegate
{
    Q_OBJECT
public:
    using PlainRowDelegate::PlainRowDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace Ui
