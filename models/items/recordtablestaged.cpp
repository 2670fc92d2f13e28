// What a RecordTableModel shows of what is staged.

#include "items/recordtablemodel.h"

#include "items/roles.h"
#include "session/auditor.h"
#include "session/changetray.h"
#include "session/tenantplan.h"

#include <utility>

namespace Items {

namespace {

using Kind = Query::Kind;
using Of = Change::ObjectKind;

/// How long changes of the tray are gathered: while many edits are applied, one after the other leaves it.
constexpr int gatherMilliseconds = 60;
/// The column that tells an object by its name.
constexpr int nameColumn = 1;

/// Whether the edit is of a row of this kind, by the row's own id.
bool isOf(Of object, Kind kind)
{
    return Session::tableOf(object) == kind || (object == Of::ConnectionClients && kind == Kind::Connections)
        || (object == Of::OrganizationConnections && kind == Kind::Organizations);
}

/// Whether the edit is of a row of this kind on the other side of a relation.
bool isAcross(Of object, Kind kind)
{
    return (object == Of::ConnectionClients && kind == Kind::Applications)
        || (object == Of::OrganizationConnections && kind == Kind::Connections);
}

void count(QHash<QString, int> &fields, Kind kind, const Change::PlanItem &item)
{
    if (isOf(item.object.kind, kind)) {
        fields[item.object.id] += int(item.changes.size());
    }
    if (!isAcross(item.object.kind, kind)) {
        return;
    }
    for (const Json::LeafChange &change : item.changes) {
        if (!change.pointer.isWhole()) {
            ++fields[change.pointer.first()];
        }
    }
}

} // namespace

void RecordTableModel::showStaged(const Session::ChangeTray &tray)
{
    m_staged.setSingleShot(true);
    m_staged.setInterval(gatherMilliseconds);
    connect(&m_staged, &QTimer::timeout, this, [this, &tray] { gatherStaged(tray); });
    connect(&tray, &Session::ChangeTray::changed, &m_staged, [this] {
        if (!m_staged.isActive()) {
            m_staged.start();
        }
    });
    gatherStaged(tray);
}

void RecordTableModel::gatherStaged(const Session::ChangeTray &tray)
{
    const QList<Session::TenantPlan> plans = tray.plans();
    if (m_policies) {
        StagedLeaves staged;
        for (const Session::TenantPlan &plan : plans) {
            for (const Change::PlanItem &item : plan.plan.items) {
                if (item.object.kind == Of::Connection) {
                    staged[plan.tenant].insert(item.object.id, item.changes);
                }
            }
        }
        m_policies->setStaged(std::move(staged));
        arrangeSoon(); // says arranged(), also where no row has changed
        return;
    }
    QHash<Domain::TenantId, QHash<QString, int>> fields;
    for (const Session::TenantPlan &plan : plans) {
        for (const Change::PlanItem &item : plan.plan.items) {
            count(fields[plan.tenant], m_wanted.kind, item);
        }
    }
    fields.removeIf([](const auto &ofTenant) { return ofTenant.value().isEmpty(); });
    if (std::exchange(m_stagedFields, fields) != fields && !m_rows.isEmpty()) {
        Q_EMIT dataChanged(index(0, nameColumn), index(rowCount() - 1, nameColumn),
                           {StagedRole, Qt::ToolTipRole, Qt::AccessibleTextRole});
    }
}

void RecordTableModel::showLockMarks(const Session::Auditor &auditor)
{
    const int column = Query::columnIndex(m_wanted.kind, u"lock");
    if (m_wanted.kind != Query::Kind::Applications || column < 0) {
        return;
    }
    const auto take = [this, &auditor, column](const Domain::TenantId &tenant) {
        const QHash<QString, bool> marks = auditor.optionsFor(tenant).decisions.lockMarks;
        if (std::exchange(m_lockMarks[tenant], marks) != marks && !m_rows.isEmpty()) {
            Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column), {LockMarkRole, Qt::ToolTipRole});
        }
    };
    connect(&auditor, &Session::Auditor::audited, this, take);
    for (const Session::TenantSession *session : m_estate.sessions()) {
        take(session->id());
    }
}

QVariant RecordTableModel::stagedData(const Query::Record &record, int column, int role) const
{
    if (column != nameColumn || m_stagedFields.isEmpty()) {
        return {};
    }
    const int fields = m_stagedFields.value(record.tenant).value(record.id);
    if (fields == 0) {
        return {};
    }
    switch (role) {
    case StagedRole:
        return tr("staged");
    case Qt::ToolTipRole:
        return tr("Staged, not sent: %n field(s)", nullptr, fields);
    case Qt::AccessibleTextRole:
        return tr("%1, staged: %n field(s)", nullptr, fields).arg(cellData(record, column, Qt::DisplayRole).toString());
    default:
        return {};
    }
}

} // namespace Items
