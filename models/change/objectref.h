#pragma once

#include <QHashFunctions>
#include <QString>

#include <optional>

namespace Change {

/// What an edit is of. The last three are relations, edited as an object whose members are the ids of the other side.
enum class ObjectKind {
    Connection,
    Application,
    Organization,
    User,
    ConnectionClients, ///< of a connection: `{"<client_id>": true}` for each application it is enabled for
    OrganizationConnections, ///< of an organization: `{"<connection_id>": {its switches}}`
    UserOrganizations, ///< of a user: `{"<organization_id>": true}` for each organization with the user as a member
};

/// Which object an edit is of, within one Auth0 tenant. A value.
struct ObjectRef
{
    ObjectKind kind = ObjectKind::Connection;
    QString id; ///< of a relation: of the connection, the organization, or the user
    QString name; ///< for people; not part of what the reference means

    friend bool operator==(const ObjectRef &left, const ObjectRef &right)
    {
        return left.kind == right.kind && left.id == right.id;
    }
    friend size_t qHash(const ObjectRef &object, size_t seed = 0)
    {
        return qHashMulti(seed, int(object.kind), object.id);
    }
};

/// The word for a kind in files: "connection", "connection-clients"...
QString wordOf(ObjectKind kind);
std::optional<ObjectKind> objectKindFor(QStringView word);
/// "the connection acme", for sentences.
QString described(const ObjectRef &object);

} // namespace Change
