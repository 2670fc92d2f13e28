#pragma once

#include "query/filter.h"

#include <atomic>

namespace Items {

/// What a table shows of its records: a filter and an order. A value.
struct ArrangeBy
{
    Query::Kind kind = Query::Kind::Connections;
    Query::Filter filter;
    QString strategyKind; ///< connections of this kind only; empty: all
    int column = -1; ///< sorted by this column; -1: as they came
    Qt::SortOrder order = Qt::AscendingOrder;
};

/// Keeps what the next arrangement of the same records can use: the order before the filter, so that a keystroke costs
/// one walk and no sorting. Used by one thread at a time.
class Arranger
{
public:
    /// The rows in their order; empty when `cancelled` turned true meanwhile. Cells that are not known come last in
    /// either order; equal cells keep the order in which they came.
    QList<Query::RecordPtr> arrange(const QList<Query::RecordPtr> &records, const ArrangeBy &by,
                                    const std::atomic_bool &cancelled);

private:
    bool hasSorted(const QList<Query::RecordPtr> &records, const ArrangeBy &by) const;

    QList<Query::RecordPtr> m_records;
    QList<Query::RecordPtr> m_sorted;
    int m_column = -1;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace Items
