#pragma once

#include <QElapsedTimer>
#include <QTableView>

namespace Items {
class SwitchTableModel;
}

namespace Ui {

/// A table whose cells are switches, with the names of the rows in the vertical header: found by name, or only those
/// with a wish. What is typed goes to the row of that name. Space on several cells turns all of them, away from what
/// the current one is, or the first that is a switch.
class SwitchTable : public QTableView
{
    Q_OBJECT
public:
    /// The model outlives the table.
    explicit SwitchTable(Items::SwitchTableModel &switches, QWidget *parent = nullptr);
    ~SwitchTable() override;

    void setFilter(const QString &name, bool onlyChanged);
    bool hasSelection() const;
    /// Turns the selected cells.
    void turnSelected(bool on);
    void keyboardSearch(const QString &search) override;

Q_SIGNALS:
    void selectionMoved();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    class Rows;

    bool isFirstOff(const QModelIndexList &cells) const;

    Items::SwitchTableModel &m_switches;
    Rows *m_rows;
    QString m_typed; ///< of a name, without a pause
    QElapsedTimer m_sinceTyped;
};

} // namespace Ui
