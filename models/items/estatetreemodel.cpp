#include "items/estatetreemodel.h"

#include "items/estatenode.h"
#include "items/roles.h"

#include "session/auditor.h"
#include "session/writeunlock.h"

#include <QSet>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Items {

using Phase = Session::KindStatus::Phase;

namespace {

constexpr int recountMilliseconds = 100;

/// Objects of all tenants, those of one id once.
qint64 distinctIn(const Session::Estate &estate, Query::Kind kind)
{
    QSet<QString> ids;
    for (const Session::TenantSession *session : estate.sessions()) {
        for (const Query::RecordPtr &record : session->records(kind)) {
            ids.insert(record->id);
        }
    }
    return ids.size();
}

} // namespace

EstateTreeModel::EstateTreeModel(Session::Estate &estate, QObject *parent)
    : QAbstractItemModel(parent)
    , m_estate(estate)
    , m_root(std::make_unique<Node>())
{
    m_root->append(Node::ofTenant({}));
    m_recount.setSingleShot(true);
    m_recount.setInterval(recountMilliseconds);
    connect(&m_recount, &QTimer::timeout, this, &EstateTreeModel::recount);
    const auto sessions = m_estate.sessions();
    for (Session::TenantSession *session : sessions) {
        m_root->append(Node::ofTenant(session->id()));
        watch(session);
    }
    recount();
    connect(&m_estate, &Session::Estate::opened, this, [this](const Domain::TenantId &id) { add(m_estate.find(id)); });
    connect(&m_estate, &Session::Estate::closed, this, &EstateTreeModel::remove);
}

EstateTreeModel::~EstateTreeModel() = default;

void EstateTreeModel::showFindings(const Session::Auditor &auditor)
{
    const auto take = [this, &auditor](const Domain::TenantId &tenant) {
        if (const Analysis::AuditResult *result = auditor.resultOf(tenant)) {
            m_findings[tenant] = findingCounts(*result);
            recountSoon(tenant);
        }
    };
    connect(&auditor, &Session::Auditor::audited, this, take);
    for (const Session::TenantSession *session : m_estate.sessions()) {
        take(session->id());
    }
}

void EstateTreeModel::add(Session::TenantSession *session)
{
    const int row = int(m_root->children.size());
    beginInsertRows({}, row, row);
    m_root->append(Node::ofTenant(session->id()));
    endInsertRows();
    watch(session);
}

void EstateTreeModel::remove(const Domain::TenantId &id)
{
    const QModelIndex gone = find(id);
    beginRemoveRows({}, gone.row(), gone.row());
    m_root->children.erase(m_root->children.begin() + gone.row());
    endRemoveRows();
    m_tallies.erase(id);
    m_findings.erase(id);
    recountSoon(id);
}

void EstateTreeModel::watch(Session::TenantSession *session)
{
    using Session::TenantSession;
    const Domain::TenantId id = session->id();
    m_tallies[id] = {};
    connect(session, &TenantSession::recordsChanged, this, [this, session](Query::Kind kind) {
        // A page of a list only adds to it; what else comes may be another object under a known id.
        if (kind == Query::Kind::Connections && !session->status(kind).isReading()) {
            m_tallies[session->id()].forget();
        }
        recountSoon(session->id());
    });
    connect(session, &TenantSession::recordsRemoved, this, [this, id](Query::Kind kind) {
        if (kind == Query::Kind::Connections) {
            m_tallies[id].forget();
        }
        recountSoon(id);
    });
    connect(session, &TenantSession::displayChanged, this, [this, id] { recountSoon(id); });
    connect(session, &TenantSession::statusChanged, this, [this, session](Query::Kind kind) {
        if (kind == Query::Kind::Connections && !session->status(kind).isReading()) {
            m_tallies[session->id()].forget(); // once more when the list is whole: it may have replaced some
        }
        recountSoon(session->id());
    });
    connect(&session->writeUnlock(), &Session::WriteUnlock::changed, this, [this, id] {
        const QModelIndex at = find(id);
        Q_EMIT dataChanged(at, at, {UnlockedRole});
    });
    recountSoon(id);
}

