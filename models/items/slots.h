#pragma once

#include "query/record.h"

#include <QHash>

namespace Items {

/// The records a table draws from, each in a slot that stays its own: rows move, slots do not, so that an order worked
/// out on another thread still means the same records when it comes back. A value; the list is shared, not copied.
class Slots
{
public:
    /// One entry per slot; nothing where the record was removed.
    const QList<Query::RecordPtr> &records() const { return m_records; }
    qsizetype live() const { return m_live; }

    /// The object's slot, or -1.
    int find(const Domain::TenantId &tenant, const QString &id) const;
    /// Puts a record into its slot; true where the slot is new.
    bool upsert(const Query::RecordPtr &record);
    /// Puts a record that stood with another tenant into the slot that it had there; false where it had none.
    bool move(const Domain::TenantId &before, const Query::RecordPtr &record);
    /// Empties the object's slot and returns it; -1 where there is none.
    int remove(const Domain::TenantId &tenant, const QString &id);
    void clear();

private:
    QList<Query::RecordPtr> m_records;
    QHash<Domain::TenantId, QHash<QString, int>> m_index;
    qsizetype m_live = 0;
};

} // namespace Items
