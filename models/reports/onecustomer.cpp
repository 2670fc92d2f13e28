#include "reports/onecustomer.h"

#include "reports/translation.h"

#include "analysis/check.h"
#include "analysis/usercustomers.h"
#include "json/value.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

using Kind = Domain::CustomerObject::Kind;
using Records = Analysis::Snapshot::Records;

QSet<QString> setOf(const QStringList &ids)
{
    return {ids.begin(), ids.end()};
}

/// Its letters and numbers, folded, a word each.
QStringList wordsOf(const QString &text)
{
    static const QRegularExpression between(u"[^\\p{L}\\p{N}]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    return text.toCaseFolded().split(between, Qt::SkipEmptyParts);
}

/// Whether some words stand in a text, not as a part of others.
bool holdsWords(const QString &text, const QString &words)
{
    const auto isInWord
        = [&text](qsizetype place) { return place >= 0 && place < text.size() && text.at(place).isLetterOrNumber(); };
    for (qsizetype at = text.indexOf(words, 0, Qt::CaseInsensitive); at >= 0 && !words.isEmpty();
         at = text.indexOf(words, at + 1, Qt::CaseInsensitive)) {
        if (!isInWord(at - 1) && !isInWord(at + words.size())) {
            return true;
        }
    }
    return false;
}

QHash<QString, qsizetype> placesOf(const Records &records)
{
    QHash<QString, qsizetype> places;
    for (qsizetype i = 0; records && i < records->size(); ++i) {
        places.insert(records->at(i)->id, i);
    }
    return places;
}

/// In the order of all.
Records kept(const Records &records, const QHash<QString, qsizetype> &places, const QSet<QString> &ids)
{
    if (!records) {
        return std::nullopt;
    }
    QList<qsizetype> wanted;
    for (const QString &id : ids) {
        if (const auto place = places.constFind(id); place != places.cend()) {
            wanted.append(*place);
        }
    }
    std::ranges::sort(wanted);
    QList<Query::RecordPtr> list;
    for (const qsizetype place : std::as_const(wanted)) {
        list.append(records->at(place));
    }
    return list;
}

Analysis::Snapshot::Ids kept(const Analysis::Snapshot::Ids &map, const QSet<QString> &keys, const QSet<QString> &values)
{
    if (!map) {
        return std::nullopt;
    }
    QHash<QString, QStringList> result;
    for (const QString &key : keys) {
        QStringList &list = result[key];
        std::ranges::copy_if(map->value(key), std::back_inserter(list),
                             [&values](const QString &value) { return values.contains(value); });
    }
    return result;
}

/// The customer's own objects.
QStringList idsOf(const Analysis::CustomerShare &share)
{
    return share.applications + share.connections + share.organizations;
}

/// In their order, what stands at the places of these ids.
QList<qsizetype> placesOf(const QStringList &ids, const QHash<QString, QList<qsizetype>> &places)
{
    QSet<qsizetype> found;
    for (const QString &id : ids) {
        const QList<qsizetype> those = places.value(id);
        found.unite({those.begin(), those.end()});
    }
    QList<qsizetype> sorted = found.values();
    std::ranges::sort(sorted);
    return sorted;
}

/// The ids among which a check looks.
QStringList lookedAt(const Analysis::CustomerShare &share, Domain::FindingSubject::Kind kind)
{
    switch (kind) {
    case Domain::FindingSubject::Kind::Application:
        return share.applications;
    case Domain::FindingSubject::Kind::Connection:
        return share.connections;
    case Domain::FindingSubject::Kind::Organization:
        return share.organizations;
    case Domain::FindingSubject::Kind::Tenant:
    case Domain::FindingSubject::Kind::User:
        break;
    }
    return {};
}

/// What was not checked of a customer's objects. That settings, users and logs are not here is no gap, since they are
/// nobody's; nor is what those who look after the Auth0 tenant did not decide on.
QList<Analysis::Gap> ownGaps(const Analysis::CustomerShare &share, QList<Analysis::Gap> gaps)
{
    gaps.removeIf([](const Analysis::Gap &gap) {
        return gap.need == Analysis::Need::Baseline || gap.need == Analysis::Need::Plan;
    });
    for (Analysis::Gap &gap : gaps) {
        gap.checks.removeIf([&share, &gap](const QString &id) {
            const Analysis::Check *check = Analysis::findCheck(id);
            const QStringList own = check == nullptr ? QStringList() : lookedAt(share, check->subject);
            return std::ranges::none_of(
                own, [&gap](const QString &object) { return gap.passedBy.isEmpty() || gap.passedBy.contains(object); });
        });
    }
    gaps.removeIf([](const Analysis::Gap &gap) { return gap.checks.isEmpty(); });
    return gaps;
}

} // namespace

