#pragma once

#include "api/wire.h"
#include "change/making.h"
#include "change/objectref.h"
#include "change/supportaction.h"
#include "domain/tenant.h"
#include "json/leafchange.h"
#include "json/mask.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QStringList>

namespace Change {

/// A request as a saved plan shows it; the real one is made anew when the plan is applied.
struct RequestPreview
{
    QString method;
    QString path; ///< encoded, without /api/v2
    QByteArray body; ///< masked JSON; empty for none
    Api::Surface surface = Api::Surface::Management;
    QString customDomain{}; ///< that it names in its header; empty: none

    QString fullPath() const;
    friend bool operator==(const RequestPreview &, const RequestPreview &) = default;
};

/// The encoded path as it goes out: with /api/v2 before it where it belongs to the Management API.
QString fullPathOf(const Api::WireRequest &request);

/// What is to change of one object: edits of its leaves, what is done to a user and no edit tells, or that the object
/// is made or deleted.
struct PlanItem
{
    ObjectRef object;
    QList<Json::LeafChange> changes;
    /// The object as it was seen when the edit was made, for the preview. Not saved: it may hold secrets.
    QByteArray seen{};
    /// What whoever decides should know: what a conversion loses, what could not be set. For people.
    QStringList notes{};
    QList<RequestPreview> saved{}; ///< of a plan that was read from a file; see previewOf()
    /// Of a relation: what the objects of the other side, which the leaves name by id, were called then.
    QHash<QString, QString> names{};
    /// Then there are no changes; the object is a user. One user may have several in a plan, an item each.
    std::optional<SupportAction> action{};
    std::optional<Creation> creation{}; ///< the item makes its object
    std::optional<Removal> removal{}; ///< the item deletes its object; then there are no changes
    /// Of a user's organizations: the user as seen when the edit was made, which tells whose they are. Not saved.
    QByteArray user{};

    friend bool operator==(const PlanItem &, const PlanItem &) = default;
};

/// An object that was asked for but stays as it is, and why.
struct Skipped
{
    ObjectRef object;
    QString reason;

    friend bool operator==(const Skipped &, const Skipped &) = default;
};

/// The Auth0 tenant a plan is bound to. It is not applied to another.
struct PlanTenant
{
    QString name; ///< of the profile
    QString origin; ///< `https://acme.eu.auth0.com`, or a loopback server's base URL
    Domain::Environment environment = Domain::Environment::Production;

    friend bool operator==(const PlanTenant &, const PlanTenant &) = default;
};
PlanTenant planTenant(const Domain::TenantProfile &profile);

/// Edits of the objects of one Auth0 tenant, ready to be looked at, applied and taken back. A value.
struct Plan
{
    QString id; ///< random; names its journal entry
    QDateTime made; ///< UTC
    QString title; ///< for people: what it is for
    PlanTenant tenant;
    QList<PlanItem> items; ///< one per object that is edited, and one per action
    QList<Skipped> skipped;
    QStringList notes{}; ///< what applying leads to beyond the objects themselves, for people
    QString customer{}; ///< whom an onboarding is of; empty for all other plans
    /// Findings that would appear, vanish or change, as foretold when the plan was made; for people.
    QStringList foretold{};
    QString reverts{}; ///< id of the plan that this one takes back; empty for none

    bool isEmpty() const { return items.isEmpty(); }
    friend bool operator==(const Plan &, const Plan &) = default;
};

/// A plan without items, with a new id.
Plan newPlan(const QString &title, const PlanTenant &tenant);

/// Requests that applying takes at least: a read before, the writes and, after edits, a read, for each item.
qsizetype requestCount(const Plan &plan);

/// The requests of an item with its secrets masked: made of `seen`, or as the file had them. Empty where neither is at
/// hand, or where the item would be refused.
QList<RequestPreview> previewOf(const PlanItem &item, const Json::SecretKeys &secrets);

/// The plan with each secret value as "[REDACTED]". A change whose value is masked can be neither applied nor taken
/// back.
Plan masked(const Plan &plan, const Json::SecretKeys &secrets);
bool holdsMask(const Json::LeafChange &change);

/// Why an item, once applied, cannot be taken back; nothing where it can, or where `seen` is not at hand to tell. A
/// connection that held both generations of password policy, say, cannot be given both again (DESIGN 3.5).
std::optional<QString> cannotUndo(const PlanItem &item, const Json::SecretKeys &secrets);

/// What takes the changes back; and for what cannot be taken back, why.
struct Inverse
{
    QList<PlanItem> items;
    QList<Skipped> impossible;
};
Inverse inverse(const QList<PlanItem> &items);

} // namespace Change
