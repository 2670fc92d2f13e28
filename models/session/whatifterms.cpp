#include "session/whatifterms.h"

#include "session/tenantsession.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Session {

WhatIfTerms::WhatIfTerms(const TenantSession &session, Query::Kind kind)
{
    QHash<QString, QString> firstOf; // id by name
    for (const Query::RecordPtr &record : session.records(kind)) {
        const QString name = Query::textAt(*record, kind, u"name");
        const auto twin = firstOf.constFind(name);
        if (twin != firstOf.cend()) {
            m_labels[*twin] = *twin;
        } else {
            firstOf.insert(name, record->id);
        }
        const bool isPlain = twin == firstOf.cend() && !name.isEmpty() && !name.contains(u'"');
        m_labels.insert(record->id, isPlain ? name : record->id);
    }
}

QStringList WhatIfTerms::labels() const
{
    QStringList labels = m_labels.values();
    std::sort(labels.begin(), labels.end(),
              [](const QString &one, const QString &other) { return one.compare(other, Qt::CaseInsensitive) < 0; });
    return labels;
}

QString oneMoreFor(const TenantSession &session, const QString &application)
{
    return u"add 1 connection for %1"_s.arg(WhatIfTerms(session, Query::Kind::Applications).termOf(application));
}

} // namespace Session
