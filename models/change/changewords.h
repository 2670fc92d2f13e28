#pragma once

#include "change/plan.h"
#include "policy/direction.h"

namespace Change {

/// One line of an edit as people read it. A value.
struct ChangeWords
{
    Json::LeafChange leaf; ///< of an object that comes or goes: one of its own leaves; of an action: none, the whole
    QString title; ///< see fieldTitle(); empty where the leaf has no name but its pointer
    QString before; ///< "1 (default)", "off", JSON; empty where nothing was there
    QString after; ///< the same; empty where it goes
    /// What it does to a password policy; nothing where it is no part of one.
    std::optional<Policy::Direction> direction{};

    friend bool operator==(const ChangeWords &, const ChangeWords &) = default;
};

/// The changes of an item, down to the leaves that have names of their own: of a policy that comes or goes as a whole,
/// its settings.
QList<Json::LeafChange> namedLeaves(const PlanItem &item);

/// The changes of an item, masked already, as people read them. Where Auth0 fills a default in for what is not there,
/// it is told, as far as `seen` is at hand: the whole object before. An object that comes or goes is told by its leaves
/// where these have names of their own.
QList<ChangeWords> wordsOf(const PlanItem &item, const QByteArray &seen);
/// "▼ weaker" or "◆ looser": what asks for less than before, as the table and the editor of policies tell it. Empty
/// for the others.
QString markOf(std::optional<Policy::Direction> direction);
/// The mark of a whole item: that of what weakens it most. Empty where nothing does.
QString markOf(const QList<ChangeWords> &words);

/// A value of a leaf as wordsOf() tells it.
QString valueText(ObjectKind kind, const Json::Pointer &pointer, const QByteArray &value);

} // namespace Change
