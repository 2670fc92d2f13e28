#pragma once

#include "policy/policydeviation.h"
#include "json/leafchange.h"

namespace Policy {

/// What a change of one leaf does to the password policy that holds it; the pointer is from the connection
/// (/options/passwordPolicy, /options/password_options/history/size...), the leaf a value, or an object that comes or
/// goes. Nothing where the leaf is no part of a policy, or nothing changes by it.
///
/// The leaf is judged for itself: what else switches its part on is taken to be on, and a leaf that is not there has
/// its default. A level is judged with the length it brings along, as if none were written out. Leaves that come or go
/// because a connection changes its generation say nothing one by one: ask settingChanges() then (changesGeneration()).
std::optional<Direction> strengthChange(const Json::LeafChange &change);

/// Whether the leaf of a connection is part of one of its password policies.
bool isOfPolicy(const Json::Pointer &pointer);

/// Whether these changes, of one connection, bring or take away one of the two generations as a whole.
bool changesGeneration(const QList<Json::LeafChange> &changes);

/// What is different after a change of a connection, in the generation it ends with: of each entry `found` is after and
/// `wanted` before. Of a connection that held both generations, the same generation before speaks. A level is judged
/// with the length it brings along, unless one is written out.
QList<Deviation> settingChanges(const EffectivePolicy &before, const EffectivePolicy &after);

/// What these come to. A level speaks through the settings it brings along.
std::optional<Direction> combined(const QList<Deviation> &deviations);

} // namespace Policy
