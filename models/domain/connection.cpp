#include "domain/connection.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace Domain {

namespace {
// Of Auth0's OpenAPI document, ConnectionStrategyEnum: those that the Dashboard lists under Enterprise.
const QSet<QString> &enterpriseStrategies()
{
    static const QSet<QString> names{
        u"ad"_s,        u"adfs"_s, u"auth0-adldap"_s, u"auth0-oidc"_s,   u"custom"_s, u"google-apps"_s, u"ip"_s,
        u"office365"_s, u"oidc"_s, u"okta"_s,         u"pingfederate"_s, u"samlp"_s,  u"sharepoint"_s,  u"waad"_s,
    };
    return names;
}
} // namespace

ConnectionKind kindOfStrategy(const QString &strategy)
{
    if (strategy.isEmpty()) {
        return ConnectionKind::Unknown;
    }
    if (strategy == "auth0"_L1) {
        return ConnectionKind::Database;
    }
    if (strategy == "email"_L1 || strategy == "sms"_L1) {
        return ConnectionKind::Passwordless;
    }
    return enterpriseStrategies().contains(strategy) ? ConnectionKind::Enterprise : ConnectionKind::Social;
}

} // namespace Domain
