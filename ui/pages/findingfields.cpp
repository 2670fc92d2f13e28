#include "ui/pages/findingfields.h"

#include "query/columns.h"
#include "session/estate.h"
#include "session/lockprobe.h"
#include "session/tenantsession.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// More names are no help.
constexpr qsizetype namedObjects = 1000;

QString translated(const char *text, int count = -1)
{
    return QCoreApplication::translate("Ui", text, nullptr, count);
}

QStringList bounded(const QStringList &names)
{
    const qsizetype more = names.size() - namedObjects;
    return more > 0 ? names.first(namedObjects) << translated("and %n more", int(more)) : names;
}

QStringList namesOf(const QList<Analysis::EnabledConnection> &connections)
{
    QStringList names;
    for (const Analysis::EnabledConnection &connection : connections) {
        names.append(connection.name);
    }
    return bounded(names);
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
QList<Field> lockFields(const Analysis::LockOutlook &outlook)
{
    QList<Field> fields;
    if (!outlook.beyond.isEmpty()) {
        fields << listField(translated("Beyond 50 (%n)", int(outlook.beyond.size())), namesOf(outlook.beyond))
               << textField(translated("What Lock does"), Analysis::fallbackText(outlook.fallback));
    }
    fields << listField(translated("Shown (%n)", int(outlook.shown.size())), namesOf(outlook.shown))
           << textField(translated("Strategy"), u"auth0"_s)
           << textField(translated("Order"),
                        translated("That of Auth0's list. Which one Lock's file has is documented nowhere: “See what "
                                   "Lock sees…” reads the file."))
           << textField(translated("Not counted"), Analysis::textOf(outlook.uncounted));
    return fields;
}

} // namespace

QList<Field> concernedBy(const Items::FindingRow &row, const Session::Estate &estate)
{
    const Session::TenantSession *session = estate.find(row.tenant);
    if (session && row.finding.remedy.kind == Domain::Remedy::Kind::DisableConnections) {
        if (const auto outlook = Session::lockOutlook(*session, row.finding.subject.id)) {
            return lockFields(*outlook);
        }
    }
    QStringList named;
    for (const QString &object : row.finding.objects.mid(0, namedObjects)) {
        const Query::RecordPtr connection = estate.record(row.tenant, Query::Kind::Connections, object);
        named.append(connection ? Query::textAt(*connection, Query::Kind::Connections, u"name") : object);
    }
    if (const auto more = row.finding.objects.size() - named.size(); more > 0) {
        named.append(translated("and %n more", int(more)));
    }
    return {listField(translated("Also concerns"), named)};
}

} // namespace Ui
