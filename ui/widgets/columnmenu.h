#pragma once

#include <QMenu>

namespace Ui {

class RecordTable;

/// The column chooser: a menu of check marks that stays open while columns are turned on and off.
class ColumnMenu : public QMenu
{
    Q_OBJECT
public:
    explicit ColumnMenu(RecordTable *table);

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fill();
    bool toggleActive();

    RecordTable *m_table;
};

} // namespace Ui
