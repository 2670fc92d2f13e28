#pragma once

#include "query/filter.h"

#include <QCollator>

#include <atomic>
#include <vector>

namespace Items {

/// What a table shows of its records: a filter and an order. A value.
struct Arrangement
{
    Query::Kind kind = Query::Kind::Connections;
    Query::Filter filter;
    QString connectionKind; ///< connections of this kind only ("database"); empty: all
    quint64 filterVersion = 1; ///< another number for another filter or connectionKind: filters cannot be compared
    int column = -1; ///< sorted by this column; -1: as they came
    Qt::SortOrder order = Qt::AscendingOrder;
};

/// How texts of a table are ordered: as the user's language does, whatever the case, and "db-2" before "db-10", since
/// names of connections count their customers.
QCollator collatorForNames();

/// Works out which records are shown, and in which order, from a list whose entries keep their places (Slots). Keeps
/// what the next arrangement can use: sort keys, the order, and which records pass the filter. So a keystroke costs one
/// walk and no sorting, and a page of new records costs its own sorting and a merge. Used by one thread at a time.
class Arranger
{
public:
    /// The slots of the rows, or an unfinished list once `cancelled` is true. Cells that are not known come last in
    /// either order; equal cells keep the order of their slots.
    QList<int> arrange(const QList<Query::RecordPtr> &records, const Arrangement &wanted,
                       const std::atomic_bool &cancelled);

    /// Keys worked out so far; for tests of growth.
    quint64 keysMade() const { return m_keysMade; }
    /// Records held against a filter so far; for tests of growth.
    quint64 recordsMatched() const { return m_recordsMatched; }

private:
    struct Key
    {
        bool isKnown = false;
        qint64 number = 0;
        std::optional<QCollatorSortKey> text;
    };

    std::vector<int> changedSlots(const QList<Query::RecordPtr> &records) const;
    bool makeKeys(const QList<Query::RecordPtr> &records, const std::vector<int> &changed, const Arrangement &wanted,
                  const std::atomic_bool &cancelled);
    Key keyOf(const Query::Value &cell, const QCollator &collator) const;
    void sort(const QList<Query::RecordPtr> &records, const std::vector<int> &changed);
    bool goesBefore(int left, int right) const;
    bool match(const QList<Query::RecordPtr> &records, const std::vector<int> &changed, const Arrangement &wanted,
               const std::atomic_bool &cancelled);

    QList<Query::RecordPtr> m_records; ///< those that keys, order and passes are about
    int m_column = -1;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    std::vector<Key> m_keys; ///< by slot; empty while as they came
    std::vector<int> m_sorted; ///< all slots that hold a record
    std::vector<char> m_passes; ///< by slot
    quint64 m_filterVersion = 0; ///< of m_passes; 0: none
    quint64 m_keysMade = 0;
    quint64 m_recordsMatched = 0;
};

} // namespace Items
