#pragma once

#include "domain/customer.h"
#include "domain/finding.h"
#include "domain/tenant.h"
#include "query/record.h"

#include <QAbstractItemModel>

#include <vector>

namespace Items {

/// A row of what is said of customers, and what stands below it. A value; texts are translated and hold hostile names.
struct CustomerRow
{
    QString text;
    QString detail{};
    Domain::TenantId tenant{};
    Query::Kind table = Query::Kind::Customers; ///< whose row `id` is
    QString id{}; ///< of what is there to be shown; else empty
    QString customer{}; ///< key of the customer that the row is about or that has its object; empty for none
    std::optional<Domain::CustomerObject> object{}; ///< that can be given to a customer
    std::optional<Domain::Severity> severity{};
    std::optional<Domain::Environment> environment{};
    QString color{}; ///< "#rrggbb", empty for none
    bool isRest = false; ///< it stands for what was left out; `table`, unless it is Customers, has all of it
    QList<CustomerRow> children{};

    friend bool operator==(const CustomerRow &left, const CustomerRow &right);
};

/// Rows about customers as a tree of two columns, in the order in which they were given. Rows may have check boxes, all
/// checked at first: those that have nothing below them.
class CustomerTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { TextColumn, DetailColumn, ColumnCount };

    /// `headings`: of both columns, translated.
    explicit CustomerTreeModel(QStringList headings, QObject *parent = nullptr);

    /// The same rows as before leave everything as it is.
    void setRows(const QList<CustomerRow> &rows);
    const QList<CustomerRow> &rows() const { return m_rows; }
    /// Of a valid index; until the next setRows().
    const CustomerRow &row(const QModelIndex &index) const;
    /// The row of a customer, or an invalid index.
    QModelIndex indexOf(const QString &customer) const;

    void setCheckable(bool checkable) { m_isCheckable = checkable; }
    void setChecked(const QModelIndex &index, bool checked);
    bool isChecked(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    /// A row's place; rows stand in the order in which they are read, from top to bottom.
    struct Node
    {
        const CustomerRow *row = nullptr; ///< in m_rows
        qsizetype parent = -1; ///< -1: it is at the top
        int place = 0; ///< among those of its parent
        std::vector<qsizetype> children;
        bool isChecked = true;
    };

    void add(const QList<CustomerRow> &rows, qsizetype parent);
    const std::vector<qsizetype> &childrenOf(const QModelIndex &parent) const;
    QModelIndex indexOfNode(qsizetype node, int column = 0) const;
    bool hasBox(const QModelIndex &index) const;

    QStringList m_headings;
    QList<CustomerRow> m_rows;
    std::vector<Node> m_nodes;
    std::vector<qsizetype> m_top;
    bool m_isCheckable = false;
};

} // namespace Items
