#include "reports/customerwords.h"
#include "reports/sections.h"
#include "reports/translation.h"
#include "reports/words.h"

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

QString customerOf(const TenantInput &tenant, const Domain::FindingSubject &subject)
{
    using Kind = Domain::FindingSubject::Kind;
    QString key;
    switch (subject.kind) {
    case Kind::Connection:
        key = tenant.customers.ownerOf(Domain::CustomerObject::Kind::Connection, subject.id);
        break;
    case Kind::Application:
        key = tenant.customers.ownerOf(Domain::CustomerObject::Kind::Application, subject.id);
        break;
    case Kind::Organization:
        key = tenant.customers.ownerOf(Domain::CustomerObject::Kind::Organization, subject.id);
        break;
    case Kind::Tenant:
    case Kind::User:
        break;
    }
    const auto share = tenant.customers.shares.find(key);
    return share == tenant.customers.shares.end() ? QString() : share->second.name;
}

/// Who accepted it, and why, is for those alone who write the report.
QString waiverText(const FactsPtr &facts, const Domain::Finding &finding)
{
    if (!finding.waiver) {
        return {};
    }
    const QString until = finding.waiver->until.toString(Qt::ISODate);
    return facts->isOfCustomer ? tr("until %1").arg(until)
                               : tr("until %1 by %2: %3").arg(until, finding.waiver->by, finding.waiver->note);
}

} // namespace

QList<Block> findingBlocks(const FactsPtr &facts)
{
    QList<Block> blocks = missingChecks(facts);
    Table table{
        .id = u"findings"_s,
        .title = {},
        .kind = u"finding"_s,
        .columns = QList<Column>{{u"severity"_s, tr("Severity"), Query::ColumnType::Text, 7}} + tenantColumn(facts)
            + (facts->isOfCustomer ? QList<Column>()
                                   : QList<Column>{{u"customer"_s, tr("Customer"), Query::ColumnType::Text, 10}})
            + QList<Column>{{u"subject"_s, tr("Subject"), Query::ColumnType::Text, facts->isOfCustomer ? 24 : 14},
                            {u"message"_s, tr("What is wrong"), Query::ColumnType::Text, 28},
                            {u"advice"_s, facts->isOfCustomer ? tr("What mends it") : tr("What to do"),
                             Query::ColumnType::Text, 28},
                            {u"waived"_s, tr("Waived"), Query::ColumnType::Text, 12},
                            {u"check"_s, tr("Check"), Query::ColumnType::Text, 16,
                             facts->isOfCustomer ? customerCheckWords : checkWords}},
        .rows = {},
        .whenEmpty = tr("Nothing was found by the checks that ran."),
        .listed = facts->isOfCustomer ? u"subject"_s : QString()};
    for (const TenantInput &tenant : facts->input->tenants) {
        table.count += tenant.audit.findings.size();
    }
    table.rows = [facts](const TakeRow &take) {
        qsizetype place = 1;
        for (const TenantInput &tenant : facts->input->tenants) {
            for (const Domain::Finding &finding : tenant.audit.findings) {
                QList<Query::Value> cells{titleOf(finding.severity)};
                cells += tenantCell(facts, tenant);
                if (!facts->isOfCustomer) {
                    cells.append(customerOf(tenant, finding.subject));
                }
                const bool isHidden = finding.subject.kind == Domain::FindingSubject::Kind::User && !facts->listsUsers;
                const Domain::FindingSubject subject
                    = isHidden ? Domain::FindingSubject{finding.subject.kind, {}, tr("a user")} : finding.subject;
                cells.append(subject.name);
                if (facts->isOfCustomer) {
                    cells += QList<Query::Value>{finding.check == "policy.baseline"_L1 ? deviationWords(finding.message)
                                                                                       : finding.message,
                                                 customerAdvice(finding.check, finding.advice)};
                } else {
                    cells += QList<Query::Value>{finding.message, finding.advice};
                }
                cells += QList<Query::Value>{waiverText(facts, finding), finding.check};
                // An object may have several: a key that a table of all values goes by.
                const QString id = finding.check + u' ' + (isHidden ? QString::number(place) : subject.id);
                ++place;
                if (!take({id, subject.name, cells, finding.waiver ? Tone::Muted : toneOf(finding.severity)})) {
                    return;
                }
            }
        }
    };
    blocks.append(table);
    return blocks;
}

} // namespace Reports
