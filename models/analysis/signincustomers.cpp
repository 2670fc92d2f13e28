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
SignInCustomer customerOfTarget(const SignInFacts &facts, const SignInFix &fix)
{
    const bool isMember = fix.kind == FixKind::AddMember;
    return facts.customers.value(
        {fix.kind == FixKind::EnableConnection ? CustomerObject::Kind::Application : CustomerObject::Kind::Organization,
         isMember ? fix.organization : fix.subject.id});
}

SignInCustomer customerOf(const SignInFacts &facts, const Domain::Connection &connection)
{
    return facts.customers.value({CustomerObject::Kind::Connection, connection.id.text()});
}

} // namespace

void tellCustomers(SignInFacts &facts, const CustomerOf &customerOf)
{
    const auto tell = [&facts, &customerOf](CustomerObject::Kind kind, const QString &id) {
        const CustomerObject object{kind, id};
        if (const SignInCustomer customer = customerOf(object); !customer.key.isEmpty()) {
            facts.customers.insert(object, customer);
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
        const QString key = customers.ownerOf(object.kind, object.id);
        const auto share = customers.shares.find(key);
        return share == customers.shares.end() ? SignInCustomer() : SignInCustomer{key, share->second.name};
    });
}

QString crossingText(const SignInFacts &facts, const SignInFix &fix, const Domain::Connection &connection)
{
    const bool isMember = fix.kind == FixKind::AddMember;
    const SignInCustomer theirs = customerOfTarget(facts, fix);
    const SignInCustomer own = customerOf(facts, connection);
    if (theirs.key.isEmpty() || own.key.isEmpty() || theirs.key == own.key) {
        return {};
    }
    const Crossing::Tie tie = isMember          ? Crossing::Tie::UserToOrganization
        : fix.kind == FixKind::EnableConnection ? Crossing::Tie::ConnectionToApplication
                                                : Crossing::Tie::ConnectionToOrganization;
    return textOf({tie, isMember ? fix.organizationName : fix.subject.name, theirs.name, connection.name, own.name});
}

const Domain::Connection *tellingConnection(const SignInFacts &facts, const SignInFix &fix,
                                            const QList<const Domain::Connection *> &connections)
{
    const SignInCustomer theirs = customerOfTarget(facts, fix);
    const Domain::Connection *another = nullptr;
    for (const Domain::Connection *connection : connections) {
        if (!theirs.key.isEmpty() && customerOf(facts, *connection).key == theirs.key) {
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
    if (!customerOf(facts, enabled).key.isEmpty() || !telling || crossingText(facts, fix, *telling).isEmpty()) {
        return {};
    }
    return tr("“%1” belongs to the customer “%2”, and the user, by “%3”, to “%4”: everybody in “%5” could then sign in "
              "to another customer's application.")
        .arg(fix.subject.name, customerOfTarget(facts, fix).name, telling->name, customerOf(facts, *telling).name,
             enabled.name);
}

} // namespace Analysis
