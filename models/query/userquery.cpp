#include "query/userquery.h"

#include "query/columns.h"

using namespace Qt::StringLiterals;

namespace Query {

namespace {

/// As one term, whatever is in it.
QString quoted(QString text)
{
    return u'"' + text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
}

} // namespace

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