void EstateTreeModel::recountSoon(const Domain::TenantId &id)
{
    m_changed.insert(id);
    if (!m_recount.isActive()) {
        m_recount.start();
    }
}

void EstateTreeModel::recount()
{
    m_recount.stop();
    const std::set<Domain::TenantId> changed = std::exchange(m_changed, {});
    for (const auto &top : m_root->children) {
        const Session::TenantSession *session = top->tenant ? m_estate.find(*top->tenant) : nullptr;
        if (!session || !changed.contains(*top->tenant)) {
            continue;
        }
        SessionTally &tally = m_tallies[*top->tenant];
        tally.update(*session);
        top->eachBelow([&tally](Node &node) {
            node.count = tally.count(*node.kind, node.connectionKind);
            node.isAtLeast = tally.isAtLeast(*node.kind);
        });
        announce(*top);
    }
    recountAll(*m_root->children.front());
}

/// The sum of those tenants that know their count; at least that, where some do not. A customer may be in several
/// tenants, and is one all the same.
void EstateTreeModel::recountAll(Node &all)
{
    all.eachBelow([this](Node &node) {
        node.count.reset();
        node.isAtLeast = false;
        for (const auto &[tenant, tally] : m_tallies) {
            node.isAtLeast = node.isAtLeast || tally.isAtLeast(*node.kind);
            if (const auto count = tally.count(*node.kind, node.connectionKind)) {
                node.count = node.count.value_or(0) + *count;
            }
        }
        if (node.count && Query::isDerived(*node.kind)) {
            node.count = distinctIn(m_estate, *node.kind);
        }
    });
    announce(all);
}

void EstateTreeModel::announce(const Node &top)
{
    const QModelIndex at = indexOf(&top);
    Q_EMIT dataChanged(at, at);
    Q_EMIT dataChanged(EstateTreeModel::index(0, 0, at), EstateTreeModel::index(int(top.children.size()) - 1, 0, at));
    for (const auto &kind : top.children) {
        if (!kind->children.empty()) {
            const QModelIndex parent = indexOf(kind.get());
            Q_EMIT dataChanged(EstateTreeModel::index(0, 0, parent),
                               EstateTreeModel::index(int(kind->children.size()) - 1, 0, parent));
        }
    }
}

quint64 EstateTreeModel::connectionsSeen() const
{
    quint64 seen = 0;
    for (const auto &[tenant, tally] : m_tallies) {
        seen += tally.connectionsSeen();
    }
    return seen;
}

QList<Session::TenantSession *> EstateTreeModel::sessionsOf(const Node &node) const
{
    if (!node.tenant) {
        return m_estate.sessions();
    }
    Session::TenantSession *session = m_estate.find(*node.tenant);
    return session ? QList{session} : QList<Session::TenantSession *>();
}

QModelIndex EstateTreeModel::find(const std::optional<Domain::TenantId> &tenant, std::optional<Query::Kind> kind,
                                  const QString &connectionKind) const
{
    for (const auto &top : m_root->children) {
        if (top->tenant != tenant) {
            continue;
        }
        if (!kind) {
            return indexOf(top.get());
        }
        const Node *found = nullptr;
        top->eachBelow([&](const Node &node) {
            if (node.kind == kind && node.connectionKind == connectionKind) {
                found = &node;
            }
        });
        return found ? indexOf(found) : QModelIndex();
    }
    return {};
}

const EstateTreeModel::Node *EstateTreeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<const Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex EstateTreeModel::indexOf(const Node *node) const
{
    return node == m_root.get() ? QModelIndex() : createIndex(node->row(), 0, node);
}

QModelIndex EstateTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    return createIndex(row, column, nodeOf(parent)->children.at(std::size_t(row)).get());
}

QModelIndex EstateTreeModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOf(nodeOf(index)->parent) : QModelIndex();
}

int EstateTreeModel::rowCount(const QModelIndex &parent) const
{
    return int(nodeOf(parent)->children.size());
}

int EstateTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant EstateTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Node &node = *nodeOf(index);
    switch (role) {
    case FindingCountRole: {
        const qint64 all = findingsOf(node).all();
        return all > 0 ? QVariant(all) : QVariant();
    }
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole: {
        const QString text = findingsOf(node).text();
        return text.isEmpty() ? QVariant() : text;
    }
    case FindingSeverityRole:
        return int(findingsOf(node).gravest());
    case TenantRole:
        return node.tenant ? node.tenant->text() : QString();
    case KindRole:
        return node.kind ? QVariant(int(*node.kind)) : QVariant();
    case ConnectionKindRole:
        return node.connectionKind;
    default:
        return node.kind ? dataOfKind(node, role) : dataOfTenant(node, role);
    }
}

FindingCount EstateTreeModel::findingsOf(const Node &node) const
{
    FindingCount count;
    if (!node.connectionKind.isEmpty()) {
        return count; // the node above counts them
    }
    for (const auto &[tenant, kinds] : m_findings) {
        for (const auto &[kind, findings] : kinds) {
            if ((!node.tenant || *node.tenant == tenant) && (!node.kind || *node.kind == kind)) {
                count += findings;
            }
        }
    }
    return count;
}

QVariant EstateTreeModel::dataOfKind(const Node &node, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return node.title();
    case CountRole:
        return node.count ? QVariant(*node.count) : QVariant();
    case AtLeastRole:
        return node.count && node.isAtLeast;
    default:
        return dataOfStatus(node, role);
    }
}

QVariant EstateTreeModel::dataOfTenant(const Node &node, int role) const
{
    if (!node.tenant) {
        switch (role) {
        case Qt::DisplayRole:
            return tr("All tenants");
        case CountRole:
            return qint64(m_estate.sessions().size());
        default:
            return dataOfStatus(node, role);
        }
    }
    const Session::TenantSession *session = m_estate.find(*node.tenant);
    return session && role == Qt::DisplayRole ? QVariant(session->profile().name) : dataOfStatus(node, role);
}

QVariant EstateTreeModel::dataOfStatus(const Node &node, int role) const
{
    const Session::TenantSession *session = node.tenant ? m_estate.find(*node.tenant) : nullptr;
    const Session::KindStatus status = statusOf(node);
    switch (role) {
    case EnvironmentRole:
        return session ? QVariant(int(session->profile().environment)) : QVariant();
    case UnlockedRole:
        return session && !node.kind && session->writeUnlock().isUnlocked();
    case ColorRole:
        return session ? session->profile().color : QString();
    case PhaseRole:
        return int(status.phase);
    case OfflineRole:
        return status.isOffline();
    case ErrorRole:
        return status.phase == Phase::Failed && status.error ? status.error->text() : status.note;
    case MissingScopeRole:
        return status.phase == Phase::Failed && status.error ? status.error->missingScopes : QStringList();
    case ProgressRole:
        return status.isReading() && status.total.value_or(0) > 0
            ? QVariant(int(std::min<qint64>(100, status.read * 100 / *status.total)))
            : QVariant();
    default:
        return {};
    }
}

Session::KindStatus EstateTreeModel::statusOf(const Node &node) const
{
    // What needs attention first speaks for what lies below: a failure, then work, then what is missing.
    static constexpr Phase byWeight[]
        = {Phase::Failed, Phase::Reading, Phase::Partial, Phase::Cancelled, Phase::NotRead, Phase::Complete};
    const auto weight
        = [](Phase phase) { return std::find(std::begin(byWeight), std::end(byWeight), phase) - std::begin(byWeight); };
    std::optional<Session::KindStatus> worst;
    const auto sessions = sessionsOf(node);
    for (const Session::TenantSession *session : sessions) {
        for (const Query::Kind kind : node.kind ? QList{*node.kind} : kindsInTree()) {
            if (!node.kind && (Query::isSearched(kind) || Query::isDerived(kind))) {
                continue;
            }
            const Session::KindStatus &status = session->status(kind);
            if (!worst || weight(status.phase) < weight(worst->phase)) {
                worst = status;
            }
        }
    }
    return worst.value_or(Session::KindStatus());
}

} // namespace Items
