#pragma once

#include "session/customersheet.h"

#include <QAbstractTableModel>

namespace Items {

/// Two customers side by side: a line for each thing that one of them has, those of a kind together, and in words
/// whether they differ in it. What is called after its customer ("acme-users", "globex-users") is the same thing of
/// both; of several, that of the same Auth0 tenant.
class CustomerComparisonModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { WhatColumn, LeftColumn, RightColumn, DifferenceColumn, ColumnCount };

    enum class Difference { Same, Unknown, Differs, OnlyLeft, OnlyRight };

    struct Line
    {
        QString what; ///< below a heading the Auth0 tenant, where several are compared
        QString left;
        QString right;
        Difference difference = Difference::Same;
        bool isHeading = false;
        QString tenant{}; ///< id of the profile of the one that `what` names; empty: it names none
        QStringList settings{}; ///< of the password policy, in which they differ

        friend bool operator==(const Line &, const Line &) = default;
    };

    /// How a side is called: "Globex", and with its Auth0 tenant where both are called the same.
    struct Called
    {
        QString name; ///< hostile text
        QString tenant{}; ///< empty: the name tells

        /// "Globex (eu)".
        QString text() const;
    };

    using QAbstractTableModel::QAbstractTableModel;

    void compare(const Session::CustomerSheet &left, const Session::CustomerSheet &right);
    /// Only what differs; headings of which nothing is left go.
    void setOnlyDifferences(bool only);
    /// How many lines differ.
    int differences() const;
    const Called &left() const { return m_left; }
    const Called &right() const { return m_right; }
    const Line &line(int row) const { return m_lines.at(m_rows.at(row)); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void arrange();
    QString wordFor(const Line &line) const;

    Called m_left;
    Called m_right;
    QList<Line> m_lines;
    QList<int> m_rows; ///< lines that are shown
    bool m_onlyDifferences = false;
};

} // namespace Items
