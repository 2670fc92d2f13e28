#include "ui/widgets/changetree.h"

#include "ui/widgets/changedelegate.h"

#include "items/changemodel.h"

#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace Ui {

using Items::ChangeModel;

namespace {

constexpr int leastState = 96; ///< in which an outcome can be read

} // namespace

ChangeTree::ChangeTree(QWidget *parent)
    : QTreeView(parent)
{
    setAccessibleName(tr("Objects that would change"));
    setItemDelegate(new ChangeDelegate(this));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setFrameShape(NoFrame);
    m_soon.setSingleShot(true);
    m_soon.setInterval(200);
    connect(&m_soon, &QTimer::timeout, this, &ChangeTree::fit);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setIndentation(12);
    setItemsExpandable(false);
    setRootIsDecorated(false);
}

void ChangeTree::setModel(QAbstractItemModel *model)
{
    QTreeView::setModel(model);
    // First: a column that is hidden while one stretches keeps its width, which pushes the last out of sight.
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(QHeaderView::Fixed);
    for (const int column : {ChangeModel::BeforeColumn, ChangeModel::AfterColumn, ChangeModel::NowColumn}) {
        setColumnHidden(column, true);
    }
    fit();
}

/// Names are whole first: what is done to an object stands beside the list as well.
void ChangeTree::fit()
{
    if (!model()) {
        return;
    }
    const int room = viewport()->width();
    const int state = std::max(sizeHintForColumn(ChangeModel::StateColumn), 0); // -1 while there are no rows
    const int name = sizeHintForColumn(ChangeModel::NameColumn);
    const int given = std::min(state, std::max(room - name, leastState));
    header()->resizeSection(ChangeModel::NameColumn, std::max(room - given, 0));
    header()->resizeSection(ChangeModel::StateColumn, given);
}

void ChangeTree::doItemsLayout()
{
    QTreeView::doItemsLayout();
    fit();
}

void ChangeTree::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    fit();
}

void ChangeTree::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    QTreeView::dataChanged(topLeft, bottomRight, roles);
    if (!m_soon.isActive()) { // a run tells of thousands of objects, one after the other
        m_soon.start();
    }
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
