#include "reports/definition.h"

#include "reports/sections.h"
#include "reports/translation.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

using Analysis::Need;

/// "2026-08-31 to 2026-11-29", of what tells what became otherwise; empty where nothing does, or all is told.
QString periodOf(const Definition &definition, const ReportInput &input)
{
    const bool tellsChanges
        = definition.sections.contains(u"changes"_s) || definition.sections.contains(u"comparison"_s);
    return tellsChanges && input.since.isValid()
        ? tr("%1 to %2")
              .arg(input.since.toUTC().date().toString(Qt::ISODate), input.made.toUTC().date().toString(Qt::ISODate))
        : QString();
}

/// "acme-prod", or "3 Auth0 tenants: acme-prod, acme-dev, wayne"; of a customer, "Acme in acme-prod".
QString coverOf(const Definition &definition, const ReportInput &input)
{
    QStringList names;
    QString customer;
    for (const TenantInput &tenant : input.tenants) {
        names.append(tenant.snapshot.name);
        const auto share = tenant.customers.shares.find(definition.customer);
        if (customer.isEmpty() && share != tenant.customers.shares.end()) {
            customer = share->second.name;
        }
    }
    const QString tenants = names.size() == 1
        ? names.first()
        : tr("%1 Auth0 tenants: %2").arg(QString::number(names.size()), names.join(u", "_s));
    return definition.customer.isEmpty() ? tenants : tr("%1 in %2").arg(customer, tenants);
}

/// Parts whose absence the cover tells; what else was not asked for is told where it is missed.
constexpr std::pair<Analysis::Need, const char *> coveredParts[] = {
    {Analysis::Need::Applications, QT_TRANSLATE_NOOP("Reports", "Applications")},
    {Analysis::Need::Connections, QT_TRANSLATE_NOOP("Reports", "Connections")},
    {Analysis::Need::Options, QT_TRANSLATE_NOOP("Reports", "Options of connections")},
    {Analysis::Need::Map, QT_TRANSLATE_NOOP("Reports", "What is enabled for what")},
    {Analysis::Need::Organizations, QT_TRANSLATE_NOOP("Reports", "Organizations")},
    {Analysis::Need::OrganizationConnections, QT_TRANSLATE_NOOP("Reports", "Connections of organizations")},
    {Analysis::Need::Settings, QT_TRANSLATE_NOOP("Reports", "The tenant's settings")},
};

Figures factsOf(const ReportInput &input)
{
    Figures facts;
    for (const TenantInput &tenant : input.tenants) {
        const Analysis::Snapshot &snapshot = tenant.snapshot;
        const QString read = snapshot.readAt.isValid()
            ? tr("read %1 UTC").arg(snapshot.readAt.toUTC().toString(u"yyyy-MM-dd HH:mm"_s))
            : tr("not read");
        facts.append(
            {u"tenant"_s,
             tenant.environment.isEmpty() ? tr("Auth0 tenant") : tr("Auth0 tenant, %1").arg(tenant.environment),
             snapshot.name, u"%1, %2"_s.arg(snapshot.domain, read)});
        const QString of = input.tenants.size() > 1 ? u" · "_s + snapshot.name : QString();
        for (const auto &[need, part] : coveredParts) {
            if (const auto why = snapshot.absent.find(need); why != snapshot.absent.end()) {
                facts.append({u"not-read"_s, tr("Not read") + of, tr(part), why->second, Tone::Near});
            }
        }
        for (const QString &note : tenant.notes) {
            facts.append({u"note"_s, tr("To be noted") + of, tr("Not whole"), note, Tone::Near});
        }
    }
    return facts;
}

} // namespace

