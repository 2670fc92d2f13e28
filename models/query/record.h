#pragma once

#include "domain/id.h"

#include <QByteArray>
#include <QList>

#include <memory>
#include <variant>

namespace Query {

/// The kinds of object that have a table. Policies are the password policies of the database connections: the same
/// objects as Connections, seen otherwise. Customers are no objects of Auth0: rules find them in the others.
enum class Kind { Tenants, Customers, Applications, Connections, Policies, Organizations, Users, Logs };

/// The kind whose objects are read for a table of this one.
constexpr Kind sourceOf(Kind kind)
{
    return kind == Kind::Policies ? Kind::Connections : kind;
}

/// One cell. `std::monostate` is "not known": not read yet, or not sent. Times are ISO 8601 texts in UTC, so that they
/// compare as texts do.
using Value = std::variant<std::monostate, bool, qint64, QString>;

/// One object as tables, filters and the command line see it: a cell per column of its kind, in the order of
/// columnsOf(). Flat and immutable, so that a worker thread can hold it while the table moves on.
struct Record
{
    Domain::TenantId tenant;
    QString id; ///< Auth0's id, unique within tenant and kind
    QList<Value> cells;
    QByteArray original; ///< as Auth0 sent it; holds secrets
};

using RecordPtr = std::shared_ptr<const Record>;

/// The text of a cell for sorting, copying and matching; empty where it is not known.
QString textOf(const Value &value);

} // namespace Query
