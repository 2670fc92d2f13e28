#include "ui/pages/findingfields.h"

#include "query/columns.h"
#include "session/customerbook.h"
#include "session/estate.h"
#include "session/lockprobe.h"
#include "session/tenantsession.h"

#include <QCoreApplication>
#include <QSet>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// More names are no help.
constexpr qsizetype namedObjects = 1000;

QString translated(const char *text, int count = -1)
{
    return QCoreApplication::translate("Ui", text, nullptr, count);
}

/// The first names of so many.
QStringList bounded(const QStringList &names, qsizetype all)
{
    const qsizetype more = all - namedObjects;
    return more > 0 ? names.mid(0, namedObjects) << translated("and %n more", int(more)) : names;
}

/// Whose the connections of one tenant are.
struct Owners
{
    Domain::TenantId tenant;
    const Session::CustomerBook *book = nullptr;

    QString of(const QString &connection) const
    {
        return book ? book->ownerOf(tenant, Domain::CustomerObject::Kind::Connection, connection) : QString();
    }
    QString named(const QString &connection, const QString &name) const
    {
        const QString owner = of(connection);
        return owner.isEmpty() || owner == name ? name : translated("%1 (%2)").arg(name, owner);
    }
};

QStringList namesOf(const QList<Analysis::EnabledConnection> &connections, const Owners &owners)
{
    QStringList names;
    for (const Analysis::EnabledConnection &connection : connections.mid(0, namedObjects)) {
        names.append(owners.named(connection.id, connection.name));
    }
    return bounded(names, connections.size());
}

QStringList customersOf(const QList<Analysis::EnabledConnection> &connections, const Owners &owners)
{
    QStringList customers;
    QSet<QString> known;
    for (const Analysis::EnabledConnection &connection : connections) {
        const QString owner = owners.of(connection.id);
        if (!owner.isEmpty() && !known.contains(owner)) {
            known.insert(owner);
            customers.append(owner);
        }
    }
    return customers;
}

Field textField(const QString &label, const QString &text)
{
    return {label, text, false, {}, {}};
}

Field listField(const QString &label, const QStringList &lines)
{
    return {label, {}, false, lines, {}};
}

/// What Lock would make of the application's connections.
QList<Field> lockFields(const Analysis::LockOutlook &outlook, const Owners &owners)
{
    QList<Field> fields;
    if (!outlook.beyond.isEmpty()) {
        if (const QStringList customers = customersOf(outlook.beyond, owners); !customers.isEmpty()) {
            fields << listField(translated("Customers beyond 50 (%n)", int(customers.size())),
                                bounded(customers, customers.size()));
        }
        fields << listField(translated("Beyond 50 (%n)", int(outlook.beyond.size())), namesOf(outlook.beyond, owners))
               << textField(translated("What Lock does"), Analysis::textOf(outlook.fallback));
    }
    fields << listField(translated("Shown (%n)", int(outlook.shown.size())), namesOf(outlook.shown, owners))
           << textField(translated("Strategy"), u"auth0"_s)
           << textField(translated("Order"),
                        translated("That of Auth0's list. Which one Lock's file has is documented nowhere: “See what "
                                   "Lock sees…” reads the file."))
           << textField(translated("Not counted"), Analysis::textOf(outlook.uncounted));
    return fields;
}

/// What people call the object that a check names by its id.
QString nameOf(const QString &object, const Domain::TenantId &tenant, const Session::Estate &estate,
               const Owners &owners)
{
    using Query::Kind;
    if (const Query::RecordPtr connection = estate.record(tenant, Kind::Connections, object)) {
        return owners.named(object, Query::textAt(*connection, Kind::Connections, u"name"));
    }
    for (const Kind kind : {Kind::Applications, Kind::Organizations}) {
        if (const Query::RecordPtr record = estate.record(tenant, kind, object)) {
            return translated("%1 (%2)").arg(Query::textAt(*record, kind, u"name"), object);
        }
    }
    return object;
}

} // namespace

QList<Field> concernedBy(const Items::FindingRow &row, const Session::Estate &estate,
                         const Session::CustomerBook *customers, const QList<Change::PlanItem> &staged)
{
    const Owners owners{row.tenant, customers};
    const Session::TenantSession *session = estate.find(row.tenant);
    if (session && row.finding.remedy.kind == Domain::Remedy::Kind::DisableConnections) {
        if (const auto outlook = Session::lockOutlook(*session, row.finding.subject.id,
                                                      row.isForetold ? staged : QList<Change::PlanItem>())) {
            return lockFields(*outlook, owners);
        }
    }
    QStringList named;
    for (const QString &object : row.finding.objects.mid(0, namedObjects)) {
        named.append(nameOf(object, row.tenant, estate, owners));
    }
    return {listField(translated("Also concerns"), bounded(named, row.finding.objects.size()))};
}

} // namespace Ui
