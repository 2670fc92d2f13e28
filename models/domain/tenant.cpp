#include "domain/tenant.h"

using namespace Qt::StringLiterals;

namespace Domain {

QUrl originOf(const TenantProfile &profile)
{
    if (!profile.baseUrl.isEmpty()) {
        return profile.baseUrl;
    }
    QUrl url;
    url.setScheme(u"https"_s);
    url.setHost(profile.domain);
    return url;
}

QString audienceOf(const TenantProfile &profile)
{
    return originOf(profile).toString(QUrl::StripTrailingSlash) + "/api/v2/"_L1;
}

QString tagOf(Environment environment)
{
    switch (environment) {
    case Environment::Development:
        return u"DEV"_s;
    case Environment::Staging:
        return u"STAGING"_s;
    case Environment::Production:
        return u"PROD"_s;
    }
    return {};
}

} // namespace Domain
