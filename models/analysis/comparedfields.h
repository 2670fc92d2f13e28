#pragma once

#include "analysis/documenteddefaults.h"
#include "json/mask.h"
#include "json/pointer.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>

#include <map>
#include <optional>

namespace Analysis {

/// What an export says that it does not hold, of one kind. A value.
struct LeftOut
{
    QSet<QString> objects; ///< by their names: they, and pairs with them, are not compared
    QHash<QString, QSet<QString>> members; ///< of objects that are there, by their names: pointers
};
using LeftOutByKind = std::map<ComparedKind, LeftOut>;

/// How two states are compared. A value.
struct ComparisonTerms
{
    Json::SecretKeys secrets;
    bool betweenTenants = false; ///< objects are matched by their names, and ids tell nothing
    bool withExport = false; ///< one side is an export of auth0-deploy-cli, which leaves out what cannot be written
    LeftOutByKind leftOut{}; ///< by such an export, beside what every one leaves out
};

/// A leaf that is another one on either side, as it stands there, secrets masked. A value.
struct FieldDifference
{
    Json::Pointer pointer;
    std::optional<QByteArray> before; ///< compact JSON; nothing where it is not there
    std::optional<QByteArray> after;
    QString member; ///< of a pair of a relation: what the object of the other side is called; else empty

    friend bool operator==(const FieldDifference &, const FieldDifference &) = default;
};

/// What an object means otherwise than before, in the order of its members. An absent leaf equals null, an empty text
/// or list, and Auth0's documented default; lists are compared as sets but for the few whose order means something;
/// times of change and what only Auth0 writes are left out; a masked secret equals any other. Both texts are of one
/// object; one that is no JSON counts as empty.
QList<FieldDifference> fieldDifferences(ComparedKind kind, const QByteArray &before, const QByteArray &after,
                                        const ComparisonTerms &terms);

/// Whether the order of a list's entries means nothing.
bool isSet(ComparedKind kind, const Json::Pointer &pointer);

} // namespace Analysis
