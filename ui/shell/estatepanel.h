#pragma once

#include "ui/shell/scope.h"

#include <QWidget>

class QLineEdit;
class QSortFilterProxyModel;

namespace Items {
class EstateTreeModel;
}
namespace Session {
class Auditor;
class Estate;
} // namespace Session

namespace Ui {

class Actions;
class EstateTree;

/// The left pane: every Auth0 tenant with what is under it, and a line that finds a tenant by its name.
class EstatePanel : public QWidget
{
    Q_OBJECT
public:
    EstatePanel(Session::Estate &estate, const Actions &actions, QWidget *parent = nullptr);

    void setScope(const Scope &scope);
    /// Counts the findings beside the nodes, from now on. The auditor outlives the panel.
    void showFindings(const Session::Auditor &auditor);
    void startFilter();
    /// Where the focus goes when the pane is entered.
    QWidget *entry() const;
    EstateTree *tree() const { return m_tree; }

Q_SIGNALS:
    void scopeChosen(const Ui::Scope &scope);

private:
    QWidget *buildBar(const Actions &actions);
    void buildMenu(const Actions &actions);
    void openFirstLevels(const QModelIndex &parent, int first, int last);
    QModelIndex find(const Scope &scope, const QModelIndex &parent) const;

    Items::EstateTreeModel *m_estate;
    QLineEdit *m_filter;
    QSortFilterProxyModel *m_model;
    EstateTree *m_tree;
    bool m_isShowingScope = false;
};

} // namespace Ui
