#pragma once

#include "change/plan.h"
#include "policy/direction.h"

#include <QSet>

#include <functional>

namespace Change {

/// One thing in which an object differs from its like of another customer, and what carries it over. A value.
struct LikenessStep
{
    enum class Aspect { Policy, Switch, Branding, Metadata, Application, Connection };

    /// A place in the object that gets a value, or loses it.
    struct Assignment
    {
        Json::Pointer pointer;
        std::optional<QByteArray> value;

        friend bool operator==(const Assignment &, const Assignment &) = default;
    };

    Aspect aspect = Aspect::Policy;
    ObjectRef object; ///< the one that changes
    QString title; ///< what differs, for people; may hold hostile names
    QString before; ///< for people; empty where there is none
    QString after;
    bool takesAway = false; ///< the object has it, and its like has not
    QList<Assignment> assignments{};
    /// What it makes of the policy or the switch; nothing where it is neither.
    std::optional<Policy::Direction> direction{};

    /// Less is there, or asked for, than before: nothing to do without being told.
    bool weakens() const { return takesAway || (direction && Policy::asksForLess(*direction)); }
    friend bool operator==(const LikenessStep &, const LikenessStep &) = default;
};

/// What making one object like another comes to. Names, ids, secrets, domains and users are in no step.
struct Likeness
{
    QList<LikenessStep> steps;
    QList<Skipped> left; ///< what differs and stays, and why

    Likeness &operator+=(const Likeness &other);
    friend bool operator==(const Likeness &, const Likeness &) = default;
};

/// The object that is to become like another: as it was seen, with what is staged for it.
struct LikenessSubject
{
    ObjectRef object;
    QByteArray seen;
    QList<Json::LeafChange> staged{};
};

/// Which texts tell whose something is: they stay with their customer.
struct Identity
{
    QStringList keys; ///< of metadata, which the customer rules look at
    std::function<bool(const QString &)> isNamedIn; ///< either customer is named in a text
    Json::SecretKeys secrets{};
};

/// How the other side of a relation translates.
struct RelationTerms
{
    QHash<QString, QString> likes; ///< the ids of the model's side, and whom each stands for here
    QSet<QString> own; ///< ids that have no like: they stay as they are
    QHash<QString, QString> names; ///< by id
};

/// The password policy as a whole, each in its own generation, and the switches beside it. `model`: the connection as
/// Auth0 holds it. Nothing where either is no database connection.
Likeness policyLikeness(const QByteArray &model, const LikenessSubject &subject);
/// Logo and colours of an organization's page.
Likeness brandingLikeness(const QByteArray &model, const LikenessSubject &subject, const Identity &identity);
/// Key by key.
Likeness metadataLikeness(const QByteArray &model, const LikenessSubject &subject, const Identity &identity);
/// For which applications a connection is enabled, or which connections an organization has and how they behave.
Likeness relationLikeness(const QByteArray &model, const LikenessSubject &subject, const RelationTerms &terms);

/// What the steps come to, one item for each object that any is of, on top of what is staged: for the change tray.
QList<PlanItem> itemsOf(const QList<LikenessSubject> &subjects, const QList<LikenessStep> &steps);

} // namespace Change
