#include "reports/customerwords.h"
#include "reports/sections.h"
#include "reports/translation.h"
#include "reports/words.h"

#include "domain/connection.h"
#include "domain/locklimit.h"

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

void add(Query::ConnectionCounts &counts, Domain::ConnectionKind kind)
{
    switch (kind) {
    case Domain::ConnectionKind::Database:
        ++counts.database;
        break;
    case Domain::ConnectionKind::Enterprise:
        ++counts.enterprise;
        break;
    case Domain::ConnectionKind::Social:
        ++counts.social;
        break;
    case Domain::ConnectionKind::Passwordless:
        ++counts.passwordless;
        break;
    case Domain::ConnectionKind::Unknown:
        break;
    }
}

Facts::OfTenant factsOf(const TenantInput &tenant)
{
    Facts::OfTenant facts;
    const Analysis::Snapshot &snapshot = tenant.snapshot;
    const int kind = Query::columnIndex(Query::Kind::Connections, u"kind");
    if (snapshot.connections) {
        for (const Query::RecordPtr &record : *snapshot.connections) {
            const QString word = Query::textOf(record->cells.at(kind));
            for (const auto candidate : {Domain::ConnectionKind::Database, Domain::ConnectionKind::Enterprise,
                                         Domain::ConnectionKind::Social, Domain::ConnectionKind::Passwordless}) {
                if (Query::wordFor(candidate) == word) {
                    facts.kinds.insert(record->id, candidate);
                }
            }
        }
    }
    if (snapshot.enabled && snapshot.applications) {
        for (const Query::RecordPtr &application : *snapshot.applications) {
            Query::ConnectionCounts counts;
            for (const QString &connection : snapshot.enabled->value(application->id)) {
                add(counts, facts.kinds.value(connection, Domain::ConnectionKind::Unknown));
                ++facts.applications[connection];
            }
            facts.counts.insert(application->id, counts);
        }
    }
    for (const Domain::Finding &finding : tenant.audit.findings) {
        if (finding.waiver) {
            ++facts.waived;
        } else {
            ++facts.findings.at(size_t(finding.severity));
        }
    }
    return facts;
}

} // namespace

Facts::Facts(InputPtr of, const Definition &definition)
    : input(std::move(of))
    , listsUsers(definition.listsUsers)
    , isOfCustomer(!definition.customer.isEmpty())
    , hasPolicies(definition.sections.contains(u"policies"_s))
    , hasSummary(definition.sections.contains(u"summary"_s))
    , hasFindings(definition.sections.contains(u"findings"_s))
{
    for (const TenantInput &tenant : input->tenants) {
        tenants.append(factsOf(tenant));
    }
}

QList<Block> missingChecks(const FactsPtr &facts)
{
    const auto titlesOf = [&facts](const QList<Analysis::Gap> &gaps) {
        QStringList titles;
        for (const Analysis::Gap &gap : gaps) {
            for (const QString &check : gap.checks) {
                titles.append(facts->isOfCustomer ? customerCheckWords(check) : checkWords(check));
            }
        }
        titles.removeDuplicates();
        return titles.join(u"; "_s);
    };
    QStringList texts; // in the order in which they come
    QHash<QString, QStringList> tenants; // whose a text is
    const auto add = [&texts, &tenants](const QString &text, const TenantInput &tenant) {
        if (!tenants.contains(text)) {
            texts.append(text);
        }
        tenants[text].append(tenant.snapshot.name);
    };
    for (const TenantInput &tenant : facts->input->tenants) {
        if (facts->isOfCustomer) { // whom reasons that lie in our settings do not help
            if (const QString titles = titlesOf(tenant.audit.gaps); !titles.isEmpty()) {
                add(tr("Not looked at this time: %1.").arg(titles), tenant);
            }
            continue;
        }
        for (const Analysis::Gap &gap : tenant.audit.gaps) {
            add(tr("Not checked: %1. %2").arg(titlesOf({gap}), gap.reason), tenant);
        }
    }
    QList<Block> blocks;
    for (const QString &text : std::as_const(texts)) {
        const QStringList &names = tenants[text];
        // A customer is in some, and must not take them for all there are.
        const bool areAll = names.size() == facts->input->tenants.size() && !facts->isOfCustomer;
        const QString whose = !facts->hasSeveralTenants() ? QString()
            : areAll                                      ? tr("All Auth0 tenants: ")
                                                          : names.join(u", "_s) + u": "_s;
        blocks.append(Text{whose + text, Tone::Muted});
    }
    return blocks;
}

QList<Column> tenantColumn(const FactsPtr &facts)
{
    return facts->hasSeveralTenants() ? QList<Column>{{u"tenant"_s, tr("Tenant"), Query::ColumnType::Text, 12}}
                                      : QList<Column>();
}

QList<Query::Value> tenantCell(const FactsPtr &facts, const TenantInput &tenant)
{
    return facts->hasSeveralTenants() ? QList<Query::Value>{tenant.snapshot.name} : QList<Query::Value>();
}

QList<Block> absentBlocks(const FactsPtr &facts, Analysis::Need need)
{
    QList<Block> blocks;
    for (const TenantInput &tenant : facts->input->tenants) {
        const auto why = tenant.snapshot.absent.find(need);
        if (why != tenant.snapshot.absent.end()) {
            blocks.append(Text{facts->isOfCustomer ? tr("%1: not read.").arg(tenant.snapshot.name)
                                                   : tr("%1: not read. %2").arg(tenant.snapshot.name, why->second),
                               Tone::Near});
        }
    }
    return blocks;
}

Tone toneOf(Domain::Severity severity)
{
    switch (severity) {
    case Domain::Severity::Low:
        return Tone::Watch;
    case Domain::Severity::Medium:
        return Tone::Near;
    case Domain::Severity::High:
        return Tone::Full;
    case Domain::Severity::Critical:
        return Tone::Over;
    }
    return Tone::Plain;
}

Tone toneOf(Domain::LockLevel level)
{
    switch (level) {
    case Domain::LockLevel::Fine:
        return Tone::Ok;
    case Domain::LockLevel::Watch:
        return Tone::Watch;
    case Domain::LockLevel::Near:
        return Tone::Near;
    case Domain::LockLevel::Full:
        return Tone::Full;
    case Domain::LockLevel::Over:
        return Tone::Over;
    }
    return Tone::Plain;
}

} // namespace Reports
