#include "query/unknownfields.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>
#include <vector>

namespace Query {

namespace {

constexpr int mostSlips = 2;

/// Letters to put in, take out or change (Levenshtein).
int distance(QStringView left, QStringView right)
{
    std::vector<int> row(std::size_t(right.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < left.size(); ++i) {
        int diagonal = row[0];
        row[0] = int(i) + 1;
        for (std::size_t j = 1; j < row.size(); ++j) {
            const bool isSame = left.at(i).toCaseFolded() == right.at(qsizetype(j) - 1).toCaseFolded();
            const int changed = diagonal + (isSame ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

} // namespace

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
    QString nearest;
    int least = mostSlips + 1;
    for (const Column &column : columnsOf(kind)) {
        const QString id(column.id);
        // Of a short word, two slips leave nothing.
        const int slips = distance(word, id);
        if (slips < least && slips < word.size() - 1) {
            least = slips;
            nearest = id;
        }
    }
    return nearest;
}

} // namespace Query
