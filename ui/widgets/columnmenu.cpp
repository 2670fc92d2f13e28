#include "ui/widgets/columnmenu.h"

#include "ui/widgets/recordtable.h"

#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace Ui {

ColumnMenu::ColumnMenu(RecordTable *table)
    : QMenu(table)
    , m_table(table)
{
    setTitle(tr("Columns"));
    connect(this, &QMenu::aboutToShow, this, &ColumnMenu::fill);
}

void ColumnMenu::fill()
{
    clear();
    const auto &columns = Query::columnsOf(m_table->kind());
    for (int i = 0; i < columns.size(); ++i) {
        QAction *action = addAction(Query::titleOf(columns.at(i)));
        action->setObjectName(QString(columns.at(i).id));
        action->setCheckable(true);
        action->setChecked(m_table->isColumnShown(i));
        connect(action, &QAction::toggled, m_table,
                [table = m_table, i](bool shown) { table->showColumnAlso(i, shown); });
    }
    addSeparator();
    connect(addAction(tr("Restore the usual columns")), &QAction::triggered, m_table,
            &RecordTable::restoreDefaultColumns);
}

void ColumnMenu::mouseReleaseEvent(QMouseEvent *event)
{
    if (!toggleActive()) {
        QMenu::mouseReleaseEvent(event);
    }
}

void ColumnMenu::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Space || !toggleActive()) {
        QMenu::keyPressEvent(event);
    }
}

bool ColumnMenu::toggleActive()
{
    QAction *action = activeAction();
    if (!action || !action->isCheckable()) {
        return false;
    }
    action->toggle();
    return true;
}

} // namespace Ui
