#include "session/customercrossings.h"

#include "analysis/usercustomers.h"
#include "session/onboarding.h"
#include "session/translation.h"
#include "json/value.h"

#include <algorithm>

namespace Session {

namespace {

using Change::ObjectKind;
using Domain::CustomerObject;
using Tie = Analysis::Crossing::Tie;

/// More are one number.
constexpr qsizetype toldCrossings = 6;

/// Whose something is: by several customers' keys where it is a user of several, by none where it is nobody's.
struct Owner
{
    QStringList keys;
    QString name; ///< of the first
};

class Seeker
{
public:
    Seeker(const Change::Plan &plan, const Analysis::TenantCustomers &customers, const Domain::CustomerRules &rules)
        : m_plan(plan)
        , m_customers(customers)
        , m_users(customers, rules)
    { }

    QList<Analysis::Crossing> found() &&
    {
        for (const Change::PlanItem &item : m_plan.items) {
            switch (item.object.kind) {
            case ObjectKind::ConnectionClients:
                lookAt(item, ownerOf(CustomerObject::Kind::Connection, item.object.id),
                       CustomerObject::Kind::Application, Tie::ConnectionToApplication);
                break;
            case ObjectKind::OrganizationConnections:
                lookAt(item, ownerOf(CustomerObject::Kind::Organization, item.object.id),
                       CustomerObject::Kind::Connection, Tie::ConnectionToOrganization);
                break;
            case ObjectKind::UserOrganizations:
                lookAt(item, ownerOfUser(item), CustomerObject::Kind::Organization, Tie::UserToOrganization);
                break;
            case ObjectKind::Connection:
            case ObjectKind::Application:
            case ObjectKind::Organization:
            case ObjectKind::User:
                break; // ties nothing together
            }
        }
        return std::move(m_found);
    }

private:
    void lookAt(const Change::PlanItem &item, const Owner &own, CustomerObject::Kind otherKind, Tie tie)
    {
        for (const Json::LeafChange &change : own.keys.isEmpty() ? QList<Json::LeafChange>() : item.changes) {
            const bool isTied = change.pointer.tokens().size() == 1 && change.after && *change.after != "false";
            if (!isTied || (change.before && *change.before != "false")) { // deeper are the switches of a connection
                continue;
            }
            const QString id = change.pointer.first();
            const Owner other = ownerOf(otherKind, id);
            if (other.keys.isEmpty() || isSame(own, other)) {
                continue;
            }
            const QString name = item.names.value(id, id);
            m_found.append(tie == Tie::ConnectionToOrganization
                               ? Analysis::Crossing{tie, item.object.name, own.name, name, other.name}
                               : Analysis::Crossing{tie, name, other.name, item.object.name, own.name});
        }
    }

    /// Who is being onboarded may have a share already, by whose key they are not called.
    bool isSame(const Owner &own, const Owner &other) const
    {
        return std::any_of(own.keys.cbegin(), own.keys.cend(), [this, &other](const QString &key) {
            return other.keys.contains(key) || (key == newKey() && isCalled(m_plan.customer, other.keys.first()))
                || (other.keys.first() == newKey() && isCalled(m_plan.customer, key));
        });
    }

    QString newKey() const { return m_users.keyOf(m_plan.customer); }

    Owner ownerOf(CustomerObject::Kind kind, const QString &id) const
    {
        if (Change::isStandIn(id)) {
            return m_plan.customer.isEmpty() ? Owner() : Owner{{newKey()}, m_plan.customer};
        }
        const QString key = m_customers.ownerOf(kind, id);
        return key.isEmpty() ? Owner() : Owner{{key}, nameOf(key)};
    }

    /// Of a user of whom nothing was seen nothing is said.
    Owner ownerOfUser(const Change::PlanItem &item) const
    {
        const auto user = Json::parse(item.user);
        const QStringList keys = user ? m_users.of(*user) : QStringList();
        return keys.isEmpty() ? Owner() : Owner{keys, nameOf(keys.first())};
    }

    QString nameOf(const QString &key) const
    {
        const auto share = m_customers.shares.find(key);
        return share == m_customers.shares.end() || share->second.name.isEmpty() ? key : share->second.name;
    }

    const Change::Plan &m_plan;
    const Analysis::TenantCustomers &m_customers;
    const Analysis::UserCustomers m_users;
    QList<Analysis::Crossing> m_found;
};

} // namespace

QList<Analysis::Crossing> crossingsOf(const Change::Plan &plan, const Analysis::TenantCustomers &customers,
                                      const Domain::CustomerRules &rules)
{
    return Seeker(plan, customers, rules).found();
}

QStringList linesOf(const QList<Analysis::Crossing> &crossings)
{
    QStringList lines;
    for (const Analysis::Crossing &crossing : crossings.first(std::min(toldCrossings, crossings.size()))) {
        lines.append(Analysis::textOf(crossing));
    }
    if (crossings.size() > toldCrossings) {
        lines.append(tr("… and %n more that would tie customers together", int(crossings.size() - toldCrossings)));
    }
    return lines;
}

} // namespace Session
