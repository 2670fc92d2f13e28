#include "session/recordset.h"

namespace Session {

Query::RecordPtr RecordSet::find(const QString &id) const
{
    const auto found = m_index.constFind(id);
    return found == m_index.constEnd() ? nullptr : m_records.at(*found);
}

void RecordSet::upsert(const QList<Query::RecordPtr> &records)
{
    if (m_index.isEmpty()) {
        m_index.reserve(records.size());
        m_records.reserve(records.size());
    }
    for (const Query::RecordPtr &record : records) {
        const auto found = m_index.constFind(record->id);
        if (found == m_index.constEnd()) {
            m_index.insert(record->id, m_records.size());
            m_records.append(record);
        } else {
            m_records[*found] = record;
        }
    }
}

QStringList RecordSet::retain(const QSet<QString> &ids)
{
    QStringList gone;
    QList<Query::RecordPtr> kept;
    for (const Query::RecordPtr &record : std::as_const(m_records)) {
        if (ids.contains(record->id)) {
            kept.append(record);
        } else {
            gone.append(record->id);
        }
    }
    if (!gone.isEmpty()) {
        m_records = std::move(kept);
        reindex();
    }
    return gone;
}

QStringList RecordSet::remove(const QSet<QString> &ids)
{
    QSet<QString> kept;
    for (const Query::RecordPtr &record : std::as_const(m_records)) {
        if (!ids.contains(record->id)) {
            kept.insert(record->id);
        }
    }
    return retain(kept);
}

void RecordSet::clear()
{
    m_records.clear();
    m_index.clear();
}

void RecordSet::reindex()
{
    m_index.clear();
    m_index.reserve(m_records.size());
    for (qsizetype i = 0; i < m_records.size(); ++i) {
        m_index.insert(m_records.at(i)->id, i);
    }
}

QList<Query::RecordPtr> withTenantName(const QList<Query::RecordPtr> &records, const QString &name)
{
    constexpr qsizetype tenantCell = 0; // of every kind, says Query::columnsOf()
    QList<Query::RecordPtr> named;
    named.reserve(records.size());
    for (const Query::RecordPtr &record : records) {
        const auto *earlier = std::get_if<QString>(&record->cells.at(tenantCell));
        if (earlier && *earlier == name) {
            named.append(record);
            continue;
        }
        auto copy = std::make_shared<Query::Record>(*record);
        copy->cells[tenantCell] = name;
        named.append(copy);
    }
    return named;
}

QStringList idsOf(const QList<Query::RecordPtr> &records)
{
    QStringList ids;
    ids.reserve(records.size());
    for (const Query::RecordPtr &record : records) {
        ids.append(record->id);
    }
    return ids;
}

} // namespace Session
