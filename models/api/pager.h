#pragma once

#include "api/page.h"

#include <QSet>
#include <QStringList>

namespace Api {

/// How far a listing got: the true statement to show beside its items.
struct Extent
{
    enum class End {
        Complete,
        Capped, ///< Auth0 gives no more than 1,000 of this list
        RepeatedCursor, ///< Auth0 named the same next page twice
        Short, ///< the pages ended before Auth0's own count
    };

    qint64 read = 0; ///< distinct items
    std::optional<qint64> total; ///< Auth0's own count, where it gives one
    End end = End::Complete;

    bool isPartial() const { return end != End::Complete; }
    /// "1,000", or "partial: 1,000 of 5,230": translated, with the locale's digits.
    QString text() const;

    friend bool operator==(const Extent &, const Extent &) = default;
};

/// What a pager needs to know of a page.
struct PageFacts
{
    QStringList ids; ///< one per item, in order; an empty id is never taken for a repetition
    QString next;
    std::optional<qint64> total;
};

/// Decides which page comes next and which items are new: paging without a network. Lists change while they are read,
/// so an item may come twice; it counts once.
class Pager
{
public:
    /// `cap` is the number of items beyond which Auth0 refuses offset paging; 0 for none.
    Pager(Paging paging, int pageSize, qint64 cap);

    PageQuery first() const;

    struct Step
    {
        QList<qsizetype> fresh; ///< indexes of the items not seen before
        std::optional<PageQuery> next; ///< nothing: the listing is over
    };
    Step accept(const PageFacts &page);

    const Extent &extent() const { return m_extent; }

private:
    std::optional<PageQuery> nextByCursor(const PageFacts &page);
    std::optional<PageQuery> nextByOffset(const PageFacts &page);

    Paging m_paging;
    int m_pageSize;
    qint64 m_cap;
    int m_page = 0;
    int m_emptyPages = 0;
    QSet<QString> m_seen;
    QSet<QString> m_cursors;
    QStringList m_lastIds;
    Extent m_extent;
};

} // namespace Api
