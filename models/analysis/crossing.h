#pragma once

#include <QString>

namespace Analysis {

/// Something of one customer that is tied to what is another's. Names are hostile text. A value.
struct Crossing
{
    enum class Tie {
        ConnectionToApplication,
        ConnectionToOrganization,
        UserToOrganization,
    };

    Tie tie = Tie::ConnectionToApplication;
    QString target; ///< the application or organization
    QString targetCustomer;
    QString tied; ///< the connection or user
    QString tiedCustomer;

    friend bool operator==(const Crossing &, const Crossing &) = default;
};

/// Whose both are, and what it comes to; translated.
QString textOf(const Crossing &crossing);

} // namespace Analysis
