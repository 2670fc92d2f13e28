#pragma once

#include "items/estatetreemodel.h"

#include <functional>
#include <memory>
#include <vector>

namespace Items {

/// A node of the estate tree. Owns what lies below it.
struct EstateTreeModel::Node
{
    Node *parent = nullptr;
    std::vector<std::unique_ptr<Node>> children;
    std::optional<Domain::TenantId> tenant; ///< nothing: "All tenants" and what lies below it
    std::optional<Query::Kind> kind; ///< nothing: a tenant
    QString connectionKind;
    std::optional<qint64> count;
    bool isAtLeast = false; ///< the count misses something

    void append(std::unique_ptr<Node> child)
    {
        child->parent = this;
        children.push_back(std::move(child));
    }
    int row() const;
    QString title() const;
    void eachBelow(const std::function<void(Node &)> &visit);

    static std::unique_ptr<Node> ofKind(const std::optional<Domain::TenantId> &tenant, Query::Kind kind,
                                        const QString &connectionKind = {});
    /// A tenant's node with its kinds below it.
    static std::unique_ptr<Node> ofTenant(const std::optional<Domain::TenantId> &tenant);
};

/// The kinds that stand below a tenant.
const QList<Query::Kind> &kindsInTree();

} // namespace Items
