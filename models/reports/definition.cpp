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

/// "acme-prod", or "3 Auth0 tenants: acme-prod, acme-dev, wayne".
QString tenantsOf(const ReportInput &input)
{
    QStringList names;
    for (const TenantInput &tenant : input.tenants) {
        names.append(tenant.snapshot.name);
    }
    return names.size() == 1 ? names.first()
                             : tr("%1 Auth0 tenants: %2").arg(QString::number(names.size()), names.join(u", "_s));
}

/// What it covers: Auth0 tenants and days; of a customer, whose name stands in the title, the days where it has some.
QString coverOf(const Definition &definition, const ReportInput &input)
{
    QString period = periodOf(definition, input);
    if (!definition.customer.isEmpty() && !period.isEmpty()) {
        return period;
    }
    const QString tenants = tenantsOf(input);
    return period.isEmpty() ? tenants : tenants + u" \u00B7 "_s + period;
}

/// The customer whom the report is about; empty where it is about all.
QString customerOf(const Definition &definition, const ReportInput &input)
{
    for (const TenantInput &tenant : input.tenants) {
        const auto share = tenant.customers.shares.find(definition.customer);
        if (share != tenant.customers.shares.end()) {
            return share->second.name;
        }
    }
    return {};
}

/// What the reports that come with the program are called where they are about one customer.
constexpr std::pair<QLatin1StringView, const char *> customerTitles[] = {
    {"support"_L1, QT_TRANSLATE_NOOP("Reports", "%1: support overview")},
    {"security"_L1, QT_TRANSLATE_NOOP("Reports", "%1: security review")},
    {"customer"_L1, QT_TRANSLATE_NOOP("Reports", "%1: quarterly report")},
    {"full"_L1, QT_TRANSLATE_NOOP("Reports", "%1: full report")},
};

