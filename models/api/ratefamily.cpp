#include "api/ratefamily.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <iterator>

using namespace Qt::StringLiterals;

namespace Api {
namespace {

struct Row
{
    const char *prefix; ///< of the path template, ending at a segment
    RateFamily read;
    RateFamily write;
};

// The first matching row counts, so longer prefixes stand first. The groups of `/connections/{id}/clients` and
// `/clients/{id}/connections` are not documented: they are taken for connections (auth0.md 4.3).
constexpr std::array rows = {
    Row{"/organizations/{id}/enabled_connections", RateFamily::OrganizationConnectionsRead,
        RateFamily::OrganizationConnectionsWrite},
    Row{"/organizations/{id}/connections", RateFamily::OrganizationConnectionsRead,
        RateFamily::OrganizationConnectionsWrite},
    Row{"/organizations/{id}/members", RateFamily::OrganizationMembersRead, RateFamily::OrganizationMembersWrite},
    Row{"/organizations/{id}/invitations", RateFamily::OrganizationInvitations, RateFamily::OrganizationInvitations},
    Row{"/organizations/{id}", RateFamily::OrganizationRead, RateFamily::OrganizationsWrite},
    Row{"/organizations", RateFamily::OrganizationsRead, RateFamily::OrganizationsWrite},
    Row{"/users/{id}/organizations", RateFamily::UserOrganizationsRead, RateFamily::UsersWrite},
    Row{"/users/{id}/logs", RateFamily::LogsRead, RateFamily::LogsRead},
    Row{"/users-by-email", RateFamily::UsersRead, RateFamily::UsersWrite},
    Row{"/users", RateFamily::UsersRead, RateFamily::UsersWrite},
    Row{"/logs", RateFamily::LogsRead, RateFamily::LogsRead},
    Row{"/clients/{id}/connections", RateFamily::ConnectionsRead, RateFamily::Other},
    Row{"/clients", RateFamily::ClientsRead, RateFamily::Other},
    Row{"/connections/{id}/status", RateFamily::ConnectionStatus, RateFamily::Other},
    Row{"/connections", RateFamily::ConnectionsRead, RateFamily::Other},
    Row{"/device-credentials", RateFamily::Other, RateFamily::DeviceCredentialsWrite},
};

bool isBelow(const QString &path, QLatin1StringView prefix)
{
    return path.startsWith(prefix) && (path.size() == prefix.size() || path.at(prefix.size()) == u'/');
}

} // namespace

RateFamily familyOf(const WireRequest &request)
{
    if (request.surface == Surface::Authentication) {
        const bool isMail = request.pathTemplate == "/dbconnections/change_password"_L1;
        return request.verb == Verb::Get ? RateFamily::Other // public files are no tokens
            : isMail                     ? RateFamily::PasswordMail
                                         : RateFamily::Token;
    }
    const auto row = std::find_if(rows.begin(), rows.end(), [&request](const Row &candidate) {
        return isBelow(request.pathTemplate, QLatin1StringView(candidate.prefix));
    });
    if (row == rows.end())
        return RateFamily::Other;
    if (request.verb != Verb::Get)
        return row->write;
    const bool searches = std::any_of(request.query.cbegin(), request.query.cend(),
                                      [](const QPair<QString, QString> &item) { return item.first == "q"_L1; });
    return row->read == RateFamily::ClientsRead && searches ? RateFamily::ClientsSearch : row->read;
}

QString familyName(RateFamily family)
{
    static constexpr const char *names[] = {
        QT_TRANSLATE_NOOP("Api::RateFamily", "Everything else"),
        QT_TRANSLATE_NOOP("Api::RateFamily", "Users, reading"),
        QT_TRANSLATE_NOOP("Api::RateFamily", "Users, writing"),
        QT_TRANSLATE_NOOP("Api::RateFamily", "Logs"),
        QT_TRANSLATE_NOOP("Api::RateFamily", "Applications, reading"),
        QT_TRANSLATE_NOOP("Api::RateFamily", "Applications, searching"),
        QT_TRANSLATE_NOOP("Api::RateFamily", "Connections, reading"),
        QT_TRANSLATE_NOOP("Api::RateFamily", "Connection status"),
        QT_TRANSLATE_NOOP("Api::RateFamily", "Device credentials, writing"),
        QT_TRANSLATE_NOOP("Api::RateFamily", "Organizations, reading"),
        QT_TRANSLATE_NOOP("Api::RateFamily", "Single organizations, reading"),
        QT_TRANSLATE_NOOP("Api::RateFamily", "Organizations, writing"),
        QT_TRANSLATE_NOOP("Api::RateFamily", "Organization connections, reading"),
        QT_TRANSLATE_NOOP("Api::RateFamily", "Organization connections, writing"),
        QT_TRANSLATE_NOOP("Api::RateFamily", "Organization members, reading"),
        QT_TRANSLATE_NOOP("Api::RateFamily", "Organization members, writing"),
        QT_TRANSLATE_NOOP("Api::RateFamily", "Organization invitations"),
        QT_TRANSLATE_NOOP("Api::RateFamily", "Organizations of a user"),
        QT_TRANSLATE_NOOP("Api::RateFamily", "Tokens"),
        QT_TRANSLATE_NOOP("Api::RateFamily", "Password reset mails"),
    };
    static_assert(std::size(names) == rateFamilyCount);
    return QCoreApplication::translate("Api::RateFamily", names[static_cast<int>(family)]);
}

} // namespace Api
