#pragma once

#include "query/columns.h"

#include <QObject>
#include <QTimer>

class QAbstractItemModel;
class QLabel;
class QMenu;
class QPushButton;

namespace Settings {
class WindowState;
}

namespace Ui {

class Actions;
class ColumnMenu;
class EmptyState;
class FilterLine;
class RecordTable;

/// What the pages with a table have in common, whatever their rows are: the table with its column chooser, the filter
/// line with the reason why it is not understood, and the memory of columns, order and filter. The page lays the
/// widgets out and owns this.
class TableControls : public QObject
{
    Q_OBJECT
public:
    /// All references outlive it.
    TableControls(Query::Kind kind, Settings::WindowState &memory, const Actions &actions, QWidget *page);

    RecordTable *table() const { return m_table; }
    FilterLine *filterLine() const { return m_filter; }
    QLabel *filterError() const { return m_filterError; }
    QPushButton *columnButton() const { return m_columnButton; }
    QPushButton *searchButton() const { return m_searchButton; }
    ColumnMenu *columnMenu() const { return m_columnMenu; }

    /// Shows this model, with the columns, the order and the filter that were remembered. Once the page listens to the
    /// filter line.
    void setModel(QAbstractItemModel *model);
    void restore();
    void startFilter();
    void clearFilter();
    void openColumnMenu();
    /// Opens a menu of searches where their button is, or would be.
    void openSearchMenu(QMenu &menu) const;
    void remember();
    /// What stands in place of the table where the filter lets none of `total` rows through.
    /// `why`: what is wrong with the filter, if that is known.
    void showNothingPasses(EmptyState &empty, const QString &title, qint64 total, const QString &why = {}) const;

Q_SIGNALS:
    /// The user has changed what remember() keeps.
    void changed();

private:
    bool keepsFilter() const;
    void popup(QMenu &menu, const QPushButton *button) const;
    void showFilterError();

    const Query::Kind m_kind;
    Settings::WindowState &m_memory;
    const Actions &m_actions;
    QWidget *m_page;
    QTimer m_changed; ///< a column that is being dragged changes often
    RecordTable *m_table;
    ColumnMenu *m_columnMenu;
    QPushButton *m_columnButton;
    QPushButton *m_searchButton;
    FilterLine *m_filter;
    QLabel *m_filterError;
};

} // namespace Ui
