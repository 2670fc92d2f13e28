#pragma once

#include "json/pointer.h"

#include <QByteArray>

#include <optional>

namespace Json {

/// How one leaf of a document is to change. A leaf is whatever is no object on both sides: a list is one leaf, since
/// its entries have no names; an object that comes or goes is one too. Values are compact JSON texts. A value.
struct LeafChange
{
    Pointer pointer;
    std::optional<QByteArray> before; ///< nothing where the leaf was not there
    std::optional<QByteArray> after; ///< nothing where it goes
    /// Of a leaf that comes or goes: the member before it on the side that has it, nothing where it is the first. Puts
    /// it back where it stood.
    std::optional<QString> follows;

    /// The change that takes this one back.
    LeafChange inverse() const { return {pointer, after, before, follows}; }

    friend bool operator==(const LeafChange &, const LeafChange &) = default;
};

} // namespace Json