const QList<SectionKind> &sectionKinds()
{
    // Figures of findings must not depend on what else was chosen: what all checks look at is read, but for what is
    // read only where somebody asks for it, and what the API does not have.
    const Analysis::Needs checks
        = Analysis::needsOf({}) & ~(Need::Credentials | Need::SecretHistory | Need::Plan | Need::Baseline);
    static const QList<SectionKind> kinds{
        {"summary"_L1, QT_TRANSLATE_NOOP("Reports", "Summary"),
         checks | Need::Applications | Need::Connections | Need::Organizations | Need::Map, summaryBlocks},
        {"limits"_L1, QT_TRANSLATE_NOOP("Reports", "Limits"),
         Need::Applications | Need::Connections | Need::Organizations | Need::Map, limitBlocks},
        {"findings"_L1, QT_TRANSLATE_NOOP("Reports", "Findings"), checks, findingBlocks},
        {"applications"_L1, QT_TRANSLATE_NOOP("Reports", "Applications"),
         Need::Applications | Need::Connections | Need::Map, applicationBlocks},
        {"connections"_L1, QT_TRANSLATE_NOOP("Reports", "Connections"),
         Need::Applications | Need::Connections | Need::Options | Need::Map, connectionBlocks},
        {"policies"_L1, QT_TRANSLATE_NOOP("Reports", "Password policies"), Need::Connections | Need::Options,
         policyBlocks},
        {"customers"_L1, QT_TRANSLATE_NOOP("Reports", "Customers"),
         Need::Applications | Need::Connections | Need::Organizations, customerBlocks},
        {"organizations"_L1, QT_TRANSLATE_NOOP("Reports", "Organizations"), Need::Organizations, organizationBlocks},
        {"users"_L1, QT_TRANSLATE_NOOP("Reports", "Users"), {}, userBlocks},
        {"changes"_L1, QT_TRANSLATE_NOOP("Reports", "Changes made with Tenantry"), {}, changeBlocks},
        {"comparison"_L1, QT_TRANSLATE_NOOP("Reports", "Compared with an earlier snapshot"),
         Need::Settings | Need::Applications | Need::Connections | Need::Options | Need::Organizations | Need::Map,
         comparisonBlocks},
    };
    return kinds;
}

const QList<Definition> &presets()
{
    static const QList<Definition> list{
        {u"support"_s,
         tr("Support overview"),
         {u"summary"_s, u"limits"_s, u"customers"_s, u"connections"_s, u"users"_s}},
        {u"security"_s,
         tr("Security review"),
         {u"summary"_s, u"findings"_s, u"limits"_s, u"policies"_s, u"applications"_s, u"connections"_s, u"changes"_s,
          u"comparison"_s}},
        {u"customer"_s,
         tr("Quarterly customer report"),
         {u"summary"_s, u"customers"_s, u"connections"_s, u"policies"_s, u"organizations"_s, u"applications"_s,
          u"users"_s, u"findings"_s, u"changes"_s, u"comparison"_s},
         {},
         false,
         90},
        {u"full"_s, tr("Everything"), sectionIds()},
    };
    return list;
}

const Definition *findPreset(QStringView id)
{
    const auto preset = std::ranges::find_if(presets(), [id](const Definition &one) { return one.id == id; });
    return preset == presets().end() ? nullptr : &*preset;
}

Definition definitionOf(const Domain::SavedReport &saved)
{
    Definition definition{
        .title = saved.name, .sections = saved.sections, .customer = saved.customer, .listsUsers = saved.listsUsers};
    definition.sections.removeIf([known = sectionIds()](const QString &id) { return !known.contains(id); });
    return definition;
}

QStringList sectionIds()
{
    QStringList ids;
    for (const SectionKind &kind : sectionKinds()) {
        ids.append(QString(kind.id));
    }
    return ids;
}

QString sectionTitle(QStringView id)
{
    for (const SectionKind &kind : sectionKinds()) {
        if (kind.id == id) {
            return tr(kind.title);
        }
    }
    return id.toString();
}

Analysis::Needs needsOf(const Definition &definition)
{
    // Customers are told by all three, and a report about one is cut out by them.
    Analysis::Needs needs = definition.customer.isEmpty()
        ? Analysis::Needs()
        : Need::Applications | Need::Connections | Need::Organizations | Need::OrganizationConnections;
    for (const SectionKind &kind : sectionKinds()) {
        if (definition.sections.contains(kind.id)) {
            needs |= kind.needs;
        }
    }
    return needs;
}

Report reportOf(const Definition &definition, const InputPtr &input)
{
    const auto facts = std::make_shared<const Facts>(input, definition);
    Report report;
    report.title = definition.title;
    report.subtitle = coverOf(definition, *input);
    if (const QString period = periodOf(definition, *input); !period.isEmpty()) {
        report.subtitle += u" \u00B7 "_s + period;
    }
    report.made = input->made.toUTC();
    report.facts = factsOf(*input);
    report.isForCustomer = facts->isOfCustomer;
    for (const QString &id : definition.sections) {
        for (const SectionKind &kind : sectionKinds()) {
            if (kind.id == id) {
                const bool isOurs = facts->isOfCustomer && kind.id == "changes"_L1; // not who made them with what
                report.sections.append({id, isOurs ? tr("Changes made") : tr(kind.title), kind.blocks(facts)});
            }
        }
    }
    return report;
}

} // namespace Reports
