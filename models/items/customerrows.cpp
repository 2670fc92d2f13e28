#include "items/customerrows.h"

#include "analysis/customerwaytitle.h"
#include "analysis/namepattern.h"
#include "items/celltext.h"
#include "items/translation.h"
#include "query/columns.h"
#include "session/customerrecords.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Items {

namespace {

using Domain::CustomerObject;
using Domain::CustomerRule;
using Query::Kind;

QString counted(const char *text, qsizetype count)
{
    return QCoreApplication::translate("Items", text, nullptr, int(count));
}

QString joined(QStringList texts)
{
    texts.removeAll(QString());
    return texts.join(u" · "_s);
}

CustomerRow rowOf(const Session::SheetLine &line, const Domain::TenantId &tenant)
{
    CustomerRow row{line.text, Items::detailOf(line), tenant, line.table, line.id};
    row.severity = line.severity;
    row.color = line.color;
    return row;
}

void addGroup(CustomerRow &above, const QString &title, const Session::SheetPart &part,
              Session::SheetPart::Lines Session::SheetPart::*list)
{
    const Session::SheetPart::Lines &lines = part.*list;
    if (lines.isEmpty()) {
        return;
    }
    const qsizetype leftOut = part.leftOutOf(list);
    CustomerRow group{title, QLocale().toString(lines.size() + leftOut), above.tenant};
    group.children.reserve(lines.size() + 1);
    for (const Session::SheetLine &line : lines) {
        group.children.append(rowOf(line, above.tenant));
    }
    if (leftOut > 0) {
        const bool isOfTable = list != &Session::SheetPart::findings;
        group.children.append(restRow(leftOut, above.tenant, isOfTable ? lines.first().table : Kind::Customers));
    }
    above.children.append(group);
}

/// Names and titles of a snapshot's objects.
class Names
{
public:
    explicit Names(const Analysis::Snapshot &snapshot)
    {
        take(snapshot.connections, CustomerObject::Kind::Connection);
        take(snapshot.applications, CustomerObject::Kind::Application);
        take(snapshot.organizations, CustomerObject::Kind::Organization);
    }

    QString of(const CustomerObject &object) const { return m_names.value(object, object.id); }
    bool has(const CustomerObject &object) const { return m_names.contains(object); }

private:
    void take(const Analysis::Snapshot::Records &records, CustomerObject::Kind kind)
    {
        if (!records) {
            return;
        }
        const int column = Query::columnIndex(Analysis::tableOf(kind), u"name");
        for (const Query::RecordPtr &record : *records) {
            m_names.insert({kind, record->id}, Query::textOf(record->cells.value(column)));
        }
    }

    QHash<CustomerObject, QString> m_names;
};

class Preview
{
public:
    Preview(const Analysis::Snapshot &snapshot, const Domain::CustomerRules &rules,
            const Analysis::TenantCustomers &customers)
        : m_rules(rules)
        , m_customers(customers)
        , m_names(snapshot)
    { }

    CustomerPreview made() const
    {
        CustomerPreview preview;
        for (const auto &[key, share] : m_customers.shares) {
            CustomerRow customer{share.name};
            customer.customer = key;
            add(customer, share.connections, CustomerObject::Kind::Connection);
            add(customer, share.applications, CustomerObject::Kind::Application);
            add(customer, share.organizations, CustomerObject::Kind::Organization);
            const qsizetype objects = customer.children.size();
            preview.objects += objects;
            const QString count = objects > 0 ? counted("%n object(s)", objects) : tr("named by users only");
            customer.detail = joined({Analysis::titleOf(share.ways), count});
            preview.found.append(customer);
        }
        for (const Analysis::CustomerClaims &claims : m_customers.contested) {
            QStringList names;
            for (const QString &key : claims.customers) {
                names.append(nameOf(key));
            }
            preview.contested.append(rowOf(claims.object, {}, names.join(tr(" or "))));
        }
        for (const Analysis::CustomerClaims &claims : m_customers.unclaimed) {
            preview.unclaimed.append(rowOf(claims.object, {}, {}));
        }
        preview.decided = decided();
        for (QList<CustomerRow> *rows : {&preview.found, &preview.contested, &preview.unclaimed, &preview.decided}) {
            std::stable_sort(rows->begin(), rows->end(), [](const CustomerRow &left, const CustomerRow &right) {
                return left.text.compare(right.text, Qt::CaseInsensitive) < 0;
            });
        }
        return preview;
    }

private:
    QString nameOf(const QString &key) const
    {
        const auto share = m_customers.shares.find(key);
        return share == m_customers.shares.end() || share->second.name.isEmpty() ? key : share->second.name;
    }