CustomerReports::CustomerReports(InputPtr input)
    : m_input(std::move(input))
{
    for (const TenantInput &tenant : m_input->tenants) {
        m_indexes.append(indexOf(tenant));
        for (const auto &[key, share] : tenant.customers.shares) {
            m_names.try_emplace(key, share.name);
        }
    }
    for (const auto &[key, name] : m_names) {
        for (const QString &named : {key, name}) {
            const QStringList words = wordsOf(named);
            m_keys[words.isEmpty() ? QString() : words.first()].append(key);
        }
    }
}

CustomerReports::Index CustomerReports::indexOf(const TenantInput &tenant)
{
    Index index;
    index.applications = placesOf(tenant.snapshot.applications);
    index.connections = placesOf(tenant.snapshot.connections);
    index.organizations = placesOf(tenant.snapshot.organizations);
    for (const Analysis::CustomerClaims &claims : tenant.customers.contested) {
        if (claims.object.kind == Kind::Application) {
            index.contested.insert(claims.object.id);
        }
    }
    for (qsizetype i = 0; i < tenant.changes.size(); ++i) {
        index.changes[tenant.changes.at(i).id].append(i);
    }
    for (qsizetype i = 0; tenant.past && i < tenant.past->differences.size(); ++i) {
        const Analysis::ObjectDifference &difference = tenant.past->differences.at(i);
        index.differences[difference.id].append(i);
        for (const Analysis::FieldDifference &field : difference.fields) {
            if (!field.member.isEmpty()) {
                index.differences[field.pointer.tokens().constLast()].append(i);
            }
        }
    }
    if (tenant.snapshot.enabled) {
        for (auto entry = tenant.snapshot.enabled->cbegin(); entry != tenant.snapshot.enabled->cend(); ++entry) {
            for (const QString &connection : entry.value()) {
                index.applicationsOf[connection].append(entry.key());
            }
        }
    }
    if (tenant.snapshot.users) {
        const Analysis::UserCustomers owners(tenant.customers, tenant.rules);
        for (const Query::RecordPtr &user : *tenant.snapshot.users) {
            const auto object = Json::parse(user->original);
            const QStringList keys = object ? owners.of(*object) : QStringList();
            if (keys.size() == 1) {
                index.users[keys.first()].append(user);
            }
        }
    }
    return index;
}

/// Of an application that is there.
bool CustomerReports::isShared(const TenantInput &tenant, const Index &index, const QString &application)
{
    return index.applications.contains(application) && !index.contested.contains(application)
        && tenant.customers.ownerOf(Kind::Application, application).isEmpty();
}

/// Applications that nobody else's connections make another customer's: its own, and shared ones that its connections
/// are enabled for.
QSet<QString> CustomerReports::applicationsOf(const TenantInput &tenant, const Index &index,
                                              const Analysis::CustomerShare &share) const
{
    QSet<QString> applications = setOf(share.applications);
    for (const QString &connection : share.connections) {
        for (const QString &application : index.applicationsOf.value(connection)) {
            if (isShared(tenant, index, application)) {
                applications.insert(application);
            }
        }
    }
    return applications;
}

TenantInput CustomerReports::onlyOf(const TenantInput &tenant, const Index &index,
                                    const Analysis::CustomerShare &share) const
{
    const QSet<QString> connections = setOf(share.connections);
    const QSet<QString> organizations = setOf(share.organizations);
    const QSet<QString> applications = applicationsOf(tenant, index, share);
    TenantInput result;
    result.environment = tenant.environment;
    result.asOf = tenant.asOf;
    result.options = tenant.options;
    Analysis::Snapshot &snapshot = result.snapshot;
    snapshot.tenant = tenant.snapshot.tenant;
    snapshot.name = tenant.snapshot.name;
    snapshot.domain = tenant.snapshot.domain;
    snapshot.readAt = tenant.snapshot.readAt;
    snapshot.absent = tenant.snapshot.absent;
    snapshot.applications = kept(tenant.snapshot.applications, index.applications, applications);
    snapshot.connections = kept(tenant.snapshot.connections, index.connections, connections);
    snapshot.organizations = kept(tenant.snapshot.organizations, index.organizations, organizations);
    if (tenant.snapshot.users) {
        snapshot.users = index.users.value(share.key);
    }
    snapshot.enabled = kept(tenant.snapshot.enabled, applications, connections);
    snapshot.organizationConnections = kept(tenant.snapshot.organizationConnections, organizations, connections);
    result.customers.shares.emplace(share.key, share);
    // What is said of a shared application may be another customer's doing, and its settings are nobody's in
    // particular.
    Analysis::Snapshot own = snapshot;
    own.applications = kept(tenant.snapshot.applications, index.applications, setOf(share.applications));
    own.users.reset(); // a list that was asked for is no matter for checks
    result.audit = Analysis::audit(own, tenant.options, m_input->made);
    result.audit.findings.removeIf(
        [](const Domain::Finding &finding) { return finding.subject.kind == Domain::FindingSubject::Kind::Tenant; });
    result.audit.gaps = ownGaps(share, tenant.audit.gaps);
    if (tenant.users) {
        Domain::UserCounts users;
        users.countedAt = tenant.users->countedAt;
        const auto count = tenant.users->customers.find(share.key);
        if (count != tenant.users->customers.end()) {
            users.customers.insert(*count);
        }
        const auto members = tenant.users->members.find(share.key);
        if (members != tenant.users->members.end()) {
            users.members.insert(*members);
        }
        const auto found = tenant.users->found.find(share.key);
        if (found != tenant.users->found.end()) {
            users.found.insert(*found);
        }
        result.users = users;
    }
    result.changes = changesOf(tenant, index, share);
    result.notWhole = tenant.notWhole;
    result.hasMoved = tenant.hasMoved;
    if (tenant.past) { // else its note tells why not, which is nobody else's matter
        result.past = pastOf(tenant, index, share);
        result.pastNote = tenant.pastNote;
        result.notComparedParts = tenant.notComparedParts;
    }
    return result;
}

