#pragma once

#include "items/recordtablemodel.h"

#include <QItemSelectionModel>

namespace Items {

/// Keeps the selection and the current row of a record table by object when the model is reset, as a filter does.
/// Child of the selection model.
class SelectionKeeper : public QObject
{
    Q_OBJECT
public:
    SelectionKeeper(RecordTableModel &model, QItemSelectionModel &selection);

Q_SIGNALS:
    /// The current row is there again; a view may want to scroll to it.
    void restored(const QModelIndex &current);

private:
    void remember();
    void restore();

    struct Object
    {
        Domain::TenantId tenant;
        QString id;
    };
    RecordTableModel &m_model;
    QItemSelectionModel &m_selection;
    QList<Object> m_selected;
    std::optional<Object> m_current;
    int m_column = 0;
};

} // namespace Items
