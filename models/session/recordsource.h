#pragma once

#include "api/listing.h"
#include "query/record.h"

namespace Session {

/// A list of objects as a list of their records: `make` runs where the page is parsed, which for a large page is
/// another thread. So it must be pure and hold values only.
template <typename T, typename Make>
Api::ListSource<Query::RecordPtr> recordsFrom(const Api::ListSource<T> &source, Make make)
{
    Api::ListSource<Query::RecordPtr> records;
    records.paging = source.paging;
    records.pageSize = source.pageSize;
    records.cap = source.cap;
    records.priority = source.priority;
    records.idOf = [](const Query::RecordPtr &record) { return record->id; };
    records.request = [request = source.request, make](const Api::PageQuery &query) {
        const Api::Request<Api::Page<T>> objects = request(query);
        using Records = Api::Page<Query::RecordPtr>;
        return Api::Request<Records>{
            objects.wire, [parse = objects.parse, make](const Api::WireReply &reply) -> Api::Outcome<Records> {
                const Api::Outcome<Api::Page<T>> page = parse(reply);
                if (!page) {
                    return tl::make_unexpected(page.error());
                }
                Records made{{}, page->next, page->total};
                made.items.reserve(page->items.size());
                for (const T &object : page->items) {
                    made.items.append(std::make_shared<const Query::Record>(make(object)));
                }
                return made;
            }};
    };
    return records;
}

} // namespace Session
