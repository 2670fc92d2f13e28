#include "items/arrangement.h"

#include <QCollator>

#include <algorithm>
#include <vector>

namespace Items {

namespace {

/// One row with the key of the sorted column, worked out once instead of at each comparison.
struct NumberKey
{
    qint64 key;
    qsizetype row;
};

struct TextKey
{
    QCollatorSortKey key;
    qsizetype row;
};

/// Splits the rows by whether their cell is known, and sorts those that are.
class Sorter
{
public:
    Sorter(const QList<Query::RecordPtr> &records, int column, Qt::SortOrder order)
        : m_records(records)
        , m_column(column)
        , m_order(order)
    { }

    QList<Query::RecordPtr> run(Query::ColumnType type)
    {
        if (type == Query::ColumnType::Number || type == Query::ColumnType::Flag) {
            sortNumbers();
        } else {
            sortTexts();
        }
        QList<Query::RecordPtr> sorted;
        sorted.reserve(m_records.size());
        for (const qsizetype row : m_known) {
            sorted.append(m_records.at(row));
        }
        for (const qsizetype row : m_unknown) {
            sorted.append(m_records.at(row));
        }
        return sorted;
    }

private:
    void sortNumbers()
    {
        std::vector<NumberKey> keys;
        keys.reserve(std::size_t(m_records.size()));
        for (qsizetype row = 0; row < m_records.size(); ++row) {
            const Query::Value &cell = m_records.at(row)->cells.at(m_column);
            if (const auto *number = std::get_if<qint64>(&cell)) {
                keys.push_back({*number, row});
            } else if (const auto *flag = std::get_if<bool>(&cell)) {
                keys.push_back({*flag ? 1 : 0, row});
            } else {
                m_unknown.push_back(row);
            }
        }
        sort(keys, [](const NumberKey &left, const NumberKey &right) { return left.key < right.key; });
    }

    void sortTexts()
    {
        // "db-2" before "db-10", whatever the case: names of connections count their customers.
        QCollator collator;
        collator.setNumericMode(true);
        collator.setCaseSensitivity(Qt::CaseInsensitive);
        std::vector<TextKey> keys;
        keys.reserve(std::size_t(m_records.size()));
        for (qsizetype row = 0; row < m_records.size(); ++row) {
            const auto *text = std::get_if<QString>(&m_records.at(row)->cells.at(m_column));
            if (text) {
                keys.push_back({collator.sortKey(*text), row});
            } else {
                m_unknown.push_back(row);
            }
        }
        sort(keys, [](const TextKey &left, const TextKey &right) { return left.key.compare(right.key) < 0; });
    }

    template <typename Key, typename Less> void sort(std::vector<Key> &keys, Less less)
    {
        if (m_order == Qt::AscendingOrder) {
            std::stable_sort(keys.begin(), keys.end(), less);
        } else {
            std::stable_sort(keys.begin(), keys.end(),
                             [less](const Key &left, const Key &right) { return less(right, left); });
        }
        m_known.reserve(keys.size());
        for (const Key &key : keys) {
            m_known.push_back(key.row);
        }
    }

    const QList<Query::RecordPtr> &m_records;
    const int m_column;
    const Qt::SortOrder m_order;
    std::vector<qsizetype> m_known;
    std::vector<qsizetype> m_unknown;
};

} // namespace

bool Arranger::hasSorted(const QList<Query::RecordPtr> &records, const ArrangeBy &by) const
{
    return m_column == by.column && m_order == by.order && m_records.isSharedWith(records);
}

QList<Query::RecordPtr> Arranger::arrange(const QList<Query::RecordPtr> &records, const ArrangeBy &by,
                                          const std::atomic_bool &cancelled)
{
    if (!hasSorted(records, by)) {
        m_records = records;
        m_column = by.column;
        m_order = by.order;
        m_sorted = by.column < 0
            ? records
            : Sorter(records, by.column, by.order).run(Query::columnsOf(by.kind).at(by.column).type);
    }
    if (by.filter.isEmpty() && by.strategyKind.isEmpty()) {
        return m_sorted;
    }
    const int kindColumn = by.strategyKind.isEmpty() ? -1 : Query::columnIndex(by.kind, u"kind");
    QList<Query::RecordPtr> rows;
    qsizetype walked = 0;
    for (const Query::RecordPtr &record : std::as_const(m_sorted)) {
        if (++walked % 1024 == 0 && cancelled) {
            return {};
        }
        if (kindColumn >= 0 && Query::textOf(record->cells.at(kindColumn)) != by.strategyKind) {
            continue;
        }
        if (by.filter.matches(*record)) {
            rows.append(record);
        }
    }
    return rows;
}

} // namespace Items
