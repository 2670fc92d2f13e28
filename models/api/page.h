#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace Api {

/// How Auth0 pages a list. Offset ends at 1,000 items; checkpoint has no end.
enum class Paging { Offset, Checkpoint };

/// Which page to ask for.
struct PageQuery
{
    Paging paging = Paging::Checkpoint;
    int size = 100; ///< `per_page` or `take`
    int page = 0; ///< Offset only; from 0
    QString from{}; ///< Checkpoint only: the cursor; empty asks for the first page

    friend bool operator==(const PageQuery &, const PageQuery &) = default;
};

/// One page as Auth0 answered it.
template <typename T> struct Page
{
    QList<T> items;
    QString next; ///< the cursor of the next page; empty at the end or with offset paging
    std::optional<qint64> total; ///< with offset paging, where Auth0 says so
};

} // namespace Api
