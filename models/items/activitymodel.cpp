#include "items/activitymodel.h"

#include "items/roles.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Items {

namespace {

/// Why the request failed, or why its outcome is not known; empty where neither is so.
QString problemOf(const Api::RequestRecord &record)
{
    if (!record.error) {
        return {};
    }
    Api::ApiError error;
    error.kind = *record.error;
    error.httpStatus = record.status;
    error.verb = record.verb;
    error.path = record.pathTemplate;
    error.unknownOutcome = record.unknownOutcome;
    return error.happened() + u' ' + error.why();
}

} // namespace

ActivityModel::ActivityModel(Session::Estate &estate, QObject *parent)
    : QAbstractTableModel(parent)
    , m_estate(estate)
{
    gather();
    m_estate.each(this, [this](Session::TenantSession *session) { watch(session); });
}

void ActivityModel::gather()
{
    const auto sessions = m_estate.sessions();
    for (Session::TenantSession *session : sessions) {
        const auto &records = session->client().log().records();
        for (const Api::RequestRecord &record : records) {
            m_entries.push_back({session->id(), session->profile().name, record});
        }
    }
    std::stable_sort(m_entries.begin(), m_entries.end(),
                     [](const Entry &left, const Entry &right) { return left.record.at < right.record.at; });
    while (m_entries.size() > capacity) {
        m_entries.pop_front();
    }
}

void ActivityModel::watch(Session::TenantSession *session)
{
    Api::RequestLog &log = session->client().log();
    connect(&log, &Api::RequestLog::began, this,
            [this, session](const Api::RequestRecord &record) { append(*session, record); });
    connect(&log, &Api::RequestLog::ended, this,
            [this, id = session->id()](const Api::RequestRecord &record) { replace(id, record); });
    connect(session, &Session::TenantSession::displayChanged, this, [this, session] { rename(*session); });
}

void ActivityModel::rename(const Session::TenantSession &session)
{
    for (Entry &entry : m_entries) {
        if (entry.tenant == session.id()) {
            entry.tenantName = session.profile().name;
        }
    }
    if (!m_entries.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

void ActivityModel::append(const Session::TenantSession &session, const Api::RequestRecord &record)
{
    if (m_entries.size() >= capacity) {
        beginRemoveRows({}, 0, 0);
        m_entries.pop_front();
        endRemoveRows();
    }
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_entries.push_back({session.id(), session.profile().name, record});
    endInsertRows();
}

void ActivityModel::replace(const Domain::TenantId &tenant, const Api::RequestRecord &record)
{
    // Requests on their way are among the last.
    const auto found = std::find_if(m_entries.rbegin(), m_entries.rend(), [&](const Entry &entry) {
        return entry.record.id == record.id && entry.tenant == tenant;
    });
    if (found != m_entries.rend()) {
        found->record = record;
        const int row = int(std::distance(found, m_entries.rend())) - 1;
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

int ActivityModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int ActivityModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ActivityModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Entry &entry = m_entries.at(std::size_t(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        return shownText(entry, index.column());
    case ValueRole:
    case SortRole:
        return value(entry, index.column());
    case Qt::ToolTipRole:
    case ErrorRole:
        return problemOf(entry.record);
    case TenantRole:
        return entry.tenant.text();
    case EnvironmentRole:
        if (const Session::TenantSession *session = m_estate.find(entry.tenant)) {
            return int(session->profile().environment);
        }
        return {};
    default:
        return {};
    }
}

QVariant ActivityModel::value(const Entry &entry, int column)
{
    const Api::RequestRecord &record = entry.record;
    switch (column) {
    case TimeColumn:
        return record.at;
    case StatusColumn:
        return record.status > 0 ? QVariant(record.status) : QVariant();
    case TookColumn:
        return record.finished ? QVariant(qint64(record.took.count())) : QVariant();
    case SizeColumn:
        return record.finished ? QVariant(record.bytes) : QVariant();
    default:
        return shownText(entry, column);
    }
}

QString ActivityModel::shownText(const Entry &entry, int column)
{
    const Api::RequestRecord &record = entry.record;
    const QLocale locale;
    switch (column) {
    case TimeColumn:
        return locale.toString(record.at.toLocalTime().time(), u"HH:mm:ss.zzz"_s);
    case TenantColumn:
        return entry.tenantName;
    case VerbColumn:
        return QString::fromLatin1(Api::verbName(record.verb));
    case PathColumn:
        return record.attempt > 1 ? tr("%1 (try %2)").arg(record.path).arg(record.attempt) : record.path;
    case StatusColumn:
        if (!record.finished) {
            return tr("sent");
        }
        return record.status > 0 ? QString::number(record.status) : tr("no answer");
    case TookColumn:
        return record.finished ? tr("%1 ms").arg(locale.toString(qint64(record.took.count()))) : QString();
    case SizeColumn:
        return record.finished && record.bytes > 0 ? locale.formattedDataSize(record.bytes) : QString();
    default:
        return {};
    }
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case TenantColumn:
        return tr("Tenant");
    case VerbColumn:
        return tr("Method");
    case PathColumn:
        return tr("Path");
    case StatusColumn:
        return tr("Status");
    case TookColumn:
        return tr("Took");
    case SizeColumn:
        return tr("Size");
    default:
        return {};
    }
}

} // namespace Items
