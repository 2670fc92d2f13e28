#pragma once

#include "analysis/customerproposals.h"

#include <QWidget>

#include <functional>

class QModelIndex;
class QPushButton;
class QTreeView;

namespace Items {
class CustomerTreeModel;
}

namespace Ui {

class WrapLabel;

/// What is proposed of the rules of a tenant, each with what it rests on and a check box. Nothing is taken for granted.
class CustomerProposalsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit CustomerProposalsPanel(QWidget *parent = nullptr);

    /// It is being worked out.
    void showBusy();
    /// Checked is what stands in `known` already; all of it where nothing does.
    void showProposals(const Analysis::CustomerProposals &proposals, const Domain::CustomerRules &known);
    QWidget *entry() const;

Q_SIGNALS:
    /// The checked ones are to stand among the rules, the others are not.
    void taken(const Domain::CustomerRules &wanted, const Domain::CustomerRules &unwanted);
    /// None is taken.
    void left();

private:
    /// The proposals that are checked, or those that are not.
    Domain::CustomerRules chosen(bool checked) const;
    void eachRow(const std::function<void(const QModelIndex &index, int place)> &visit) const;

    Analysis::CustomerProposals m_proposals; ///< as they are shown
    WrapLabel *m_told;
    Items::CustomerTreeModel *m_model;
    QTreeView *m_tree;
    QPushButton *m_take; ///< disabled where there is nothing to choose among
};

} // namespace Ui
