#include "items/selectionkeeper.h"

namespace Items {

SelectionKeeper::SelectionKeeper(RecordTableModel &model, QItemSelectionModel &selection)
    : QObject(&selection)
    , m_model(model)
    , m_selection(selection)
{
    connect(&m_model, &QAbstractItemModel::modelAboutToBeReset, this, &SelectionKeeper::remember);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &SelectionKeeper::restore);
}

void SelectionKeeper::remember()
{
    m_selected.clear();
    m_current.reset();
    const auto objectAt = [this](int row) -> Object {
        const Query::RecordPtr record = m_model.recordAt(row);
        return {record->tenant, record->id};
    };
    const QItemSelection selection = m_selection.selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            m_selected.append(objectAt(row));
        }
    }
    const QModelIndex current = m_selection.currentIndex();
    if (current.isValid()) {
        m_current = objectAt(current.row());
        m_column = current.column();
    }
}

void SelectionKeeper::restore()
{
    QItemSelection selection;
    const int lastColumn = m_model.columnCount() - 1;
    for (const Object &object : std::as_const(m_selected)) {
        if (const int row = m_model.rowOf(object.tenant, object.id); row >= 0) {
            selection.append(QItemSelectionRange(m_model.index(row, 0), m_model.index(row, lastColumn)));
        }
    }
    m_selection.select(selection, QItemSelectionModel::ClearAndSelect);
    if (m_current) {
        if (const int row = m_model.rowOf(m_current->tenant, m_current->id); row >= 0) {
            const QModelIndex current = m_model.index(row, m_column);
            m_selection.setCurrentIndex(current, QItemSelectionModel::NoUpdate);
            Q_EMIT restored(current);
        }
    }
}

} // namespace Items
