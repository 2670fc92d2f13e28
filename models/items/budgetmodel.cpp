#include "items/budgetmodel.h"

#include "items/roles.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace Items {

namespace {

constexpr int lookMilliseconds = 200;

} // namespace

BudgetModel::BudgetModel(Session::Estate &estate, QObject *parent)
    : QAbstractTableModel(parent)
    , m_estate(estate)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(lookMilliseconds);
    connect(&m_soon, &QTimer::timeout, this, &BudgetModel::look);
    m_refill.setSingleShot(true);
    m_refill.setInterval(refillMilliseconds);
    connect(&m_refill, &QTimer::timeout, this, &BudgetModel::look);
    m_estate.each(this, [this](Session::TenantSession *session) { watch(session); });
    look();
    connect(&m_estate, &Session::Estate::closing, this, [this](const Domain::TenantId &id) { follow(id, {}); });
}

void BudgetModel::watch(Session::TenantSession *session)
{
    m_stale.insert(session->id());
    connect(&session->client(), &Api::ManagementClient::activityChanged, this, [this, id = session->id()] {
        m_stale.insert(id);
        if (!m_soon.isActive()) {
            m_soon.start();
        }
    });
    connect(session, &Session::TenantSession::displayChanged, this, [this] {
        if (!m_rows.isEmpty()) {
            Q_EMIT dataChanged(index(0, TenantColumn), index(rowCount() - 1, TenantColumn));
        }
    });
}

void BudgetModel::look()
{
    const QSet<Domain::TenantId> stale = std::exchange(m_stale, {});
    for (const Domain::TenantId &id : stale) {
        if (Session::TenantSession *session = m_estate.find(id)) {
            const QList<Api::RateState> states = session->client().rates();
            follow(id, states);
            if (changesByItself(states)) {
                m_stale.insert(id);
            }
        }
    }
    if (!m_stale.isEmpty()) {
        m_refill.start();
    }
}

bool BudgetModel::changesByItself(const QList<Api::RateState> &states)
{
    return std::any_of(states.begin(), states.end(), [](const Api::RateState &state) {
        const bool isRefilling = state.remaining < state.limit && (state.perSecond > 0 || state.resetIn);
        return isRefilling || state.eta.count() > 0;
    });
}

/// Takes one tenant's families over: in place while they are the same.
void BudgetModel::follow(const Domain::TenantId &tenant, const QList<Api::RateState> &states)
{
    const auto isOurs = [&tenant](const Row &row) { return row.tenant == tenant; };
    const auto begin = std::find_if(m_rows.begin(), m_rows.end(), isOurs);
    const auto end = std::find_if_not(begin, m_rows.end(), isOurs);
    const int first = int(begin - m_rows.begin());
    const int count = int(end - begin);
    const bool isSame = std::equal(begin, end, states.begin(), states.end(),
                                   [](const Row &row, const auto &state) { return row.state.family == state.family; });
    if (isSame) {
        for (int i = 0; i < count; ++i) {
            if (m_rows.at(first + i).state != states.at(i)) {
                m_rows[first + i].state = states.at(i);
                Q_EMIT dataChanged(index(first + i, 0), index(first + i, ColumnCount - 1));
            }
        }
        return;
    }
    if (count > 0) {
        beginRemoveRows({}, first, first + count - 1);
        m_rows.remove(first, count);
        endRemoveRows();
    }
    if (!states.isEmpty()) {
        beginInsertRows({}, first, first + int(states.size()) - 1);
        for (qsizetype i = 0; i < states.size(); ++i) {
            m_rows.insert(first + i, Row{tenant, states.at(i)});
        }
        endInsertRows();
    }
}

int BudgetModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int BudgetModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BudgetModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return shownText(row, index.column());
    case ValueRole:
    case SortRole:
        return value(row, index.column());
    case Qt::ToolTipRole:
        return row.state.sharesBucket && index.column() == FamilyColumn
            ? tr("Counted together with the tenant's other families of the same limit")
            : QString();
    case TenantRole:
        return row.tenant.text();
    case ProgressRole:
        return index.column() == RemainingColumn && row.state.limit > 0
            ? QVariant(std::clamp(row.state.remaining * 100 / row.state.limit, 0, 100))
            : QVariant();
    case EnvironmentRole:
        if (const Session::TenantSession *session = m_estate.find(row.tenant)) {
            return int(session->profile().environment);
        }
        return {};
    default:
        return {};
    }
}

QVariant BudgetModel::value(const Row &row, int column)
{
    const Api::RateState &state = row.state;
    switch (column) {
    case RemainingColumn:
        return state.limit > 0 ? QVariant(state.remaining) : QVariant();
    case LimitColumn:
        return state.limit > 0 ? QVariant(state.limit) : QVariant();
    case ReservedColumn:
        return state.limit > 0 ? QVariant(state.reserved) : QVariant();
    case RateColumn:
        return state.perSecond > 0 ? QVariant(state.perSecond) : QVariant();
    case QueuedColumn:
        return state.queued;
    case WaitColumn:
        return qint64(state.eta.count());
    default:
        return {};
    }
}

QString BudgetModel::shownText(const Row &row, int column) const
{
    const QLocale locale;
    switch (column) {
    case TenantColumn: {
        const Session::TenantSession *session = m_estate.find(row.tenant);
        return session ? session->profile().name : QString();
    }
    case FamilyColumn:
        return Api::familyName(row.state.family);
    case RateColumn:
        return row.state.perSecond > 0 ? tr("%1/s").arg(locale.toString(row.state.perSecond, 'g', 3)) : QString();
    case QueuedColumn:
        return row.state.queued > 0 ? locale.toString(row.state.queued) : QString();
    case WaitColumn:
        return row.state.eta.count() > 0 ? tr("%1 s").arg(locale.toString(double(row.state.eta.count()) / 1000, 'f', 1))
                                         : QString();
    default: {
        const QVariant number = value(row, column);
        return number.isValid() ? locale.toString(number.toInt()) : QString();
    }
    }
}

QVariant BudgetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case TenantColumn:
        return tr("Tenant");
    case FamilyColumn:
        return tr("Endpoints");
    case RemainingColumn:
        return tr("Left");
    case LimitColumn:
        return tr("Limit");
    case ReservedColumn:
        return tr("Left to others");
    case RateColumn:
        return tr("Refill");
    case QueuedColumn:
        return tr("Waiting");
    case WaitColumn:
        return tr("Wait");
    default:
        return {};
    }
}

} // namespace Items
