#pragma once

#include "session/tenantplan.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <map>

namespace Session {

/// The edits that were made and not sent yet, of all tenants: editors stage them here, the review takes them from here
/// as plans, and what was applied leaves. In memory only. Owned by the program's main(); the estate outlives it.
///
/// An editor needs no more than stage(): it gives the object, its leaf changes (Json::leafChanges of before and after)
/// and the object as it was seen. staged() tells it what to show instead of what Auth0 holds.
class ChangeTray : public QObject
{
    Q_OBJECT
public:
    explicit ChangeTray(Estate &estate, QObject *parent = nullptr);
    ~ChangeTray() override;

    /// Adds edits to those staged for the same objects, leaf by leaf: the first `before` of a leaf stays, the last
    /// `after` counts, and a leaf that is back at its `before` drops out. One changed() for all. Nothing is staged for
    /// a tenant that is not open.
    void stage(const Domain::TenantId &tenant, const QList<Change::PlanItem> &items);
    void stage(const Domain::TenantId &tenant, const Change::PlanItem &item) { stage(tenant, QList{item}); }
    /// Stages a whole plan; its title and its notes stay with it where nothing else is staged for the tenant, and what
    /// it takes back while some of its objects are staged, the first such plan's of a tenant.
    void stage(const TenantPlan &plan);

    /// One changed() for all.
    void unstage(const Domain::TenantId &tenant, const QList<Change::ObjectRef> &objects);
    void unstage(const Domain::TenantId &tenant, const Change::ObjectRef &object) { unstage(tenant, QList{object}); }
    void unstage(const Domain::TenantId &tenant, const Change::ObjectRef &object, const Json::Pointer &leaf);
    void clear();
    /// Drops what is staged for a tenant that is there no more.
    void forget(const Domain::TenantId &tenant);
    /// An item was applied: its leaves go, unless they were edited once more meanwhile.
    void settle(const Domain::TenantId &tenant, const Change::PlanItem &applied);

    /// What is staged for an object; nothing where nothing is.
    std::optional<Change::PlanItem> staged(const Domain::TenantId &tenant, const Change::ObjectRef &object) const;
    /// Objects with edits, in all tenants.
    qsizetype size() const;
    /// Those of one tenant.
    qsizetype size(const Domain::TenantId &tenant) const;
    bool isEmpty() const { return size() == 0; }
    /// One plan per tenant, in the order in which they were staged first, its objects as last seen.
    QList<TenantPlan> plans() const;

Q_SIGNALS:
    void changed();

private:
    struct Staged
    {
        Domain::TenantId tenant;
        Change::Plan frame; ///< a plan without its items
        QSet<Change::ObjectRef> reverting; ///< the objects by which it takes another back
        std::map<quint64, Change::PlanItem> items; ///< by the order in which they came
        QHash<Change::ObjectRef, quint64> order;

        bool isReverting() const;
    };

    Staged *find(const Domain::TenantId &tenant);
    const Staged *find(const Domain::TenantId &tenant) const;
    Staged *open(const Domain::TenantId &tenant);
    void add(Staged &staged, const Change::PlanItem &item);
    void put(Staged &staged, const Change::PlanItem &item);
    void drop(Staged &staged, const Change::ObjectRef &object);
    void dropEmpty();

    Estate &m_estate;
    std::vector<Staged> m_staged;
    quint64 m_lastOrder = 0;
};

} // namespace Session
