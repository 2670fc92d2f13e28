#pragma once

#include "json/leafchange.h"
#include "json/value.h"

#include <QList>

namespace Json {

/// The value at the pointer, or nullptr. Owned by `root`.
const Value *valueAt(const Value &root, const Pointer &pointer);

/// Sets the value at the pointer, or removes it where there is none; objects on the way are made, a list takes an index
/// or "-" for a new entry at its end. False, and nothing changed, where something on the way is neither, or where there
/// is nothing to remove.
bool assign(Value &root, const Pointer &pointer, const std::optional<Value> &value);

/// Equal as JSON: the order of an object's members means nothing, that of a list's entries does.
bool isSame(const Value &left, const Value &right);

/// What makes `after` of `before`, in the order of `after`, what goes last. Members in another order are no change.
QList<LeafChange> leafChanges(const Value &before, const Value &after);

/// What takes the changes back, in the order in which they must go: the last first.
QList<LeafChange> inverse(const QList<LeafChange> &changes);

/// A leaf that somebody else changed meanwhile.
struct LeafConflict
{
    LeafChange change; ///< what was seen, and what was wanted
    std::optional<QByteArray> now; ///< what is there

    friend bool operator==(const LeafConflict &, const LeafConflict &) = default;
};

/// A document after the changes that fit it.
struct Merge
{
    Value value;
    QList<LeafConflict> conflicts; ///< of these, nothing is in `value`
    qsizetype applied = 0; ///< the others are so already

    bool changesNothing() const { return applied == 0; }
};

/// Applies to `now` each change whose leaf is as it was seen; a leaf that already is as wanted stays. Every other byte
/// of meaning in `now` is kept: the three-way merge of "seen", "wanted" and "now", leaf by leaf.
Merge merge(const Value &now, const QList<LeafChange> &changes);

} // namespace Json
