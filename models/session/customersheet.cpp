#include "session/customersheet.h"

#include "session/customerbook.h"
#include "session/estate.h"
#include "session/findingindex.h"
#include "session/translation.h"
#include "settings/usercountstore.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Domain::CustomerObject;
using Query::Kind;

/// Runs that are told of; the journal has them all.
constexpr qsizetype toldChanges = 8;

QString joined(QStringList texts)
{
    texts.removeAll(QString());
    return texts.join(u" · "_s);
}

/// "database · good, min 8", "samlp · Acme Single Sign-on".
QString aboutConnection(const Query::Record &record)
{
    const auto text = [&record](QStringView column) { return Query::textAt(record, Kind::Connections, column); };
    if (text(u"kind") != "database"_L1) {
        return joined({text(u"strategy"), text(u"display_name")});
    }
    return joined({tr("database"), text(u"policy")});
}

QString aboutOrganization(const Query::Record &record)
{
    const auto text = [&record](QStringView column) { return Query::textAt(record, Kind::Organizations, column); };
    const QString logo = text(u"logo");
    return joined({text(u"name"), text(u"color"), logo.isEmpty() ? QString() : tr("logo: %1").arg(logo)});
}

/// What an edit was of, as far as customers have it.
std::optional<CustomerObject> editedObjectOf(const Change::ObjectRef &ref)
{
    switch (ref.kind) {
    case Change::ObjectKind::Application:
        return CustomerObject{CustomerObject::Kind::Application, ref.id};
    case Change::ObjectKind::Connection:
    case Change::ObjectKind::ConnectionClients:
        return CustomerObject{CustomerObject::Kind::Connection, ref.id};
    case Change::ObjectKind::Organization:
    case Change::ObjectKind::OrganizationConnections:
        return CustomerObject{CustomerObject::Kind::Organization, ref.id};
    case Change::ObjectKind::User:
    case Change::ObjectKind::UserOrganizations:
        break;
    }
    return std::nullopt;
}

class Making
{
public:
    Making(const SheetSources &sources, const TenantSession &session, const Analysis::CustomerShare &share)
        : m_sources(sources)
        , m_session(session)
        , m_share(share)
    { }

    SheetPart part() const
    {
        SheetPart part;
        part.tenant = m_session.id();
        part.name = m_session.profile().name;
        part.environment = m_session.profile().environment;
        part.ways = m_share.ways;
        if (const Settings::UserCountStore *store = m_sources.book.userCounts()) {
            part.users = customerUsers(store->of(m_session.id()).get(), m_share);
        }
        add(part, &SheetPart::connections, m_share.connections, Kind::Connections);
        add(part, &SheetPart::applications, m_share.applications, Kind::Applications);
        add(part, &SheetPart::organizations, m_share.organizations, Kind::Organizations);
        if (const CustomerTallies *tallies = m_sources.book.talliesOf(m_session.id())) {
            const CustomerTally &tally = tallies->of(m_share.key);
            part.isLockKnown = tallies->isLockKnown;
            addLock(part, tally.lock);
            if (tallies->audit) {
                addFindings(part, tallies->audit->findings, tally.findings);
            }
        }
        if (const auto changes = m_sources.changes.find(m_session.id()); changes != m_sources.changes.end()) {
            part.changes = changes->second;
        }
        return part;
    }

private:
    /// How many of `all` have a line; of the others it says so.
    qsizetype shown(SheetPart &part, SheetPart::Lines SheetPart::*list, qsizetype all) const
    {
        const qsizetype most = std::min(all, m_sources.most);
        if (most < all) {
            part.leftOut.append({list, all - most});
        }
        return most;
    }

    void add(SheetPart &part, SheetPart::Lines SheetPart::*list, const QStringList &ids, Kind table) const
    {
        const qsizetype most = shown(part, list, ids.size());
        SheetPart::Lines &made = part.*list;
        made.reserve(most);
        for (qsizetype i = 0; i < most; ++i) {
            const QString &id = ids.at(i);
            SheetLine line{table, {}, id, {}, {}};
            if (const Query::RecordPtr record = m_session.record(table, id)) {
                line.id = id;
                describe(*record, line);
            }
            made.append(line);
        }
    }

    static void describe(const Query::Record &record, SheetLine &line)
    {
        line.text = Query::textAt(record, line.table, u"name");
        switch (line.table) {
        case Kind::Connections:
            line.detail = aboutConnection(record);
            if (Query::textAt(record, line.table, u"kind") == "database"_L1) {
                line.original = record.original;
            }
            break;
        case Kind::Organizations: {
            const QString title = Query::textAt(record, line.table, u"display_name");
            line.text = title.isEmpty() ? line.text : title;
            line.detail = aboutOrganization(record);
            line.color = Query::textAt(record, line.table, u"color");
            break;
        }
        default:
            line.detail = Query::textAt(record, line.table, u"type");
        }
    }

