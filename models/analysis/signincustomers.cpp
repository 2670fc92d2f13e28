#include "analysis/signincustomers.h"

#include "analysis/crossing.h"
#include "analysis/customers.h"
#include "analysis/translation.h"
#include "query/records.h"

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

using Domain::CustomerObject;
using FixKind = SignInFix::Kind;

QList<Domain::Connection> connectionsOf(const SignInFacts &facts)
{
    QList<Domain::Connection> connections = facts.enabled.value_or(QList<Domain::Connection>());
    for (const OtherConnection &other : facts.others) {
        connections.append(other.connection);
    }
    return connections;
}

Query::RecordPtr shared(Query::Record record)
{
    return std::make_shared<const Query::Record>(std::move(record));
}

/// Whose it is what the fix ties the connection or its user to.
QString customerOfTarget(const SignInFacts &facts, const SignInFix &fix)
{
    const bool isMember = fix.kind == FixKind::AddMember;
    return facts.customers.value(
        {fix.kind == FixKind::EnableConnection ? CustomerObject::Kind::Application : CustomerObject::Kind::Organization,
         isMember ? fix.organization : fix.subject.id});
}

QString customerOf(const SignInFacts &facts, const Domain::Connection &connection)
{
    return facts.customers.value({CustomerObject::Kind::Connection, connection.id.text()});
}

} // namespace

void tellCustomers(SignInFacts &facts, const CustomerNameOf &nameOf)
{
    const auto tell = [&facts, &nameOf](CustomerObject::Kind kind, const QString &id) {
        const CustomerObject object{kind, id};
        if (const QString name = nameOf(object); !name.isEmpty()) {
            facts.customers.insert(object, name);
        }
    };
    facts.customers.clear();
    tell(CustomerObject::Kind::Application, facts.application.id.text());
    for (const Domain::Connection &connection : connectionsOf(facts)) {
        tell(CustomerObject::Kind::Connection, connection.id.text());
    }
    if (facts.organization) {
        tell(CustomerObject::Kind::Organization, facts.organization->id.text());
    }
}

void tellCustomers(SignInFacts &facts, const Domain::CustomerRules &rules)
{
    const Domain::TenantProfile tenant;
    Snapshot snapshot;
    if (!facts.application.original.isEmpty()) {
        snapshot.applications = {shared(Query::applicationRecord(tenant, facts.application))};
    }
    snapshot.connections.emplace();
    for (const Domain::Connection &connection : connectionsOf(facts)) {
        snapshot.connections->append(shared(Query::connectionRecord(tenant, connection)));
    }
    if (facts.organization) {
        snapshot.organizations = {shared(Query::organizationRecord(tenant, *facts.organization))};
    }
    const TenantCustomers customers = customersOf(snapshot, rules);
    tellCustomers(facts, [&customers](const CustomerObject &object) {
        const auto share = customers.shares.find(customers.ownerOf(object.kind, object.id));
        return share == customers.shares.end() ? QString() : share->second.name;
    });
}

QString crossingText(const SignInFacts &facts, const SignInFix &fix, const Domain::Connection &connection)
{
    const bool isMember = fix.kind == FixKind::AddMember;
    const QString theirs = customerOfTarget(facts, fix);
    const QString own = customerOf(facts, connection);
    if (theirs.isEmpty() || own.isEmpty() || theirs == own) {
        return {};
    }
    const Crossing::Tie tie = isMember          ? Crossing::Tie::UserToOrganization
        : fix.kind == FixKind::EnableConnection ? Crossing::Tie::ConnectionToApplication
                                                : Crossing::Tie::ConnectionToOrganization;
    return textOf({tie, isMember ? fix.organizationName : fix.subject.name, theirs, connection.name, own});
}

const Domain::Connection *tellingConnection(const SignInFacts &facts, const SignInFix &fix,
                                            const QList<const Domain::Connection *> &connections)
{
    const QString theirs = customerOfTarget(facts, fix);
    const Domain::Connection *another = nullptr;
    for (const Domain::Connection *connection : connections) {
        if (!theirs.isEmpty() && customerOf(facts, *connection) == theirs) {
            return connection;
        }
        if (!another && !crossingText(facts, fix, *connection).isEmpty()) {
            another = connection;
        }
    }
    return another || connections.isEmpty() ? another : connections.first();
}

QString strangerText(const SignInFacts &facts, const SignInFix &fix, const Domain::Connection &enabled,
                     const QList<const Domain::Connection *> &connections)
{
    const Domain::Connection *telling = tellingConnection(facts, fix, connections);
    if (!customerOf(facts, enabled).isEmpty() || !telling || crossingText(facts, fix, *telling).isEmpty()) {
        return {};
    }
    return tr("“%1” belongs to the customer “%2”, and the user, by “%3”, to “%4”: everybody in “%5” could then sign in "
              "to another customer's application.")
        .arg(fix.subject.name, customerOfTarget(facts, fix), telling->name, customerOf(facts, *telling), enabled.name);
}

} // namespace Analysis
