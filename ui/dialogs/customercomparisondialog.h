#pragma once

#include "session/customersheet.h"

#include <QDialog>

class QPushButton;
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

    /// Offers to make either like the other.
    void offerLikeness();

Q_SIGNALS:
    /// One of them is to become like the other.
    void likenessWanted(bool leftBecomesRight);

private:
    void build();

    Items::CustomerComparisonModel *m_model;
    WrapLabel *m_told;
    QTableView *m_table;
    QPushButton *m_makeLeft;
    QPushButton *m_makeRight;
};

} // namespace Ui
