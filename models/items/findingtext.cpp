#include "items/findingtext.h"

#include "items/translation.h"

#include "query/csvrow.h"
#include "query/markdownrow.h"
#include "json/finding_json.h"

using namespace Qt::StringLiterals;

namespace Items {

namespace {

QStringList shortTitles()
{
    return {tr("Severity"), tr("Tenant"), tr("Customer"), tr("Subject"), tr("What is wrong")};
}

QStringList shortCells(const FindingRow &row)
{
    return {titleOf(row.finding.severity), row.tenantName, row.customer, row.finding.subject.name,
            row.finding.waiver ? textOf(*row.finding.waiver) + u" · "_s + row.finding.message : row.finding.message};
}

} // namespace

QString findingsAsCsv(const QList<FindingRow> &rows)
{
    QString text = Query::csvRow(shortTitles()
                                 << tr("Kind") << tr("ID") << tr("Check") << tr("Why it matters") << tr("What to do")
                                 << tr("Source") << tr("Waived until") << tr("Waived by") << tr("Note"));
    for (const FindingRow &row : rows) {
        const Domain::Finding &finding = row.finding;
        const Domain::Waiver waiver = finding.waiver.value_or(Domain::Waiver());
        text += Query::csvRow(shortCells(row) << Domain::wordOf(finding.subject.kind) << finding.subject.id
                                              << finding.check << finding.reason << finding.advice << finding.source
                                              << waiver.until.toString(Qt::ISODate) << waiver.by << waiver.note);
    }
    return text;
}

QString findingsAsMarkdown(const QList<FindingRow> &rows)
{
    QString text = Query::markdownHead(shortTitles());
    for (const FindingRow &row : rows) {
        text += Query::markdownRow(shortCells(row));
    }
    return text;
}

QString findingsAsJson(const QList<FindingRow> &rows)
{
    QByteArray text = "[";
    for (const FindingRow &row : rows) {
        text += (text.size() > 1 ? ",\n" : "\n") + Json::write(row.finding, row.tenantName);
    }
    return QString::fromUtf8(text + "\n]\n");
}

} // namespace Items
