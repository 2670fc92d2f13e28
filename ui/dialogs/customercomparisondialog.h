#pragma once

#include "session/customersheet.h"

#include <QDialog>

class QTableView;

namespace Items {
class CustomerComparisonModel;
}

namespace Ui {

class WrapLabel;

/// Two customers side by side: what each has, and in what they differ.
class CustomerComparisonDialog : public QDialog
{
    Q_OBJECT
public:
    CustomerComparisonDialog(const Session::CustomerSheet &left, const Session::CustomerSheet &right,
                             QWidget *parent = nullptr);

private:
    void build();

    Items::CustomerComparisonModel *m_model;
    WrapLabel *m_told;
    QTableView *m_table;
};

} // namespace Ui
