#include "query/unknownfields.h"

#include "query/nearestword.h"

#include <QCoreApplication>

namespace Query {

void UnknownFields::look(const Record &record)
{
    if (m_missing && m_missing->isEmpty()) {
        return;
    }
    const QStringList missing = m_filter.pathsMissingIn(record);
    if (!m_missing) {
        m_missing = missing;
    } else {
        m_missing->removeIf([&missing](const QString &field) { return !missing.contains(field); });
    }
}

QString UnknownFields::first() const
{
    return m_missing ? m_missing->value(0) : QString();
}

QString UnknownFields::text() const
{
    const QString field = first();
    if (field.isEmpty()) {
        return {};
    }
    const QString nearest = nearestColumn(m_filter.kind(), field);
    const QString none = QCoreApplication::translate("Query", "No object has a field “%1”.").arg(field);
    return nearest.isEmpty() ? none
                             : none + u' ' + QCoreApplication::translate("Query", "Did you mean “%1”?").arg(nearest);
}

QString nearestColumn(Kind kind, const QString &word)
{
    QStringList ids;
    for (const Column &column : columnsOf(kind)) {
        ids.append(QString(column.id));
    }
    return nearestWord(word, ids);
}

} // namespace Query
