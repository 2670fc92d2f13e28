#pragma once

#include "store/statewriter.h"

namespace Store {

/// Writes one state as a snapshot between others of its tenant, within a transaction of the caller: what spans its
/// place is split where it was otherwise then.
class PastWriter
{
public:
    /// `place` is free, and `next` is that of the snapshot behind it. The state outlives it.
    PastWriter(Database &database, const TenantState &state, const Json::SecretKeys &secrets, qint64 tenant,
               qint64 place, qint64 next);

    void write(Part part, const QList<HashedObject> &objects);
    /// Pairs with an object that the state does not hold are left out. After the objects.
    void writePairs(Part relation);

    qint64 count(Part part) const;

private:
    qint64 objectId(Part part, const HashedObject &object);

    Database &m_database;
    const TenantState &m_state;
    qint64 m_tenant;
    qint64 m_place;
    qint64 m_next;
    std::map<Part, QHash<QString, qint64>> m_ids; ///< of the objects that the state holds
    std::map<Part, qint64> m_counts;
    Contents m_contents;
};

} // namespace Store
