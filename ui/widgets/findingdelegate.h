#pragma once

#include "ui/widgets/listdelegate.h"

namespace Ui {

/// Draws the list of findings: as ListDelegate, with the severity as a badge of shape and word, and headings in bold.
class FindingDelegate : public ListDelegate
{
    Q_OBJECT
public:
    using ListDelegate::ListDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

protected:
    /// A sentence is read from its start.
    Qt::TextElideMode elideMode() const override { return Qt::ElideRight; }
};

} // namespace Ui
