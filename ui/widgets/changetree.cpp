#include "ui/widgets/changetree.h"

#include "ui/widgets/changedelegate.h"

#include "items/changemodel.h"

#include <QHeaderView>
#include <QKeyEvent>

namespace Ui {

using Items::ChangeModel;

ChangeTree::ChangeTree(QWidget *parent)
    : QTreeView(parent)
{
    setAccessibleName(tr("Objects that would change"));
    setItemDelegate(new ChangeDelegate(this));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setFrameShape(NoFrame);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setIndentation(12);
    setItemsExpandable(false);
    setRootIsDecorated(false);
}

void ChangeTree::setModel(QAbstractItemModel *model)
{
    QTreeView::setModel(model);
    for (const int column : {ChangeModel::BeforeColumn, ChangeModel::AfterColumn, ChangeModel::NowColumn}) {
        setColumnHidden(column, true);
    }
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(ChangeModel::NameColumn, QHeaderView::Stretch);
    header()->setSectionResizeMode(ChangeModel::StateColumn, QHeaderView::ResizeToContents);
}

void ChangeTree::showObjects()
{
    for (int row = 0; row < model()->rowCount(); ++row) {
        expand(model()->index(row, 0));
    }
    setCurrentIndex(model()->index(0, 0, model()->index(0, 0)));
}

void ChangeTree::drawBranches(QPainter *, const QRect &, const QModelIndex &) const { }

void ChangeTree::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Delete)) {
        Q_EMIT takeOutWanted();
        return;
    }
    QTreeView::keyPressEvent(event);
}

} // namespace Ui
