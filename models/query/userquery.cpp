#include "query/userquery.h"

#include "query/columns.h"
#include "query/filterlexer.h"

using namespace Qt::StringLiterals;

namespace Query {

QString userQueryFor(Kind kind, const Record &record)
{
    switch (sourceOf(kind)) {
    case Kind::Connections:
        return u"identities.connection:"_s + quoted(textAt(record, Kind::Connections, u"name"));
    case Kind::Organizations:
        return u"organization_id:"_s + quoted(record.id);
    default:
        return {};
    }
}

} // namespace Query
