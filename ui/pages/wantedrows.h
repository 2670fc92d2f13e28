#pragma once

#include "session/policyforecast.h"

#include <QObject>
#include <QTimer>

namespace Items {
class RecordTableModel;
}

namespace Ui {

class FilterLine;
class RecordTable;

/// The rows that somebody asked a table for: selects them once all of them are there, and keeps the first of them in
/// view while rows still come in, are arranged or find their place, until the user scrolls or goes to another row. A
/// filter that hides one of them is cleared, unless it was typed since. Child of the table.
class WantedRows : public QObject
{
    Q_OBJECT
public:
    /// `filter` is the model's.
    WantedRows(Items::RecordTableModel &model, RecordTable &table, FilterLine &filter);

    void select(const QList<Session::ObjectId> &objects);
    /// Looks again, as after rows came.
    void look();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QList<int> rows() const;
    void unfilter();
    void leave();
    void showSoon();
    void show();

    Items::RecordTableModel &m_model;
    RecordTable &m_table;
    FilterLine &m_filter;
    QString m_filterThen; ///< when they were asked for
    QList<Session::ObjectId> m_objects; ///< empty: nothing is wanted, or it is the user's turn
    bool m_isSelected = false; ///< all of them were there
    QTimer m_soon; ///< after what else the table has to do
};

} // namespace Ui
