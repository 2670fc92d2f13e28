#pragma once

#include "session/estate.h"

#include <QAbstractTableModel>

namespace Items {

/// The jobs under way in all tenants, in the order in which they began. A row's job is cancelled through its tenant's
/// session by JobIdRole. The estate must outlive it.
class JobModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TitleColumn, TenantColumn, ProgressColumn, LeftColumn, ColumnCount };

    explicit JobModel(Session::Estate &estate, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void watch(Session::TenantSession *session);
    void follow(const Domain::TenantId &tenant, const QList<Session::Job> &jobs);
    QString shownText(const Session::Job &job, int column) const;

    Session::Estate &m_estate;
    QList<Session::Job> m_jobs;
};

} // namespace Items
