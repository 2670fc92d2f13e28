#pragma once

#include "session/switchboard.h"

#include <QDialog>
#include <QModelIndexList>

class QCheckBox;
class QLineEdit;
class QPushButton;
class QTableView;

namespace Items {
class SwitchModel;
}

namespace Ui {

class Banner;
class WrapLabel;

/// Which connections are enabled for which applications: a column for each chosen object, a row for each of the other
/// side, and what Lock would show of each touched application. Stages, never sends.
class SwitchesDialog : public QDialog
{
    Q_OBJECT
public:
    /// `chosen` are ids of `side`. Session and tray outlive the dialog.
    SwitchesDialog(Session::TenantSession &session, const Session::ChangeTray &tray, Session::MapSide side,
                   const QStringList &chosen, QWidget *parent = nullptr);
    ~SwitchesDialog() override;

    void accept() override;
    QTableView *table() const { return m_table; }

Q_SIGNALS:
    void staged(const QList<Change::PlanItem> &items);

protected:
    /// Space on several cells turns all of them.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Rows;

    QWidget *buildHeader();
    QWidget *buildFooter();
    void buildTable();
    void turnSelected(bool on);
    QModelIndexList selectedCells() const;
    void showState();
    void showButtons();

    Session::SwitchBoard *m_board;
    Items::SwitchModel *m_model;
    Rows *m_rows;
    QLineEdit *m_filter;
    QCheckBox *m_onlyChanged;
    Banner *m_banner;
    QTableView *m_table;
    WrapLabel *m_forecast;
    QPushButton *m_turnOn;
    QPushButton *m_turnOff;
    QPushButton *m_stage;
};

} // namespace Ui
