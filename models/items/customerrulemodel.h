#pragma once

#include "domain/customer.h"

#include <QAbstractTableModel>

namespace Items {

/// The customer rules of one Auth0 tenant as they are being edited: what each looks at, its text, and how many
/// customers it finds.
class CustomerRuleModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { KindColumn, TextColumn, FindsColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRules(const QList<Domain::CustomerRule> &rules);
    const QList<Domain::CustomerRule> &rules() const { return m_rules; }
    /// How many customers each rule finds; forgotten of a rule that is edited.
    void setFound(const QList<qsizetype> &found);

    void append(const Domain::CustomerRule &rule);
    void replace(int row, const Domain::CustomerRule &rule);
    void remove(int row);
    /// Up or down by one; where there is no such place nothing happens.
    void move(int row, int by);
    /// What is wrong with a rule, for a person; empty: nothing.
    QString problem(int row) const;
    bool hasProblems() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// The rules are others.
    void edited();

private:
    QList<Domain::CustomerRule> m_rules;
    QList<qsizetype> m_found; ///< -1: not known
};

} // namespace Items
