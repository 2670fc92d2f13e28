#include "domain/tenant.h"

using namespace Qt::StringLiterals;

namespace Domain {

const QStringList &planWords()
{
    static const QStringList words{u"free"_s, u"self-service"_s, u"enterprise"_s};
    return words;
}

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
