#include "items/estatenode.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Items {

const QList<Query::Kind> &kindsInTree()
{
    static const QList<Query::Kind> kinds{Query::Kind::Customers,   Query::Kind::Applications,
                                          Query::Kind::Connections, Query::Kind::Organizations,
                                          Query::Kind::Users,       Query::Kind::Logs};
    return kinds;
}

std::unique_ptr<EstateTreeModel::Node> EstateTreeModel::Node::ofKind(const std::optional<Domain::TenantId> &tenant,
                                                                     Query::Kind kind, const QString &connectionKind)
{
    auto node = std::make_unique<Node>();
    node->tenant = tenant;
    node->kind = kind;
    node->connectionKind = connectionKind;
    return node;
}

std::unique_ptr<EstateTreeModel::Node> EstateTreeModel::Node::ofTenant(const std::optional<Domain::TenantId> &tenant)
{
    auto top = std::make_unique<Node>();
    top->tenant = tenant;
    for (const Query::Kind kind : kindsInTree()) {
        if (kind == Query::Kind::Logs && !tenant) {
            continue; // log events mean something within their tenant only
        }
        auto node = ofKind(tenant, kind);
        if (kind == Query::Kind::Connections) {
            node->append(ofKind(tenant, Query::Kind::Policies));
            for (const QString &connectionKind : {u"database"_s, u"enterprise"_s, u"social"_s, u"passwordless"_s}) {
                node->append(ofKind(tenant, kind, connectionKind));
            }
        }
        top->append(std::move(node));
    }
    return top;
}

int EstateTreeModel::Node::row() const
{
    const auto found = std::find_if(parent->children.begin(), parent->children.end(),
                                    [this](const auto &child) { return child.get() == this; });
    return int(found - parent->children.begin());
}

QString EstateTreeModel::Node::title() const
{
    if (connectionKind == "database"_L1) {
        return tr("Database");
    }
    if (connectionKind == "enterprise"_L1) {
        return tr("Enterprise");
    }
    if (connectionKind == "social"_L1) {
        return tr("Social");
    }
    if (connectionKind == "passwordless"_L1) {
        return tr("Passwordless");
    }
    switch (*kind) {
    case Query::Kind::Customers:
        return tr("Customers");
    case Query::Kind::Applications:
        return tr("Applications");
    case Query::Kind::Connections:
        return tr("Connections");
    case Query::Kind::Policies:
        return tr("Password policies");
    case Query::Kind::Organizations:
        return tr("Organizations");
    case Query::Kind::Users:
        return tr("Users");
    case Query::Kind::Logs:
        return tr("Logs");
    case Query::Kind::Tenants:
        break;
    }
    return {};
}

void EstateTreeModel::Node::eachBelow(const std::function<void(Node &)> &visit)
{
    for (const auto &child : children) {
        visit(*child);
        child->eachBelow(visit);
    }
}

} // namespace Items