/// "Acme: quarterly report"; a title that was given stands, and names the customer too.
QString titleOf(const Definition &definition, const ReportInput &input)
{
    const QString customer = customerOf(definition, input);
    if (customer.isEmpty() || definition.title.contains(customer, Qt::CaseInsensitive)) {
        return definition.title;
    }
    const Definition *preset = findPreset(definition.id);
    if (preset != nullptr && preset->title == definition.title) {
        for (const auto &[id, title] : customerTitles) {
            if (id == definition.id) {
                return tr(title).arg(customer);
            }
        }
    }
    return tr("%1: %2").arg(customer, definition.title);
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

/// "auth0.example.com, read 2026-11-29 10:00 UTC".
QString readText(const TenantInput &tenant)
{
    const Analysis::Snapshot &snapshot = tenant.snapshot;
    const auto utc = [](const QDateTime &time) { return time.toUTC().toString(u"yyyy-MM-dd HH:mm"_s); };
    const QString read = tenant.asOf.isValid() ? tr("as of %1 UTC").arg(utc(tenant.asOf))
        : snapshot.readAt.isValid()            ? tr("read %1 UTC").arg(utc(snapshot.readAt))
                                               : tr("not read");
    return snapshot.domain == snapshot.name ? read : u"%1, %2"_s.arg(snapshot.domain, read);
}

/// Why nothing was read of it; empty where nobody knows.
QString whyUnread(const TenantInput &tenant)
{
    QStringList reasons;
    for (const auto &[need, why] : tenant.snapshot.absent) {
        reasons.append(why);
    }
    reasons.removeDuplicates();
    return reasons.join(u' ');
}

/// The parts of which less than all is there, though they were read.
Analysis::Needs readInPart(const TenantInput &tenant)
{
    const Analysis::Snapshot &snapshot = tenant.snapshot;
    Analysis::Needs parts = tenant.notWhole;
    parts.setFlag(Need::Applications, parts.testFlag(Need::Applications) && snapshot.applications);
    parts.setFlag(Need::Connections, parts.testFlag(Need::Connections) && snapshot.connections);
    parts.setFlag(Need::Organizations, parts.testFlag(Need::Organizations) && snapshot.organizations);
    parts.setFlag(Need::Map, parts.testFlag(Need::Map) && snapshot.enabled);
    parts.setFlag(Need::OrganizationConnections,
                  parts.testFlag(Need::OrganizationConnections) && snapshot.organizationConnections);
    return parts;
}

/// What a customer is told: which parts, and no reason, since that may name others.
Figures customersGaps(const TenantInput &tenant, const QString &of)
{
    Figures facts;
    const auto add = [&facts](const QString &title, const QString &what) {
        if (!what.isEmpty()) {
            facts.append({u"note"_s, title, what, {}, Tone::Near});
        }
    };
    add(tr("Not whole") + of, partTitles(readInPart(tenant), true).join(u"; "_s));
    add(tr("To be noted") + of, tenant.hasMoved ? tr("Something was changed while it was read") : QString());
    return facts;
}

/// What was not read, or not whole. Why lies in the settings of those who look after the Auth0 tenant: no customer is
/// told, nor of what is nobody's in particular.
Figures gapsOf(const TenantInput &tenant, const QString &of, bool isForCustomer)
{
    Figures facts;
    if (tenant.isUnread()) {
        return {{u"not-read"_s, tr("Not read") + of, tr("All of it"), isForCustomer ? QString() : whyUnread(tenant),
                 Tone::Near}};
    }
    for (const auto &[need, part] : coveredParts) {
        const auto why = tenant.snapshot.absent.find(need);
        if (why != tenant.snapshot.absent.end() && !(isForCustomer && need == Need::Settings)) {
            facts.append(
                {u"not-read"_s, tr("Not read") + of, tr(part), isForCustomer ? QString() : why->second, Tone::Near});
        }
    }
    if (isForCustomer) {
        facts += customersGaps(tenant, of);
    } else if (!tenant.notes.isEmpty()) {
        facts.append({u"note"_s, tr("To be noted") + of, tr("Not whole"), tenant.notes.join(u"; "_s), Tone::Near});
    }
    return facts;
}

Figures factsOf(const ReportInput &input, bool isForCustomer)
{
    Figures facts;
    for (const TenantInput &tenant : input.tenants) {
        facts.append(
            {u"tenant"_s,
             tenant.environment.isEmpty() ? tr("Auth0 tenant") : tr("Auth0 tenant, %1").arg(tenant.environment),
             tenant.snapshot.name, readText(tenant)});
        const QString of = input.tenants.size() > 1 ? u" \u00B7 "_s + tenant.snapshot.name : QString();
        facts += gapsOf(tenant, of, isForCustomer);
    }
    if (input.unread > 0) {
        facts.append({u"not-read"_s, tr("Not read"), tr("Other Auth0 tenants: %1").arg(input.unread),
                      tr("What may be there is not in this report."), Tone::Near});
    }
    return facts;
}

/// Whether a section tells a customer nothing but that there is nothing. That nothing was found is told.
bool isIdle(const Section &section, const Facts &facts)
{
    if (section.id == "customers"_L1 && facts.hasSummary && !facts.hasSeveralTenants()) {
        return true; // which has the same numbers
    }
    const auto tells = [](const Block &block) {
        if (const auto *text = std::get_if<Text>(&block)) {
            return text->tone == Tone::Near; // not read
        }
        if (const auto *figures = std::get_if<Figures>(&block)) {
            return std::ranges::any_of(
                *figures, [](const Figure &figure) { return std::holds_alternative<qint64>(figure.value); });
        }
        const auto *table = std::get_if<Table>(&block);
        return table == nullptr || table->count > 0;
    };
    return section.id != "findings"_L1 && std::ranges::none_of(section.blocks, tells);
}

/// Whether the objects that a section tells of were read everywhere.
bool isRead(const QString &section, const ReportInput &input)
{
    const auto records = section == "organizations"_L1 ? &Analysis::Snapshot::organizations
        : section == "applications"_L1                 ? &Analysis::Snapshot::applications
                                                       : &Analysis::Snapshot::connections;
    return std::ranges::all_of(input.tenants,
                               [records](const TenantInput &tenant) { return (tenant.snapshot.*records).has_value(); });
}

/// "Users (not counted), Changes made (none on record)".
QString idleText(const Report &report, const ReportInput &input)
{
    QStringList told;
    for (const Section &section : report.sections) {
        if (section.isIdle && section.id != "customers"_L1) {
            const QString why = section.id == "users"_L1 ? tr("not counted")
                : section.id == "changes"_L1             ? tr("none on record")
                : section.id == "comparison"_L1          ? tr("no earlier state")
                : isRead(section.id, input)              ? tr("none")
                                                         : tr("not read");
            told.append(tr("%1 (%2)").arg(section.title, why));
        }
    }
    return told.join(u", "_s);
}

/// What a section is called in a report that a customer reads.
QString customerTitle(const SectionKind &kind)
{
    return kind.id == "customers"_L1 ? tr("The customer")
        : kind.id == "changes"_L1    ? tr("Changes made") // not who made them with what
        : kind.id == "comparison"_L1 ? tr("Comparison with before")
                                     : tr(kind.title);
}

} // namespace

QStringList partTitles(Analysis::Needs parts, bool isForCustomer)
{
    QStringList titles;
    for (const auto &[need, title] : coveredParts) {
        if (parts.testFlag(need) && !(isForCustomer && need == Need::Settings)) {
            titles.append(tr(title));
        }
    }
    return titles;
}

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
        {u"full"_s, tr("Full report"), sectionIds()},
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
    report.title = titleOf(definition, *input);
    report.subtitle = coverOf(definition, *input);
    report.made = input->made.toUTC();
    report.isForCustomer = facts->isOfCustomer;
    report.facts = factsOf(*input, report.isForCustomer);
    for (const QString &id : definition.sections) {
        for (const SectionKind &kind : sectionKinds()) {
            if (kind.id == id) {
                Section section{id, report.isForCustomer ? customerTitle(kind) : tr(kind.title), kind.blocks(facts)};
                section.isIdle = report.isForCustomer && isIdle(section, *facts);
                report.sections.append(section);
            }
        }
    }
    if (std::ranges::all_of(report.sections, &Section::isIdle)) { // those that were asked for, then
        for (Section &section : report.sections) {
            section.isIdle = false;
        }
    }
    if (const QString idle = idleText(report, *input); !idle.isEmpty()) {
        report.facts.append({u"not-told"_s, tr("Nothing to report on"), idle, {}, Tone::Muted});
    }
    return report;
}

} // namespace Reports
