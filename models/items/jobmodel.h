#pragma once

#include "session/estate.h"

#include <QAbstractTableModel>
#include <QDateTime>

namespace Items {

/// The jobs under way in all tenants, in the order in which they began, and below them what came of some that ended. A
/// row's job is cancelled through its tenant's session by JobIdRole, which rows of ended jobs have none of. The estate
/// must outlive it.
class JobModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TitleColumn, TenantColumn, ProgressColumn, LeftColumn, ColumnCount };

    explicit JobModel(Session::Estate &estate, QObject *parent = nullptr);

    /// Keeps what came of a job that ended, until the program ends; the latest stands first.
    void keepOutcome(const Domain::TenantId &tenant, const QString &title, const QString &outcome);
    /// How many are under way.
    int running() const { return int(m_jobs.size()); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Ended
    {
        Domain::TenantId tenant;
        QString title;
        QString outcome;
        QDateTime when;
    };

    void watch(Session::TenantSession *session);
    void follow(const Domain::TenantId &tenant, const QList<Session::Job> &jobs);
    QString shownText(const Session::Job &job, int column) const;
    QString endedText(const Ended &ended, int column) const;
    QString nameOf(const Domain::TenantId &tenant) const;

    Session::Estate &m_estate;
    QList<Session::Job> m_jobs;
    QList<Ended> m_ended;
};

} // namespace Items
