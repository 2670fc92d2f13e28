#pragma once

#include "domain/id.h"

namespace Domain {

/// Something that the window can lead to: an action of its own, or an object of an Auth0 tenant. Ids only, so that it
/// can be remembered.
struct Place
{
    TenantId tenant; ///< empty for an action
    QString kind; ///< "action", or the word of a kind of object: "connections"
    QString id; ///< of the action or the object; a tenant is its own object

    friend bool operator==(const Place &, const Place &) = default;
    friend size_t qHash(const Place &place, size_t seed = 0)
    {
        return qHashMulti(seed, place.tenant, place.kind, place.id);
    }
};

} // namespace Domain
