#pragma once

#include "items/findingtally.h"
#include "items/sessiontally.h"
#include "session/estate.h"

#include <QAbstractItemModel>
#include <QTimer>

#include <map>
#include <set>

namespace Session {
class Auditor;
}

namespace Items {

/// The estate as a tree: "All tenants" on top, then each Auth0 tenant, and below each the kinds of object with their
/// counts; connections once more by strategy, and with their password policies. What a node is, is told by TenantRole,
/// KindRole and ConnectionKindRole. Counts tell what is known: "All tenants" adds up the tenants that know theirs. The
/// estate must outlive it.
class EstateTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    explicit EstateTreeModel(Session::Estate &estate, QObject *parent = nullptr);
    ~EstateTreeModel() override;

    /// Counts the findings at the nodes, from now on. The auditor must outlive the model.
    void showFindings(const Session::Auditor &auditor);

    /// The node of a tenant (empty: "All tenants"), or of a kind below it; invalid where there is none.
    QModelIndex find(const std::optional<Domain::TenantId> &tenant, std::optional<Query::Kind> kind = {},
                     const QString &connectionKind = {}) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// Connections looked at for the counts so far; for tests of growth.
    quint64 connectionsSeen() const;

private:
    struct Node;

    void add(Session::TenantSession *session);
    void remove(const Domain::TenantId &id);
    void watch(Session::TenantSession *session);
    void recountSoon(const Domain::TenantId &id);
    void recount();
    void recountAll(Node &all);
    void announce(const Node &top);
    const Node *nodeOf(const QModelIndex &index) const;
    QModelIndex indexOf(const Node *node) const;
    QVariant dataOfKind(const Node &node, int role) const;
    QVariant dataOfTenant(const Node &node, int role) const;
    FindingCount findingsOf(const Node &node) const;
    QVariant dataOfStatus(const Node &node, int role) const;
    QList<Session::TenantSession *> sessionsOf(const Node &node) const;
    Session::KindStatus statusOf(const Node &node) const;

    Session::Estate &m_estate;
    std::unique_ptr<Node> m_root;
    std::map<Domain::TenantId, SessionTally> m_tallies;
    std::map<Domain::TenantId, std::map<Query::Kind, FindingCount>> m_findings;
    std::set<Domain::TenantId> m_changed; ///< since their tallies were last brought up to date
    QTimer m_recount; ///< pages come in bursts: counts follow a little later
};

} // namespace Items
