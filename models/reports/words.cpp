#include "reports/words.h"

#include "analysis/check.h"
#include "analysis/customerwaytitle.h"
#include "policy/policytitles.h"
#include "query/typewords.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

using Domain::CustomerWay;

constexpr CustomerWay allWays[] = {CustomerWay::Connection, CustomerWay::Application, CustomerWay::AppMetadata,
                                   CustomerWay::Tenant, CustomerWay::Organization};

} // namespace

QString wayWords(const QString &ways)
{
    const QStringList words = ways.split(u", "_s);
    std::set<CustomerWay> known;
    for (const CustomerWay way : allWays) {
        if (words.contains(QString(Domain::wordOf(way)))) {
            known.insert(way);
        }
    }
    return Analysis::titleOf(known);
}

QString checkWords(const QString &check)
{
    const Analysis::Check *known = Analysis::findCheck(check);
    return known == nullptr ? check : Analysis::titleOf(*known);
}

QString deviationWords(const QString &text)
{
    static const QRegularExpression named(u"(?:^|: |; )([a-z_]+)(?= )"_s);
    QString told;
    qsizetype end = 0;
    for (const QRegularExpressionMatch &match : named.globalMatch(text)) {
        if (const std::optional<Policy::Key> key = Policy::keyFor(match.capturedView(1))) {
            told += text.sliced(end, match.capturedStart(1) - end) + Policy::titleOf(*key);
            end = match.capturedEnd(1);
        }
    }
    return told + text.sliced(end);
}

Words wordsFor(Query::Kind kind, QStringView column)
{
    if (kind == Query::Kind::Applications && column == u"type") {
        return Query::applicationTypeText;
    }
    return kind == Query::Kind::Policies && column == u"deviating" ? deviationWords : nullptr;
}

} // namespace Reports
