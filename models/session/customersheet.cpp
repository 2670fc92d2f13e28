#include "session/customersheet.h"

#include "session/auditor.h"
#include "session/customerbook.h"
#include "session/estate.h"
#include "session/lockforecast.h"
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
std::optional<CustomerObject> objectOf(const Change::ObjectRef &ref)
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
    Making(const SheetSources &sources, const TenantSession &session, const Analysis::TenantCustomers &customers,
           const Analysis::CustomerShare &share)
        : m_sources(sources)
        , m_session(session)
        , m_customers(customers)
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
        part.connections = lines(m_share.connections, Kind::Connections);
        part.applications = lines(m_share.applications, Kind::Applications);
        part.organizations = lines(m_share.organizations, Kind::Organizations);
        part.isLockKnown = m_session.map() != nullptr;
        part.lock = lockLines();
        part.findings = findings();
        part.changes = changes();
        return part;
    }

private:
    QList<SheetLine> lines(const QStringList &ids, Kind table) const
    {
        QList<SheetLine> made;
        made.reserve(ids.size());
        for (const QString &id : ids) {
            SheetLine line{table, {}, id, {}, {}};
            if (const Query::RecordPtr record = m_session.record(table, id)) {
                line.id = id;
                describe(*record, line);
            }
            made.append(line);
        }
        return made;
    }

    static void describe(const Query::Record &record, SheetLine &line)
    {
        line.text = Query::textAt(record, line.table, u"name");
        switch (line.table) {
        case Kind::Connections:
            line.detail = aboutConnection(record);
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
    QList<SheetLine> lockLines() const
    {
        const ConnectionMap *map = m_session.map();
        if (!map) {
            return {};
        }
        std::map<QString, qint64> own;
        for (const QString &id : m_share.connections) {
            const Query::RecordPtr record = m_session.record(Kind::Connections, id);
            if (record && Query::textAt(*record, Kind::Connections, u"kind") == "database"_L1) {
                for (const Domain::ApplicationId &application : map->applicationsOf(Domain::ConnectionId(id))) {
                    ++own[application.text()];
                }
            }
        }
        const QLocale locale;
        QList<std::pair<qint64, SheetLine>> counted;
        for (const auto &[id, count] : own) {
            const Query::RecordPtr record = m_session.record(Kind::Applications, id);
            if (!record) {
                continue;
            }
            // The map may be there before its counts are in the table, or be of fewer connections.
            const std::optional<qint64> all = lockCount(record);
            const QString detail = all && *all >= count
                ? tr("%1 of %2").arg(locale.toString(count), locale.toString(*all))
                : locale.toString(count);
            counted.append({all.value_or(count),
                            {Kind::Applications, id, Query::textAt(*record, Kind::Applications, u"name"), detail, {}}});
        }
        std::stable_sort(counted.begin(), counted.end(),
                         [](const auto &left, const auto &right) { return left.first > right.first; });
        QList<SheetLine> made;
        for (const auto &[all, line] : counted) {
            made.append(line);
        }
        return made;
    }

    QList<SheetLine> findings() const
    {
        QList<SheetLine> made;
        if (!m_sources.auditor) {
            return made;
        }
        const Analysis::AuditResult *result = m_sources.auditor->resultOf(m_session.id());
        const FindingIndex *index = m_sources.auditor->indexOf(m_session.id());
        if (!result || !index) {
            return made;
        }
        QList<std::pair<qsizetype, CustomerObject>> places;
        const auto look = [&](CustomerObject::Kind kind, const QStringList &ids) {
            for (const QString &id : ids) {
                const CustomerObject object{kind, id};
                for (const qsizetype place : index->of(object)) {
                    places.append({place, object});
                }
            }
        };
        look(CustomerObject::Kind::Connection, m_share.connections);
        look(CustomerObject::Kind::Application, m_share.applications);
        look(CustomerObject::Kind::Organization, m_share.organizations);
        std::sort(places.begin(), places.end(),
                  [](const auto &left, const auto &right) { return left.first < right.first; });
        for (const auto &[place, object] : std::as_const(places)) {
            const Domain::Finding &finding = result->findings.at(place);
            if (!finding.waiver) {
                made.append({Analysis::tableOf(object.kind),
                             object.id,
                             finding.subject.name,
                             finding.message,
                             {},
                             finding.severity});
            }
        }
        return made;
    }

    QList<SheetLine> changes() const
    {
        const QString origin = Change::planTenant(m_session.profile()).origin;
        QList<SheetLine> made;
        for (const Change::JournalEntry &entry : m_sources.journal) {
            if (made.size() == toldChanges) {
                break;
            }
            if (entry.plan.tenant.origin != origin) {
                continue;
            }
            for (qsizetype item = 0; item < entry.plan.items.size(); ++item) {
                if (!entry.items.value(item).mayHaveChanged()) {
                    continue;
                }
                const Change::ObjectRef &ref = entry.plan.items.at(item).object;
                const auto object = objectOf(ref);
                if (object && m_customers.owners.value(*object) == m_share.key) {
                    const QString when = QLocale().toString(entry.begun.toLocalTime(), QLocale::ShortFormat);
                    made.append({Analysis::tableOf(object->kind),
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

    const SheetSources &m_sources;
    const TenantSession &m_session;
    const Analysis::TenantCustomers &m_customers;
    const Analysis::CustomerShare &m_share;
};

} // namespace

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
            return std::nullopt;
        }
        sum.users += part.users->users;
        sum.areMembers = sum.areMembers || part.users->areMembers;
        sum.countedAt
            = sum.countedAt.isValid() ? std::min(sum.countedAt, part.users->countedAt) : part.users->countedAt;
    }
    return parts.isEmpty() ? std::nullopt : std::optional(sum);
}

qsizetype CustomerSheet::count(QList<SheetLine> SheetPart::*list) const
{
    qsizetype sum = 0;
    for (const SheetPart &part : parts) {
        sum += (part.*list).size();
    }
    return sum;
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
        const Analysis::TenantCustomers *customers = sources.book.of(session->id());
        if (share != customer->second.shares.end() && customers && (!tenant || *tenant == session->id())) {
            sheet.parts.append(Making(sources, *session, *customers, share->second).part());
        }
    }
    return sheet;
}

} // namespace Session
