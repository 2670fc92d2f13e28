#pragma once

#include <QHeaderView>

class QTableView;
class QTreeView;

namespace Ui {

/// The header of every table: a heading that has no room ends in "…" and is whole in a tooltip. Owned by its view.
class ColumnHeader : public QHeaderView
{
    Q_OBJECT
public:
    explicit ColumnHeader(Qt::Orientation orientation, QWidget *parent = nullptr);

    /// Gives the view such a header in place of Qt's. Before anything is said to the header.
    static ColumnHeader *give(QTableView &table);
    static ColumnHeader *give(QTreeView &tree);

    /// The column takes what the others leave, and never less than `least` pixels: then the table scrolls.
    void setFilling(int section, int least);
    /// The heading has no room for all of it.
    bool isCut(int section) const;

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int section) const override;
    bool viewportEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QString textOf(int section) const;
    QFont sectionFont() const;
    int roomFor(int section) const;
    void fill();

    int m_filling = -1; ///< none
    int m_least = 0;
    bool m_isFilling = false;
};

} // namespace Ui
