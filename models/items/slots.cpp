#include "items/slots.h"

namespace Items {

int Slots::find(const Domain::TenantId &tenant, const QString &id) const
{
    const auto ofTenant = m_index.constFind(tenant);
    return ofTenant == m_index.constEnd() ? -1 : ofTenant->value(id, -1);
}

bool Slots::upsert(const Query::RecordPtr &record)
{
    QHash<QString, int> &ofTenant = m_index[record->tenant];
    const auto found = ofTenant.constFind(record->id);
    if (found != ofTenant.constEnd()) {
        m_records[*found] = record;
        return false;
    }
    ofTenant.insert(record->id, int(m_records.size()));
    m_records.append(record);
    ++m_live;
    return true;
}

bool Slots::move(const Domain::TenantId &before, const Query::RecordPtr &record)
{
    const auto ofTenant = m_index.find(before);
    const int slot = ofTenant == m_index.end() ? -1 : ofTenant->value(record->id, -1);
    if (slot < 0 || find(record->tenant, record->id) >= 0) {
        return false;
    }
    ofTenant->remove(record->id);
    m_index[record->tenant].insert(record->id, slot);
    m_records[slot] = record;
    return true;
}

int Slots::remove(const Domain::TenantId &tenant, const QString &id)
{
    const auto ofTenant = m_index.find(tenant);
    const int slot = ofTenant == m_index.end() ? -1 : ofTenant->value(id, -1);
    if (slot >= 0) {
        ofTenant->remove(id);
        m_records[slot].reset();
        --m_live;
    }
    return slot;
}

void Slots::clear()
{
    *this = {};
}

} // namespace Items
