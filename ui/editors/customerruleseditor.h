#pragma once

#include "domain/customer.h"
#include "domain/usercounts.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLineEdit;
class QPushButton;
class QTreeView;

namespace Items {
class CustomerRuleModel;
}

namespace Ui {

class FieldGrid;

/// The list of rules, and the one that is current as two fields: what it looks at, and its pattern, key or name. What
/// is wrong is told below the field while it is typed.
class CustomerRulesEditor : public QWidget
{
    Q_OBJECT
public:
    explicit CustomerRulesEditor(QWidget *parent = nullptr);

    void setRules(const QList<Domain::CustomerRule> &rules);
    const QList<Domain::CustomerRule> &rules() const;
    /// Adds what is wanted and does not stand there yet, and removes the others.
    void take(const QList<Domain::CustomerRule> &wanted, const QList<Domain::CustomerRule> &unwanted);
    /// How many customers each of them finds.
    void setFound(const QList<qsizetype> &found);
    /// What stands in app_metadata, as it was counted last: told below a rule about it.
    void setCounts(std::shared_ptr<const Domain::UserCounts> counts);
    bool hasProblems() const;
    /// Where the focus goes first.
    QWidget *entry() const;

Q_SIGNALS:
    void edited();

private:
    QWidget *buildTools();
    int current() const;
    void select(int row);
    void showCurrent();
    void showProblem();
    QString countedValues(const Domain::CustomerRule &rule) const;
    void change();

    Items::CustomerRuleModel *m_model;
    QTreeView *m_list;
    QPushButton *m_remove;
    QPushButton *m_up;
    QPushButton *m_down;
    FieldGrid *m_grid;
    QComboBox *m_kind;
    QLineEdit *m_text;
    std::shared_ptr<const Domain::UserCounts> m_counts;
    bool m_isShowing = false; ///< the fields are being filled: nobody edits
};

} // namespace Ui
