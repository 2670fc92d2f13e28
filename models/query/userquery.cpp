#include "query/userquery.h"

#include "query/columns.h"
#include "query/filterlexer.h"

using namespace Qt::StringLiterals;

namespace Query {

namespace {

constexpr qsizetype shortestInside = 3;
constexpr qsizetype mostWords = 6;

/// A term before or after which a wildcard may stand, which none within quotes may.
QString escaped(const QString &word)
{
    QString term;
    for (const QChar unit : word) {
        if (unit.unicode() < 0x80 && !unit.isLetterOrNumber()) {
            term += u'\\';
        }
        term += unit;
    }
    return term;
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

QString userQueryForWords(const QString &text)
{
    QStringList conditions;
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts).mid(0, mostWords);
    for (const QString &word : words) {
        const QString term = (word.size() < shortestInside ? QString() : u"*"_s) + escaped(word) + u'*';
        conditions << u"(email:%1 OR name:%1 OR username:%1)"_s.arg(term);
    }
    return conditions.join(u" AND "_s);
}

} // namespace Query
