#include "analysis/plantedfaults.h"

using namespace Qt::StringLiterals;
using Sandbox::Fault;

namespace PlantedFaults {

QString checkFor(Fault fault)
{
    switch (fault) {
    case Fault::DatabaseConnectionWithoutApplication:
        return u"connection.no-application"_s;
    case Fault::ApplicationWithoutConnection:
        return u"application.no-connection"_s;
    case Fault::WildcardCallback:
        return u"application.wildcard-callback"_s;
    case Fault::HttpCallback:
        return u"application.http-callback"_s;
    case Fault::BruteForceProtectionOff:
        return u"connection.brute-force-protection-off"_s;
    case Fault::SignupOpenOnCustomerConnection:
        return u"connection.sign-up-open"_s;
    case Fault::DeprecatedGrant:
        return u"application.deprecated-grant"_s;
    case Fault::MixedTypeAppMetadata:
        return u"user.mixed-metadata-types"_s;
    case Fault::AppMetadataNearSizeCap:
        return u"user.profile-size"_s;
    case Fault::SameLevelDifferentMinLength:
        return u"lock.minimum-length-mix"_s;
    case Fault::FlexiblePolicyOnLockApplication:
        return u"lock.flexible-policy"_s;
    case Fault::EnableClientConnections:
        return u"tenant.enable-client-connections"_s;
    case Fault::OrganizationConnectionWithoutApplication:
        return u"organization.connection-without-application"_s;
    case Fault::LockOverLimit:
    case Fault::LockFull:
        return u"lock.database-connections"_s;
    case Fault::OrganizationNearConnectionLimit:
        return u"organization.connections"_s;
    case Fault::LocalUrl:
        return u"application.local-url"_s;
    case Fault::MissingClientAuthentication:
        return u"application.authentication"_s;
    case Fault::UnfitGrant:
        return u"application.unfit-grant"_s;
    case Fault::EndlessRefreshTokens:
        return u"application.refresh-token-endless"_s;
    case Fault::KeyExpiring:
        return u"application.key-expiry"_s;
    case Fault::DeveloperKeys:
        return u"connection.developer-keys"_s;
    case Fault::SecretInScript:
        return u"connection.secrets-in-scripts"_s;
    case Fault::OutsideUserStore:
        return u"connection.outside-user-store"_s;
    case Fault::UnverifiedSignups:
        return u"connection.email-verification"_s;
    case Fault::NoErrorPage:
        return u"tenant.no-error-page"_s;
    case Fault::DeprecationNotice:
        return u"tenant.deprecation-notices"_s;
    case Fault::WeakPolicy:
        return u"policy.weak"_s;
    }
    return {};
}

bool isComplete(Fault fault)
{
    return fault != Fault::LockOverLimit && fault != Fault::LockFull && fault != Fault::WeakPolicy;
}

} // namespace PlantedFaults
