#pragma once

#include "query/columns.h"

#include <QTableView>

namespace Ui {

class RecordDelegate;

/// The table of one kind of record: rows of 28 px, whole rows selected, columns that can be moved, hidden and sorted,
/// and remembered by their ids. One tab stop; the arrows walk inside.
class RecordTable : public QTableView
{
    Q_OBJECT
public:
    explicit RecordTable(Query::Kind kind, QWidget *parent = nullptr);

    Query::Kind kind() const { return m_kind; }
    void setModel(QAbstractItemModel *model) override;

    /// Rows that are selected, in their order. Walks the ranges of the selection, not its cells: 100,000 rows are one
    /// range.
    QList<int> selectedRows() const;
    int selectedRowCount() const;

    /// The first shown column that tells which object a row is of, or the first that is shown; -1 for none.
    int nameColumn() const;
    bool isColumnShown(int column) const;
    void showColumnAlso(int column, bool shown);
    /// The usual columns at the usual widths: those go with the table's, and the name takes what the others leave,
    /// until the user gives a column another width.
    void restoreDefaultColumns();
    /// Order, widths, visibility and sort of the columns, by column id; survives columns that come and go.
    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

Q_SIGNALS:
    void columnsChanged();
    /// The header was asked for its menu.
    void columnMenuWanted(const QPoint &globalPosition);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    int widthFor(int column) const;
    int leastWidthFor(int column) const;
    void fit();
    void noteWidths();

    Query::Kind m_kind;
    bool m_isRestoring = false;
    bool m_hasOwnWidths = false; ///< the user's: they stay as they are
};

} // namespace Ui
