#pragma once

#include "change/plan.h"

namespace Items {

/// Requests as a person reads them. A value.
struct RequestText
{
    /// A part of the text, in UTF-16 units.
    struct Span
    {
        qsizetype start = 0;
        qsizetype length = 0;

        friend bool operator==(const Span &, const Span &) = default;
    };

    QString text;
    QList<Span> changed; ///< members of the bodies that the edit is about; the others are sent back as they are
};

/// The exact requests of an item as text: method and path, the scopes, the body indented, its secrets masked. Where it
/// would be refused, or the object is not at hand, it says so instead.
RequestText requestText(const Change::PlanItem &item, const Json::SecretKeys &secrets);
/// The same requests as curl commands for a shell, whose token is `$TOKEN`. A body that holds a secret is left out: a
/// masked one would overwrite it.
QString requestsAsCurl(const Change::PlanItem &item, const Json::SecretKeys &secrets, const QString &baseUrl);
/// What taking the item back would change, or why it cannot be taken back.
QString undoText(const Change::PlanItem &item, const Json::SecretKeys &secrets);

} // namespace Items
