#pragma once

#include "query/record.h"

#include <QHash>
#include <QSet>
#include <QStringList>

namespace Session {

/// The records of one kind of one tenant, in the order in which they came, found by id. A value.
class RecordSet
{
public:
    /// Shared, so that a worker can hold the list while this one moves on.
    const QList<Query::RecordPtr> &records() const { return m_records; }
    /// The record with this id, or nothing.
    Query::RecordPtr find(const QString &id) const;
    qsizetype size() const { return m_records.size(); }

    /// Replaces records with the same id in place and appends the others.
    void upsert(const QList<Query::RecordPtr> &records);
    /// Drops what is not named; returns the ids that went.
    QStringList retain(const QSet<QString> &ids);
    /// Drops what is named; returns the ids that were there.
    QStringList remove(const QSet<QString> &ids);
    void clear();

private:
    void reindex();

    QList<Query::RecordPtr> m_records;
    QHash<QString, qsizetype> m_index;
};

/// The same records in the tenant's column of which stands `name`; those that have it already are shared.
QList<Query::RecordPtr> withTenantName(const QList<Query::RecordPtr> &records, const QString &name);

QStringList idsOf(const QList<Query::RecordPtr> &records);

} // namespace Session
