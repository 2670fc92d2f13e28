#include "session/lockexitsteps.h"

#include "session/translation.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

constexpr qsizetype longestName = 50;

/// Lower case, with single dashes for all that a name of an organization may not hold.
QString plain(const QString &text)
{
    static const QRegularExpression others(u"[^a-z0-9_]+"_s);
    static const QRegularExpression ends(u"^[-_]+|[-_]+$"_s);
    return text.toLower().replace(others, u"-"_s).remove(ends);
}

} // namespace

OrganizationIndex::OrganizationIndex(const QList<OrganizationName> &organizations)
{
    for (const OrganizationName &organization : organizations) {
        for (const QString &name : {plain(organization.name), plain(organization.displayName)}) {
            if (name.isEmpty()) {
                continue;
            }
            m_longest = std::max(m_longest, name.size());
            const auto known = m_ids.find(name);
            if (known == m_ids.end()) {
                m_ids.insert(name, organization.id);
            } else if (*known != organization.id) {
                known->clear(); // a guess between two would be one in two wrong
            }
        }
    }
}

QString OrganizationIndex::organizationFor(const QString &connection) const
{
    const QString name = plain(connection);
    QList<qsizetype> starts{0};
    for (qsizetype i = 0; i < name.size(); ++i) {
        if (name.at(i) == u'-') {
            starts.append(i + 1);
        }
    }
    QString best;
    qsizetype longest = 0;
    for (qsizetype first = 0; first < starts.size(); ++first) {
        const qsizetype start = starts.at(first);
        for (qsizetype next = first + 1; next <= starts.size(); ++next) {
            const qsizetype length = (next < starts.size() ? starts.at(next) - 1 : name.size()) - start;
            if (length > m_longest) {
                break;
            }
            if (length < longest) {
                continue;
            }
            const auto found = m_ids.constFind(name.mid(start, length));
            if (found == m_ids.cend()) {
                continue;
            }
            best = length == longest && best != *found ? QString() : *found;
            longest = length;
        }
    }
    return best;
}

QString organizationNameFor(const QString &connection)
{
    static const QRegularExpression atEnd(u"[-_]+$"_s);
    return plain(connection).left(longestName).remove(atEnd);
}

QStringList organizationSteps(const QString &application, const QStringList &missing)
{
    QStringList steps;
    for (const QString &connection : missing) {
        steps.append(tr("Create an organization for “%1” (Dashboard, Organizations, Create Organization): name %2, "
                        "display name as the customer calls itself. Read the organizations again (F5), then come back "
                        "to put the connection into it.")
                         .arg(connection, organizationNameFor(connection)));
    }
    steps
        << tr("Switch “%1” to Universal Login: take the Lock page out (Dashboard, Branding, Universal Login, Advanced "
              "Options, Login), or Lock out of the application where it is embedded. Lock knows nothing of "
              "organizations.")
               .arg(application)
        << tr("Allow organizations for “%1” (Dashboard, Applications, Organizations): business users, and prompt for "
              "the organization where the application does not name one.")
               .arg(application)
        << tr("Let the application send “organization” with each login, where it knows the customer.")
        << tr("Leave the connections on for “%1”: an organization shows only those that are. With Universal Login "
              "their number is no limit.")
               .arg(application)
        << tr("Members come with their next login, since the plan turns on membership at login. Who must be a member "
              "before, as for an invitation, is added by hand.");
    return steps;
}

QStringList applicationSteps(const QString &application)
{
    return {tr("Create an application of the same type as “%1” (Dashboard, Applications, Create Application), with the "
               "callback, logout and origin addresses of where it will run.")
                .arg(application),
            tr("While the tenant setting enable_client_connections is on, Auth0 turns every connection on for it: turn "
               "those off that do not belong there (Ctrl+Alt+C), or switch the setting off before."),
            tr("Put its client ID into what the customers sign in with."),
            tr("Read the applications again (F5), and open this once more: the new application is among those to move "
               "to.")};
}

} // namespace Session
