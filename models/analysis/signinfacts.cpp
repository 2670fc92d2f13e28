#include "analysis/signinfacts.h"

#include "analysis/translation.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Analysis {

QList<Account> accountsOf(const Domain::User &user)
{
    QList<Account> accounts;
    const auto object = Json::parse(user.original);
    const Json::Value *identities = object ? Json::memberAt(*object, "identities") : nullptr;
    if (identities && identities->is_array()) {
        for (const Json::Value &identity : *identities) {
            const Json::Value *profile = Json::memberAt(identity, "profileData");
            const bool isFirst = accounts.isEmpty();
            accounts.append({Json::stringAt(identity, "connection"),
                             isFirst       ? user.email
                                 : profile ? Json::stringAt(*profile, "email")
                                           : QString(),
                             isFirst});
        }
    }
    if (accounts.isEmpty() && !user.connection.isEmpty()) {
        accounts.append({user.connection, user.email, true});
    }
    return accounts;
}

std::optional<FoundUser::Match> matchOf(const Domain::User &user, const QString &email)
{
    using Match = FoundUser::Match;
    if (user.email == email) {
        return Match::Exact;
    }
    const QList<Account> accounts = accountsOf(user);
    if (user.email.compare(email, Qt::CaseInsensitive) == 0) {
        // A database keeps addresses in lower case, and takes them in any when people sign in.
        return user.id.text().startsWith("auth0|"_L1) && user.email == email.toLower() ? Match::Exact
                                                                                       : Match::OtherCase;
    }
    for (const Account &account : accounts) {
        if (account.email.compare(email, Qt::CaseInsensitive) == 0) {
            return Match::LinkedIdentity;
        }
    }
    return std::nullopt;
}

QString titleOf(SignInPart part)
{
    switch (part) {
    case SignInPart::Users:
        return tr("users with this e-mail");
    case SignInPart::Similar:
        return tr("users with a similar e-mail");
    case SignInPart::Application:
        return tr("the application");
    case SignInPart::Connections:
        return tr("connections of the application");
    case SignInPart::Options:
        return tr("settings of these connections");
    case SignInPart::OtherConnections:
        return tr("other connections of the user");
    case SignInPart::LockFile:
        return tr("the file that Lock reads");
    case SignInPart::OrganizationConnections:
        return tr("connections of the organization");
    case SignInPart::Membership:
        return tr("members of the organization");
    case SignInPart::Blocks:
        return tr("blocks of brute-force protection");
    case SignInPart::Factors:
        return tr("factors of MFA");
    case SignInPart::Logs:
        return tr("the log");
    case SignInPart::Settings:
        return tr("settings of the Auth0 tenant");
    }
    return {};
}

QLatin1StringView wordOf(SignInPart part)
{
    switch (part) {
    case SignInPart::Users:
        return "users"_L1;
    case SignInPart::Similar:
        return "similar-users"_L1;
    case SignInPart::Application:
        return "application"_L1;
    case SignInPart::Connections:
        return "connections"_L1;
    case SignInPart::Options:
        return "connection-options"_L1;
    case SignInPart::OtherConnections:
        return "other-connections"_L1;
    case SignInPart::LockFile:
        return "lock-file"_L1;
    case SignInPart::OrganizationConnections:
        return "organization-connections"_L1;
    case SignInPart::Membership:
        return "membership"_L1;
    case SignInPart::Blocks:
        return "blocks"_L1;
    case SignInPart::Factors:
        return "factors"_L1;
    case SignInPart::Logs:
        return "logs"_L1;
    case SignInPart::Settings:
        break;
    }
    return "settings"_L1;
}

} // namespace Analysis
