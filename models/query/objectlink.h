#pragma once

#include "query/record.h"

#include <tl/expected.hpp>

namespace Query {

/// A link that names one object for somebody else's window, as in a ticket:
///
///     tenantry://TENANT                 an Auth0 tenant
///     tenantry://TENANT/KIND/ID         an object of it
///
/// TENANT is the domain, or the name of a saved profile; KIND one of applications, connections, organizations, users
/// and customers. It holds no secret, and nothing can be asked for by it but to be shown.
struct ObjectLink
{
    QString tenant;
    Kind kind = Kind::Tenants;
    QString id; ///< empty for Kind::Tenants

    friend bool operator==(const ObjectLink &, const ObjectLink &) = default;
};

/// Longest link that is read, in characters.
inline constexpr qsizetype longestLink = 1000;

/// Reads a link that came from anywhere: whatever is not exactly of the form above is refused. The error is a sentence
/// for people that says what is wrong, and repeats nothing of the link.
tl::expected<ObjectLink, QString> readLink(QStringView text);
/// The link's text, in ASCII; empty where an id has characters that no link may carry.
QString linkText(const ObjectLink &link);

} // namespace Query