    CustomerRow rowOf(const CustomerObject &object, const QString &customer, const QString &more) const
    {
        CustomerRow row{m_names.of(object), joined({Session::titleOf(object.kind), more})};
        row.table = Analysis::tableOf(object.kind);
        row.id = object.id;
        row.customer = customer;
        row.object = object;
        return row;
    }

    void add(CustomerRow &customer, const QStringList &ids, CustomerObject::Kind kind) const
    {
        for (const QString &id : ids) {
            const CustomerObject object{kind, id};
            customer.children.append(
                rowOf(object, customer.customer, m_rules.pins.contains(object) ? tr("an exception") : QString()));
        }
    }

    QList<CustomerRow> decided() const
    {
        QList<CustomerRow> rows;
        for (const auto &[object, key] : m_rules.pins) {
            const QString whose = key.isEmpty() ? tr("belongs to nobody") : tr("belongs to %1").arg(nameOf(key));
            const QString gone = m_names.has(object) ? QString() : tr("not there any more");
            rows.append(rowOf(object, key, joined({whose, gone})));
        }
        for (const auto &[other, key] : m_rules.aliases) {
            CustomerRow row{other, tr("is the same customer as %1").arg(nameOf(Domain::customerKeyOf(key)))};
            row.customer = other;
            rows.append(row);
        }
        return rows;
    }

    const Domain::CustomerRules &m_rules;
    const Analysis::TenantCustomers &m_customers;
    Names m_names;
};

} // namespace

QList<CustomerRow> rowsOf(const Session::CustomerSheet &sheet)
{
    QList<CustomerRow> rows;
    for (const Session::SheetPart &part : sheet.parts) {
        CustomerRow tenant{part.name, Analysis::titleOf(part.ways), part.tenant};
        tenant.environment = part.environment;
        tenant.children.append({tr("Users"), usersText(part.users), part.tenant});
        addGroup(tenant, tr("Connections"), part, &Session::SheetPart::connections);
        addGroup(tenant, tr("Applications"), part, &Session::SheetPart::applications);
        addGroup(tenant, tr("Organizations"), part, &Session::SheetPart::organizations);
        addGroup(tenant, tr("Share of Lock's counts"), part, &Session::SheetPart::lock);
        if (!part.isLockKnown && !part.connections.isEmpty()) {
            tenant.children.append({tr("Share of Lock's counts"), tr("not counted yet"), part.tenant});
        }
        addGroup(tenant, tr("Findings"), part, &Session::SheetPart::findings);
        addGroup(tenant, tr("Last changes"), part, &Session::SheetPart::changes);
        rows.append(tenant);
    }
    return rows;
}

CustomerPreview previewOf(const Analysis::Snapshot &snapshot, const Domain::CustomerRules &rules,
                          const Analysis::NamedByMetadata &before)
{
    CustomerPreview preview = Preview(snapshot, rules, Analysis::customersOf(snapshot, rules, before)).made();
    for (const CustomerRule &rule : rules.rules) {
        const bool isOfUsers = rule.kind == CustomerRule::Kind::AppMetadata;
        const auto alone = Analysis::customersOf(snapshot, {{rule}, {}, rules.aliases},
                                                 isOfUsers ? before : Analysis::NamedByMetadata());
        preview.byRule.append(qsizetype(alone.shares.size()));
    }
    return preview;
}

