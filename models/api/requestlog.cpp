#include "api/requestlog.h"

#include "api/redaction.h"

#include <QLoggingCategory>

#include <algorithm>

Q_LOGGING_CATEGORY(lcApi, "tenantry.api", QtInfoMsg)

namespace Api {

quint64 RequestLog::begin(RequestRecord record)
{
    record.id = ++m_lastId;
    record.path = redacted(record.path);
    if (m_records.size() >= capacity)
        m_records.removeFirst();
    m_records.append(record);
    Q_EMIT began(record);
    return record.id;
}

void RequestLog::end(const RequestRecord &record)
{
    const auto known = std::find_if(m_records.rbegin(), m_records.rend(),
                                    [&record](const RequestRecord &candidate) { return candidate.id == record.id; });
    if (known == m_records.rend())
        return;
    RequestRecord ended = record;
    ended.path = known->path;
    ended.finished = true;
    *known = ended;
    qCDebug(lcApi).noquote() << verbName(ended.verb) << ended.path << ended.status << ended.took.count() << "ms"
                             << ended.bytes << "bytes";
    Q_EMIT this->ended(ended);
}

} // namespace Api
