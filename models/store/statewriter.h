#pragma once

#include "store/database.h"
#include "store/tenantstate.h"

#include "json/mask.h"

#include <QVariant>

namespace Store {

/// An object on its way into the file: its bytes are masked and hashed before the file is locked for writing.
struct HashedObject
{
    const Object *object = nullptr; ///< of the state
    QByteArray hash; ///< of the masked body
};

/// The objects of one part of a state, in its order. The state outlives the result.
QList<HashedObject> hashed(const QList<Object> &objects, const Json::SecretKeys &secrets);

/// The bodies in the file, equal ones once.
class Contents
{
public:
    Contents(Database &database, const Json::SecretKeys &secrets);

    /// The number of a body, which is put in where it is missing.
    qint64 of(const HashedObject &object);

private:
    const Json::SecretKeys &m_secrets;
    Statement m_find;
    Statement m_add;
};

/// What tells an object of a part apart for good: of a connection its strategy; else NULL.
QVariant classOf(Part part, const QByteArray &body);

/// Writes one state as the next snapshot of its tenant, within a transaction of the caller.
class StateWriter
{
public:
    /// `place`: the last of the tenant's. The state outlives it.
    StateWriter(Database &database, const TenantState &state, const Json::SecretKeys &secrets, qint64 tenant,
                qint64 place);

    void write(Part part, const QList<HashedObject> &objects);
    /// Pairs with an object that the state does not hold are left out. After the objects.
    void writePairs(Part relation);

    qint64 added() const { return m_added; }
    qint64 changed() const { return m_changed; }
    qint64 gone() const { return m_gone; }
    qint64 count(Part part) const;

private:
    Database &m_database;
    const TenantState &m_state;
    qint64 m_tenant;
    qint64 m_place; ///< of the snapshot
    std::map<Part, QHash<QString, qint64>> m_ids; ///< of the objects that the state holds
    std::map<Part, qint64> m_counts;
    qint64 m_added = 0;
    qint64 m_changed = 0;
    qint64 m_gone = 0;
    Contents m_contents;
    Statement m_addObject;
    Statement m_openVersion;
    Statement m_closeVersion;
    Statement m_openEdge;
    Statement m_closeEdge;
};

} // namespace Store
