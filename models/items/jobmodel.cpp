#include "items/jobmodel.h"

#include "items/roles.h"

#include <QLocale>

#include <algorithm>

namespace Items {

JobModel::JobModel(Session::Estate &estate, QObject *parent)
    : QAbstractTableModel(parent)
    , m_estate(estate)
{
    const auto sessions = m_estate.sessions();
    for (Session::TenantSession *session : sessions) {
        watch(session);
        m_jobs.append(session->jobs());
    }
    connect(&m_estate, &Session::Estate::opened, this,
            [this](const Domain::TenantId &id) { watch(m_estate.find(id)); });
    connect(&m_estate, &Session::Estate::closing, this, [this](const Domain::TenantId &id) { follow(id, {}); });
}

void JobModel::watch(Session::TenantSession *session)
{
    connect(session, &Session::TenantSession::jobsChanged, this,
            [this, session] { follow(session->id(), session->jobs()); });
    connect(session, &Session::TenantSession::displayChanged, this, [this] {
        if (rowCount() > 0) {
            Q_EMIT dataChanged(index(0, TenantColumn), index(rowCount() - 1, TenantColumn));
        }
    });
}

/// Takes one tenant's jobs over with the narrowest signals.
void JobModel::follow(const Domain::TenantId &tenant, const QList<Session::Job> &jobs)
{
    const auto sameAs = [&tenant](quint64 id) {
        return [&tenant, id](const Session::Job &job) { return job.id == id && job.tenant == tenant; };
    };
    for (int row = running() - 1; row >= 0; --row) {
        const Session::Job &job = m_jobs.at(row);
        if (job.tenant == tenant && std::none_of(jobs.begin(), jobs.end(), sameAs(job.id))) {
            beginRemoveRows({}, row, row);
            m_jobs.removeAt(row);
            endRemoveRows();
        }
    }
    for (const Session::Job &job : jobs) {
        const auto found = std::find_if(m_jobs.begin(), m_jobs.end(), sameAs(job.id));
        const int row = int(found - m_jobs.begin());
        if (found == m_jobs.end()) {
            beginInsertRows({}, row, row);
            m_jobs.append(job);
            endInsertRows();
        } else if (*found != job) {
            *found = job;
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
}

void JobModel::keepOutcome(const Domain::TenantId &tenant, const QString &title, const QString &outcome)
{
    constexpr qsizetype most = 20;
    if (m_ended.size() == most) {
        beginRemoveRows({}, rowCount() - 1, rowCount() - 1);
        m_ended.removeLast();
        endRemoveRows();
    }
    beginInsertRows({}, running(), running());
    m_ended.prepend({tenant, title, outcome, QDateTime::currentDateTimeUtc()});
    endInsertRows();
}

QString JobModel::nameOf(const Domain::TenantId &tenant) const
{
    const Session::TenantSession *session = m_estate.find(tenant);
    return session ? session->profile().name : QString();
}

QString JobModel::endedText(const Ended &ended, int column) const
{
    switch (column) {
    case TitleColumn:
        return tr("%1: %2", "a job and what came of it").arg(ended.title, ended.outcome);
    case TenantColumn:
        return nameOf(ended.tenant);
    case ProgressColumn:
        return tr("ended %1", "with the time of day")
            .arg(QLocale().toString(ended.when.toLocalTime().time(), QLocale::ShortFormat));
    default:
        return {};
    }
}

int JobModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_jobs.size() + m_ended.size());
}

int JobModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (index.row() >= running()) {
        const Ended &ended = m_ended.at(index.row() - running());
        if (role == TenantRole) {
            return ended.tenant.text();
        }
        return role == Qt::DisplayRole ? endedText(ended, index.column()) : QVariant();
    }
    const Session::Job &job = m_jobs.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return shownText(job, index.column());
    case TenantRole:
        return job.tenant.text();
    case JobIdRole:
        return job.id;
    case ProgressRole:
        return index.column() == ProgressColumn && job.total && *job.total > 0
            ? QVariant(int(std::min<qint64>(100, job.done * 100 / *job.total)))
            : QVariant();
    case EnvironmentRole:
        if (const Session::TenantSession *session = m_estate.find(job.tenant)) {
            return int(session->profile().environment);
        }
        return {};
    default:
        return {};
    }
}

QString JobModel::shownText(const Session::Job &job, int column) const
{
    const QLocale locale;
    switch (column) {
    case TitleColumn:
        return job.title;
    case TenantColumn:
        return nameOf(job.tenant);
    case ProgressColumn:
        return job.total ? tr("%1 of %2").arg(locale.toString(job.done), locale.toString(*job.total))
                         : locale.toString(job.done);
    case LeftColumn: {
        const std::optional<qint64> seconds = job.secondsLeft(QDateTime::currentDateTimeUtc());
        if (!seconds) {
            return {};
        }
        return *seconds < 90 ? tr("about %n second(s)", nullptr, int(*seconds))
                             : tr("about %n minute(s)", nullptr, int((*seconds + 30) / 60));
    }
    default:
        return {};
    }
}

QVariant JobModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case TitleColumn:
        return tr("Job");
    case TenantColumn:
        return tr("Tenant");
    case ProgressColumn:
        return tr("Done");
    case LeftColumn:
        return tr("Left");
    default:
        return {};
    }
}

} // namespace Items
