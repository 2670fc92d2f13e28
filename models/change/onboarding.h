#pragma once

#include "change/plan.h"
#include "domain/passwordpolicy.h"

#include <QMap>

namespace Change {

/// The metadata that rules find a customer by: keys and what stands there.
using MetadataTexts = QMap<QString, QString>;

/// A database connection for a new customer, made like another. A value.
struct NewConnection
{
    QString name{};
    QString displayName{}; ///< empty: Auth0 shows the name
    ObjectRef model{}; ///< a database connection of Auth0's own
    QByteArray modelText{}; ///< as it was seen
    MetadataTexts metadata{};
    QList<ObjectRef> applications{}; ///< it is enabled for these, which exist
    /// Legacy or Flexible: what is copied of a model that holds both, of which Auth0 takes one in a request.
    std::optional<Domain::PolicyGeneration> policy{};

    friend bool operator==(const NewConnection &, const NewConnection &) = default;
};

/// An application for a new customer, made like another. A value.
struct NewApplication
{
    QString name{};
    ObjectRef model{};
    QByteArray modelText{};
    QStringList callbacks{};
    MetadataTexts metadata{};
    QList<ObjectRef> connections{}; ///< enabled for it, beside the new one; they exist
    /// Auth0 enables every connection for a new application (tenant flag enable_client_connections): those beside
    /// `connections` are turned off for this one again.
    bool turnsOthersOff = false;
    QList<ObjectRef> turnedOff{}; ///< these are; needed for the plan alone

    friend bool operator==(const NewApplication &, const NewApplication &) = default;
};

/// An organization for a new customer. A value.
struct NewOrganization
{
    QString name{};
    QString displayName{};
    QString logo{}; ///< an https address; empty: Auth0's
    QString primary{}; ///< "#rrggbb"; empty with the next: Auth0's
    QString background{};
    MetadataTexts metadata{};
    QList<ObjectRef> connections{}; ///< it gets these, beside the new one; they exist
    bool assignsMembership = true; ///< who signs in with the new connection becomes a member
    bool showsButton = false; ///< of the new connection, among those of the organization

    friend bool operator==(const NewOrganization &, const NewOrganization &) = default;
};

/// How a new customer is held in one Auth0 tenant: in one of these ways, or in several together. A value.
struct Onboarding
{
    QString customer{}; ///< its name
    std::optional<NewConnection> connection{};
    std::optional<NewApplication> application{};
    std::optional<NewOrganization> organization{};

    bool isEmpty() const { return !connection && !application && !organization; }
    friend bool operator==(const Onboarding &, const Onboarding &) = default;
};

/// What of an onboarding Auth0 would refuse, or would not be what is meant: what, why, and what to do; for a person.
QStringList problemsOf(const Onboarding &onboarding);

/// Whether a connection that something is to be made like holds both generations of password policy: which of them
/// Auth0 applies is not documented, so that somebody chooses.
bool holdsBothPolicies(const QByteArray &model);
/// Why nothing can be made like this connection or application; nothing where it can.
std::optional<QString> modelProblem(ObjectKind kind, const QByteArray &model);

/// The plan that makes everything and puts it together. Of the models it copies what copiedMembers() names, and is
/// refused when applied where that is another by then.
Plan onboardingPlan(const Onboarding &onboarding, const PlanTenant &tenant);

} // namespace Change
