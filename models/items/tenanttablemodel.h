#pragma once

#include "query/filter.h"

#include <QAbstractTableModel>

namespace Session {
class Estate;
}

namespace Items {

/// The Auth0 tenants as a table, filtered and sorted as the other tables are; of so few rows at once. What the cells
/// say comes from the page (setRecords): a tenant's state is a matter of words and of the time of day. The estate must
/// outlive it.
class TenantTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit TenantTableModel(Session::Estate &estate, QObject *parent = nullptr);

    /// One record of Query::Kind::Tenants for each tenant, in the order of the estate.
    void setRecords(const QList<Query::RecordPtr> &records);
    void setFilter(const Query::Filter &filter);
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// Tenants before the filter.
    qsizetype total() const { return m_records.size(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void arrange();

    Session::Estate &m_estate;
    QList<Query::RecordPtr> m_records;
    QList<Query::RecordPtr> m_rows; ///< those that pass, sorted
    Query::Filter m_filter;
    int m_column = -1;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace Items