/// What was changed of the customer's own. Who stands on the other side of a relation may be somebody else's, and so
/// may be what the title of a plan speaks of.
QList<Domain::MadeChange> CustomerReports::changesOf(const TenantInput &tenant, const Index &index,
                                                     const Analysis::CustomerShare &share) const
{
    const QSet<QString> own = setOf(idsOf(share));
    QList<Domain::MadeChange> changes;
    for (const qsizetype place : placesOf(idsOf(share), index.changes)) {
        Domain::MadeChange change = tenant.changes.at(place);
        if (!change.other.isEmpty() && !own.contains(change.other) && !isShared(tenant, index, change.other)) {
            continue;
        }
        if (change.isWhole && namesAnother(change.field, share.key)) {
            change.field.clear();
        }
        changes.append(change);
    }
    return changes;
}

/// What became of the customer's own. What is gone belongs to nobody any more; what an application has of others is
/// theirs, and of a shared one it is only told what it has of the customer, or had.
PastDifferences CustomerReports::pastOf(const TenantInput &tenant, const Index &index,
                                        const Analysis::CustomerShare &share)
{
    using Analysis::ComparedKind;
    const QSet<QString> connections = setOf(share.connections);
    const QSet<QString> own = setOf(idsOf(share));
    PastDifferences past{tenant.past->at, {}, tenant.past->titles, tenant.past->values};
    for (const qsizetype place : placesOf(idsOf(share), index.differences)) {
        Analysis::ObjectDifference difference = tenant.past->differences.at(place);
        const bool isOwn = own.contains(difference.id);
        if (!isOwn && (difference.kind != ComparedKind::Application || !isShared(tenant, index, difference.id))) {
            continue;
        }
        difference.fields.removeIf([&connections, isOwn](const Analysis::FieldDifference &field) {
            const bool isOfOthers
                = !field.member.isEmpty() && !connections.contains(field.pointer.tokens().constLast());
            return isOfOthers || (!isOwn && field.member.isEmpty());
        });
        if (!isOwn) {
            difference.change = Analysis::ObjectChange::Changed; // that it came is no matter of this customer alone
        }
        if (difference.change != Analysis::ObjectChange::Changed || !difference.fields.isEmpty()) {
            past.differences.append(difference);
        }
    }
    return past;
}

ReportInput CustomerReports::onlyOf(const QString &customerKey) const
{
    ReportInput result;
    result.lock = m_input->lock;
    result.baseline = m_input->baseline;
    result.baselineName = m_input->baselineName;
    result.made = m_input->made;
    result.since = m_input->since;
    for (qsizetype i = 0; i < m_input->tenants.size(); ++i) {
        const TenantInput &tenant = m_input->tenants.at(i);
        const auto share = tenant.customers.shares.find(customerKey);
        if (share != tenant.customers.shares.end()) {
            result.tenants.append(onlyOf(tenant, m_indexes.at(i), share->second));
        } else if (tenant.isUnread()) { // not by its name, which may be another customer's
            ++result.unread;
        }
    }
    return result;
}

bool CustomerReports::namesAnother(const QString &text, const QString &customerKey) const
{
    const auto own = m_names.find(customerKey);
    const QString ownName = own == m_names.end() ? QString() : own->second;
    const auto isNamed = [&](const QString &name) {
        return !holdsWords(ownName, name) && !holdsWords(customerKey, name) && holdsWords(text, name);
    };
    // Only those that begin with one of its words can stand there: asked for each customer, of whom there are many.
    return std::ranges::any_of(wordsOf(text) + QStringList{QString()}, [&](const QString &word) {
        const QStringList keys = m_keys.value(word);
        return std::ranges::any_of(
            keys, [&](const QString &key) { return key != customerKey && (isNamed(key) || isNamed(m_names.at(key))); });
    });
}

Report CustomerReports::of(Definition definition, const QString &customerKey) const
{
    definition.customer = customerKey;
    if (namesAnother(definition.title, customerKey)) {
        definition.title = tr("Report");
    }
    return reportOf(definition, std::make_shared<const ReportInput>(onlyOf(customerKey)));
}

} // namespace Reports
