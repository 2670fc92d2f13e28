#include "query/filter.h"

#include <QByteArray>

#include <cstdint>
#include <cstdlib>

// Whatever is typed into the filter line is understood or refused with a place inside the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto filter = Query::Filter::parse(Query::Kind::Connections, text);
    if (!filter) {
        if (filter.error().offset < 0 || filter.error().offset > text.size()) {
            std::abort();
        }
        return 0;
    }
    Query::Record record;
    record.cells.resize(Query::columnsOf(Query::Kind::Connections).size());
    record.original = R"({"id":"con_1","options":{"a":[1,"b",null]}})";
    (void)filter->matches(record);
    return 0;
}
