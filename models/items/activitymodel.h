#pragma once

#include "session/estate.h"

#include <QAbstractTableModel>

#include <deque>

namespace Items {

/// The requests of all tenants as they go, oldest first. Holds what Api::RequestLog holds: never a header, a body, a
/// query or a secret. The estate must outlive it.
class ActivityModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TimeColumn, TenantColumn, VerbColumn, PathColumn, StatusColumn, TookColumn, SizeColumn, ColumnCount };

    /// Shows this many requests; older ones go.
    static constexpr int capacity = 2000;

    explicit ActivityModel(Session::Estate &estate, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Entry
    {
        Domain::TenantId tenant;
        QString tenantName; ///< stays readable after the tenant is closed
        Api::RequestRecord record;
    };

    void watch(Session::TenantSession *session);
    void append(const Session::TenantSession &session, const Api::RequestRecord &record);
    void rename(const Session::TenantSession &session);
    void replace(const Domain::TenantId &tenant, const Api::RequestRecord &record);
    void gather();
    static QString shownText(const Entry &entry, int column);
    static QVariant value(const Entry &entry, int column);

    Session::Estate &m_estate;
    std::deque<Entry> m_entries;
};

} // namespace Items
