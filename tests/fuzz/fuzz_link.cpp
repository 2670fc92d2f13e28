#include "query/objectlink.h"

#include <QByteArray>

#include <cstdint>
#include <cstdlib>

// Whatever a web page or a ticket calls a link of ours is refused, or is one that is written as it was read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    for (const QString &link : {text, QStringLiteral("tenantry://") + text}) {
        const auto read = Query::readLink(link);
        const QString again = read ? Query::linkText(*read) : QString();
        // A link of characters that all have to be encoded may become too long to be one.
        if (!again.isEmpty() && Query::readLink(again) != read) {
            std::abort();
        }
    }
    return 0;
}
