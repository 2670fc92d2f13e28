// What a RecordTableModel answers to its views.

#include "items/recordtablemodel.h"

#include "items/celltext.h"
#include "items/policycells.h"
#include "items/roles.h"
#include "items/signin.h"

#include "domain/locklimit.h"
#include "session/customerbook.h"
#include "json/value.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Items {

bool RecordTableModel::isArranging() const
{
    return m_isRunning || m_timer.isActive() || (m_policies && (m_staged.isActive() || m_policies->isBusy()));
}

Query::RecordPtr RecordTableModel::recordAt(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_slots.records().at(m_rows.at(row)) : nullptr;
}

int RecordTableModel::slotOf(const Domain::TenantId &tenant, const QString &id) const
{
    const int slot = m_slots.find(tenant, id);
    if (slot >= 0 || !isMerged() || !m_book) {
        return slot;
    }
    const auto customer = m_book->merged().find(id);
    const bool isIts = customer != m_book->merged().end()
        && std::any_of(customer->second.rows.begin(), customer->second.rows.end(),
                       [&tenant](const Query::RecordPtr &row) { return row->tenant == tenant; });
    return isIts ? m_slots.find(customer->second.record->tenant, id) : -1;
}

Query::RecordPtr RecordTableModel::find(const Domain::TenantId &tenant, const QString &id) const
{
    const int slot = slotOf(tenant, id);
    return slot < 0 ? nullptr : m_slots.records().at(slot);
}

int RecordTableModel::rowOf(const Domain::TenantId &tenant, const QString &id) const
{
    const int slot = slotOf(tenant, id);
    return slot < 0 ? -1 : m_rowOfSlot.value(slot, -1);
}

int RecordTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RecordTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Query::columnsOf(m_wanted.kind).size());
}

namespace {

/// A customer who is in several Auth0 tenants.
bool isOfSeveral(const Query::Record &record, Query::Kind kind)
{
    static const int column = Query::columnIndex(Query::Kind::Customers, u"tenants");
    const auto *tenants = kind == Query::Kind::Customers ? std::get_if<qint64>(&record.cells.at(column)) : nullptr;
    return tenants && *tenants > 1;
}

/// Some of the Auth0 tenants of a customer have not counted the users.
bool isUserCountLeast(const Query::Record &record)
{
    static const int users = Query::columnIndex(Query::Kind::Customers, u"users");
    static const int counted = Query::columnIndex(Query::Kind::Customers, u"users_counted");
    return std::holds_alternative<qint64>(record.cells.at(users))
        && std::holds_alternative<std::monostate>(record.cells.at(counted));
}

/// As the tree does.
QString leastText(const Query::Value &count)
{
    return QLocale().toString(std::get<qint64>(count)) + u'+';
}

/// How old the count of a customer's users is.
QString countedText(const Query::Record &record)
{
    if (isUserCountLeast(record)) {
        return RecordTableModel::tr("At least: in some of its Auth0 tenants they are not counted yet.");
    }
    const QDateTime at
        = QDateTime::fromString(Query::textAt(record, Query::Kind::Customers, u"users_counted"), Qt::ISODate);
    if (!at.isValid()) {
        return RecordTableModel::tr("Not counted yet: “Count users…” does that.");
    }
    const QString when = QLocale().toString(at.toLocalTime(), QLocale::ShortFormat);
    const auto own = Json::parse(record.original);
    if (own && Json::stringAt(*own, "counted_by") == "search"_L1) {
        return RecordTableModel::tr("Found by search %1, which learns of changes some moments later").arg(when);
    }
    const auto days = int(at.daysTo(QDateTime::currentDateTimeUtc()));
    return days < 1 ? RecordTableModel::tr("Counted %1").arg(when)
                    : RecordTableModel::tr("Counted %1, %n day(s) ago", nullptr, days).arg(when);
}

/// What a customer's share of Lock's 50 is.
QString shareText(const Query::Value &count)
{
    return std::holds_alternative<std::monostate>(count)
        ? RecordTableModel::tr("Not known: which connections are enabled for which application was not read yet.")
        : RecordTableModel::tr("Database connections of this customer in the application that has most of them. Lock "
                               "shows %1 of an application, of all customers together.")
              .arg(Domain::lockLimit);
}

} // namespace

QVariant RecordTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Query::RecordPtr record = recordAt(index.row());
    switch (role) {
    case IdRole:
        return record->id;
    case TenantRole:
        return record->tenant.text();
    case EnvironmentRole:
        if (isOfSeveral(*record, m_wanted.kind)) {
            return {};
        }
        if (const Session::TenantSession *session = m_estate.find(record->tenant)) {
            return int(session->profile().environment);
        }
        return {};
    default:
        return cellData(*record, index.column(), role);
    }
}

QVariant RecordTableModel::cellData(const Query::Record &record, int column, int role) const
{
    if (m_policies) {
        if (QVariant told = policyCell(*m_policies, record, column, role); told.isValid()) {
            return told;
        }
    }
    if (QVariant told = stagedData(record, column, role); told.isValid()) {
        return told;
    }
    const Query::Column &about = Query::columnsOf(m_wanted.kind).at(column);
    const Query::Value &cell = record.cells.at(column);
    const bool isOfApplication = m_wanted.kind == Query::Kind::Applications;
    const bool isType = isOfApplication && about.id == "type"_L1;
    const bool isLock = isOfApplication && about.id == "lock"_L1;
    const bool isShare = m_wanted.kind == Query::Kind::Customers && about.id == "lock"_L1;
    const bool isUsers = m_wanted.kind == Query::Kind::Customers && about.id == "users"_L1;
    switch (role) {
    case Qt::DisplayRole:
        if (isUsers && isUserCountLeast(record)) {
            return leastText(cell);
        }
        return isType ? applicationTypeText(Query::textOf(cell)) : displayText(about, cell);
    case Qt::ToolTipRole:
        if (isUsers) {
            return countedText(record);
        }
        if (isShare) {
            return shareText(cell);
        }
        if (isType && applicationTypeText(Query::textOf(cell)) != Query::textOf(cell)) {
            return tr("%1 in filters and JSON").arg(Query::textOf(cell));
        }
        return isLock && !signsPeopleIn(record) ? noSignInText()
            : isLock                            ? lockMarkText(lockMarkOf(record))
                                                : QVariant();
    case Qt::AccessibleTextRole:
        return isUsers && isUserCountLeast(record) ? tr("at least %1").arg(std::get<qint64>(cell)) : QVariant();
    case LockMarkRole:
        if (const std::optional<bool> mark = isLock ? lockMarkOf(record) : std::nullopt) {
            return *mark;
        }
        return {};
    case NoSignInRole:
        return isLock && !signsPeopleIn(record);
    case ValueRole:
    case SortRole:
        return valueOf(cell);
    case SeverityRole:
        if (const auto *count = std::get_if<qint64>(&cell); count && isLock) {
            return int(Domain::lockLevelOf(*count, m_lockBands));
        }
        return {};
    default:
        return {};
    }
}

std::optional<bool> RecordTableModel::lockMarkOf(const Query::Record &record) const
{
    const QHash<QString, bool> marks = m_lockMarks.value(record.tenant);
    const auto mark = marks.constFind(record.id);
    return mark == marks.cend() ? std::nullopt : std::optional(*mark);
}

QVariant RecordTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHeader(m_wanted.kind, section, orientation, role);
}

} // namespace Items
