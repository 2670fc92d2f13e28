#pragma once

#include "policy/policysetting.h"

namespace Policy {

/// What people call a setting: "Minimum length".
QString titleOf(Key key);

/// A leaf of one of the two policies, as people call it.
struct LeafName
{
    Key key = Key::MinLength; ///< the setting that the leaf is, or is a part of
    QString title;
};
/// `way` leads there from the options of a connection: "password_history/size". Nothing for what is no leaf that
/// Tenantry knows. Legacy and flexible leaves of one meaning have one name.
std::optional<LeafName> leafName(const QString &way);

} // namespace Policy