    /// Of each application that has any of the customer's databases: how many of how many.
    void addLock(SheetPart &part, const QList<LockShare> &shares) const
    {
        const qsizetype most = shown(part, &SheetPart::lock, shares.size());
        const QLocale locale;
        for (const auto &[id, own, all] : shares.first(most)) {
            const Query::RecordPtr application = m_session.record(Kind::Applications, id);
            const QString number = locale.toString(own);
            part.lock.append({Kind::Applications,
                              application ? id : QString(),
                              application ? Query::textAt(*application, Kind::Applications, u"name") : id,
                              all > 0 ? tr("%1 of %2").arg(number, locale.toString(all))
                                      : tr("%1, those of others not counted yet").arg(number),
                              {}});
        }
    }

    void addFindings(SheetPart &part, const QList<Domain::Finding> &all, const QList<qint32> &places) const
    {
        const qsizetype most = shown(part, &SheetPart::findings, places.size());
        for (const qint32 place : places.first(most)) {
            const Domain::Finding &finding = all.at(place);
            const auto object = objectOf(finding.subject);
            part.findings.append({Analysis::tableOf(object->kind),
                                  object->id,
                                  finding.subject.name,
                                  finding.message,
                                  {},
                                  finding.severity});
        }
    }

    const SheetSources &m_sources;
    const TenantSession &m_session;
    const Analysis::CustomerShare &m_share;
};

} // namespace

qsizetype SheetPart::leftOutOf(Lines SheetPart::*list) const
{
    const auto found
        = std::find_if(leftOut.begin(), leftOut.end(), [list](const auto &one) { return one.first == list; });
    return found == leftOut.end() ? 0 : found->second;
}

std::set<Domain::CustomerWay> CustomerSheet::ways() const
{
    std::set<Domain::CustomerWay> all;
    for (const SheetPart &part : parts) {
        all.insert(part.ways.begin(), part.ways.end());
    }
    return all;
}

std::optional<CustomerUsers> CustomerSheet::users() const
{
    CustomerUsers sum;
    for (const SheetPart &part : parts) {
        if (!part.users) {
            sum.isAtLeast = true;
            continue;
        }
        sum.users += part.users->users;
        sum.areMembers = sum.areMembers || part.users->areMembers;
        sum.isFound = sum.isFound || part.users->isFound;
        sum.countedAt
            = sum.countedAt.isValid() ? std::min(sum.countedAt, part.users->countedAt) : part.users->countedAt;
    }
    return sum.countedAt.isValid() ? std::optional(sum) : std::nullopt;
}

qsizetype CustomerSheet::count(QList<SheetLine> SheetPart::*list) const
{
    qsizetype sum = 0;
    for (const SheetPart &part : parts) {
        sum += (part.*list).size() + part.leftOutOf(list);
    }
    return sum;
}

CustomerChangesLook::CustomerChangesLook(const Estate &estate, const CustomerBook &book, QString key)
    : m_key(std::move(key))
{
    for (const TenantSession *session : estate.sessions()) {
        if (auto customers = book.sharedOf(session->id())) {
            m_tenants.insert(Change::planTenant(session->profile()).origin, {session->id(), std::move(customers)});
        }
    }
}

CustomerChanges CustomerChangesLook::operator()(const QList<Change::JournalEntry> &journal) const
{
    CustomerChanges made;
    for (const Change::JournalEntry &entry : journal) {
        const auto owned = m_tenants.constFind(entry.plan.tenant.origin);
        if (owned == m_tenants.cend()) {
            continue;
        }
        SheetPart::Lines &lines = made[owned->tenant];
        for (qsizetype item = 0; item < entry.plan.items.size() && lines.size() < toldChanges; ++item) {
            const Change::ObjectRef &ref = entry.plan.items.at(item).object;
            const auto object = entry.items.value(item).mayHaveChanged() ? editedObjectOf(ref) : std::nullopt;
            if (object && owned->customers->owners.value(*object) == m_key) {
                const QString when = QLocale().toString(entry.begun.toLocalTime(), QLocale::ShortFormat);
                lines.append({Analysis::tableOf(object->kind),
                              object->id,
                              ref.name,
                              joined({when, entry.plan.title, entry.who}),
                              {}});
                break; // one line a run
            }
        }
    }
    return made;
}

CustomerSheet customerSheet(const SheetSources &sources, const QString &key,
                            const std::optional<Domain::TenantId> &tenant)
{
    CustomerSheet sheet;
    sheet.key = key;
    const auto customer = sources.book.customers().find(key);
    if (customer == sources.book.customers().end()) {
        return sheet;
    }
    sheet.name = customer->second.name;
    for (const TenantSession *session : sources.estate.sessions()) {
        const auto share = customer->second.shares.find(session->id());
        if (share != customer->second.shares.end() && sources.book.of(session->id())
            && (!tenant || *tenant == session->id())) {
            sheet.parts.append(Making(sources, *session, share->second).part());
        }
    }
    return sheet;
}

} // namespace Session