QList<CustomerRow> rowsOf(const Analysis::CustomerProposals &proposals)
{
    CustomerRow rules{tr("Rules"), QLocale().toString(proposals.rules.size())};
    for (const Analysis::ProposedRule &proposed : proposals.rules) {
        const bool isOfUsers = proposed.rule.kind == CustomerRule::Kind::AppMetadata;
        const QString basis
            = isOfUsers ? counted("%n user(s)", proposed.objects) : counted("%n object(s)", proposed.objects);
        rules.children.append({tr("%1: %2").arg(titleOf(proposed.rule.kind), proposed.rule.text),
                               tr("%1 in %2").arg(counted("%n customer(s)", proposed.customers.size()), basis)});
    }
    CustomerRow pins{tr("Objects"), QLocale().toString(proposals.pins.size())};
    for (const Analysis::ProposedPin &proposed : proposals.pins) {
        CustomerRow row{proposed.name,
                        joined({Session::titleOf(proposed.object.kind),
                                proposed.customer.isEmpty() ? tr("belongs to nobody")
                                                            : tr("belongs to %1").arg(proposed.customer)})};
        row.object = proposed.object;
        pins.children.append(row);
    }
    QList<CustomerRow> rows;
    for (const CustomerRow &group : {rules, pins}) {
        if (!group.children.isEmpty()) {
            rows.append(group);
        }
    }
    return rows;
}

CustomerRow restRow(qsizetype count, const Domain::TenantId &tenant, Kind table)
{
    CustomerRow row{tr("and %L1 more").arg(count), {}, tenant, table};
    row.isRest = true;
    switch (table) {
    case Kind::Connections:
        row.detail = tr("The table of connections has all of them.");
        break;
    case Kind::Applications:
        row.detail = tr("The table of applications has all of them.");
        break;
    case Kind::Organizations:
        row.detail = tr("The table of organizations has all of them.");
        break;
    default:
        row.detail = tr("The warnings have all of them.");
    }
    return row;
}

QString usersText(const std::optional<Session::CustomerUsers> &users)
{
    if (!users) {
        return tr("not counted yet");
    }
    const QLocale locale;
    const QString number = locale.toString(users->users) + (users->isAtLeast ? u"+"_s : QString());
    const QString when = locale.toString(users->countedAt.toLocalTime(), QLocale::ShortFormat);
    if (users->isFound) {
        return users->areMembers ? tr("%1 members of organizations, found by search %2").arg(number, when)
                                 : tr("%1, found by search %2").arg(number, when);
    }
    return users->areMembers ? tr("%1 members of organizations, counted %2").arg(number, when)
                             : tr("%1, counted %2").arg(number, when);
}

QString detailOf(const Session::SheetLine &line)
{
    return line.table == Kind::Applications ? applicationTypeText(line.detail) : line.detail;
}

QString titleOf(CustomerRule::Kind kind)
{
    switch (kind) {
    case CustomerRule::Kind::ConnectionName:
        return tr("Connection name");
    case CustomerRule::Kind::ConnectionMetadata:
        return tr("Connection metadata");
    case CustomerRule::Kind::ApplicationName:
        return tr("Application name");
    case CustomerRule::Kind::ApplicationMetadata:
        return tr("Application metadata");
    case CustomerRule::Kind::OrganizationName:
        return tr("Organization name");
    case CustomerRule::Kind::OrganizationMetadata:
        return tr("Organization metadata");
    case CustomerRule::Kind::AppMetadata:
        return tr("app_metadata of users");
    case CustomerRule::Kind::WholeTenant:
        break;
    }
    return tr("The whole Auth0 tenant");
}

QString problemIn(const CustomerRule &rule)
{
    switch (rule.kind) {
    case CustomerRule::Kind::ConnectionName:
    case CustomerRule::Kind::ApplicationName:
    case CustomerRule::Kind::OrganizationName:
        return Analysis::NamePattern::problemIn(rule.text);
    case CustomerRule::Kind::ConnectionMetadata:
    case CustomerRule::Kind::ApplicationMetadata:
    case CustomerRule::Kind::OrganizationMetadata:
        return rule.text.trimmed().isEmpty() ? tr("Give the key whose value names the customer.") : QString();
    case CustomerRule::Kind::AppMetadata: {
        const QStringList steps = rule.text.split(u'.');
        const bool isPlace
            = std::none_of(steps.begin(), steps.end(), [](const QString &step) { return step.isEmpty(); });
        return isPlace ? QString() : tr("Give the place of the customer's name, such as tenant or company.id.");
    }
    case CustomerRule::Kind::WholeTenant:
        break;
    }
    return Domain::customerKeyOf(rule.text).isEmpty() ? tr("Name the customer whose Auth0 tenant this is.") : QString();
}

} // namespace Items
