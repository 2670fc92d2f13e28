#include "items/copytext.h"

#include "api/shelltext.h"
#include "query/csvrow.h"
#include "query/markdownrow.h"
#include "query/policyrecord.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace Items {

namespace {

QStringList cellsOf(Query::Kind kind, const Query::Record &record, const QList<int> &columns)
{
    QStringList cells;
    for (const int column : columns) {
        cells.append(kind == Query::Kind::Policies ? Query::policyText(record, column)
                                                   : Query::textOf(record.cells.at(column)));
    }
    return cells;
}

QStringList titlesOf(Query::Kind kind, const QList<int> &columns)
{
    QStringList titles;
    for (const int column : columns) {
        titles.append(Query::titleOf(Query::columnsOf(kind).at(column)));
    }
    return titles;
}

QLatin1StringView pathOf(Query::Kind kind)
{
    return kind == Query::Kind::Applications ? "clients"_L1 : Query::wordFor(Query::sourceOf(kind));
}

QByteArray jsonOf(Query::Kind kind, const Query::Record &record, const Json::SecretKeys &secrets)
{
    if (kind == Query::Kind::Policies) {
        if (const auto row = Policy::policyRow(record.original)) {
            return Policy::json(*row, Query::textAt(record, kind, u"tenant"));
        }
    }
    return Json::masked(record.original, secrets);
}

} // namespace

QString asCsv(Query::Kind kind, const QList<Query::RecordPtr> &records, const QList<int> &columns)
{
    QString text = Query::csvRow(titlesOf(kind, columns));
    for (const Query::RecordPtr &record : records) {
        text += Query::csvRow(cellsOf(kind, *record, columns));
    }
    return text;
}

QString asMarkdown(Query::Kind kind, const QList<Query::RecordPtr> &records, const QList<int> &columns)
{
    QString text = Query::markdownHead(titlesOf(kind, columns));
    for (const Query::RecordPtr &record : records) {
        text += Query::markdownRow(cellsOf(kind, *record, columns));
    }
    return text;
}

QString asJson(Query::Kind kind, const QList<Query::RecordPtr> &records, const Json::SecretKeys &secrets)
{
    QByteArray text = "[";
    for (const Query::RecordPtr &record : records) {
        text += (text.size() > 1 ? ",\n" : "\n") + jsonOf(kind, *record, secrets);
    }
    return QString::fromUtf8(text + "\n]\n");
}

QString asCurl(Query::Kind kind, const QList<Query::RecordPtr> &records, const QString &baseUrl)
{
    QString text;
    for (const Query::RecordPtr &record : records) {
        const QString id = QString::fromLatin1(QUrl::toPercentEncoding(record->id));
        const QString url = u"%1/api/v2/%2/%3"_s.arg(baseUrl, pathOf(kind), id);
        text += u"curl -H \"Authorization: Bearer $TOKEN\" "_s + Api::shellQuoted(url) + u'\n';
    }
    return text;
}

} // namespace Items
