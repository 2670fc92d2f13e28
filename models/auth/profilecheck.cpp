#include "auth/clientassertion.h"
#include "auth/connectiontest.h"
#include "auth/translation.h"

#include "settings/profilerules.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using Domain::CredentialKind;
using Domain::TenantProfile;

namespace Auth {

namespace {

TestStep passed(TestStep::Id id, const QString &what)
{
    return {id, TestStep::State::Passed, what, {}, {}};
}

TestStep failure(TestStep::Id id, const QString &what, const QString &why, const QString &remedy)
{
    return {id, TestStep::State::Failed, what, why, remedy};
}

TestStep hostStep(const TenantProfile &profile, bool isConfirmed)
{
    const QString host = Domain::originOf(profile).host();
    if (!needsConfirmation(profile)) {
        return passed(TestStep::Id::Host, tr("The credential goes to %1 only.").arg(host));
    }
    if (isConfirmed) {
        return passed(TestStep::Id::Host, tr("The credential goes to %1, as you confirmed.").arg(host));
    }
    return failure(TestStep::Id::Host, tr("%1 is not one of Auth0's own hosts.").arg(host),
                   tr("It may be a custom domain or a Private Cloud, or somebody's trap: whoever runs it would "
                      "receive the credential. Nothing was sent."),
                   tr("If it is a custom domain, enter the tenant's own domain instead. If you are sure of the "
                      "host, confirm it."));
}

TestStep secretStep(const Api::Secret &secret)
{
    const QByteArray text = secret.reveal();
    const QString what = tr("The client secret cannot be right.");
    const bool isKey = text.contains("-----BEGIN");
    if (isKey) {
        return failure(TestStep::Id::Credential, what, tr("It is a key in PEM format. Nothing was sent."),
                       tr("Choose “Private key” as the kind of credential."));
    }
    if (text.count('.') == 2 && text.startsWith("eyJ")) {
        return failure(TestStep::Id::Credential, what, tr("It is a token. Nothing was sent."),
                       tr("Choose “Token” as the kind of credential, or paste the client secret."));
    }
    const bool isClean = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
    if (!isClean) {
        return failure(TestStep::Id::Credential, what,
                       tr("It holds blanks, line breaks or characters that no client secret has. Nothing was "
                          "sent."),
                       tr("Copy it again with the button beside it in the Auth0 dashboard."));
    }
    return passed(TestStep::Id::Credential, tr("There is a client secret."));
}

TestStep keyStep(const Api::Secret &secret)
{
    const QString problem = problemWithKey(secret);
    return problem.isEmpty() ? passed(TestStep::Id::Credential, tr("The private key can sign."))
                             : failure(TestStep::Id::Credential, tr("The private key cannot be used."), problem, {});
}

QList<TestStep> tokenSteps(const TenantProfile &profile, const Api::Secret &secret, const QDateTime &now)
{
    const auto fail = [](TestStep::Id id, const TokenProblem &problem) {
        return failure(id, problem.what, problem.why, problem.remedy);
    };
    const auto claims = readClaims(secret);
    if (!claims) {
        return {fail(TestStep::Id::Credential, claims.error())};
    }
    if (const auto problem = tenantProblem(*claims, profile)) {
        return {fail(TestStep::Id::Tenant, *problem)};
    }
    if (const auto problem = timeProblem(*claims, now)) {
        return {fail(TestStep::Id::Credential, *problem)};
    }
    return {passed(TestStep::Id::Credential, tr("The token is one of this tenant."))};
}

QList<TestStep> credentialSteps(const TenantProfile &profile, const Api::Secret &secret, const QDateTime &now)
{
    if (secret.isEmpty()) {
        return {failure(TestStep::Id::Credential, tr("There is no credential."),
                        tr("Neither the form nor the keychain holds one for this profile."),
                        tr("Enter the client secret, choose the key file or paste a token."))};
    }
    switch (profile.credential) {
    case CredentialKind::ClientSecret:
        return {secretStep(secret)};
    case CredentialKind::PrivateKey:
        return {keyStep(secret)};
    case CredentialKind::Token:
        break;
    }
    return tokenSteps(profile, secret, now);
}

} // namespace

bool needsConfirmation(const TenantProfile &profile)
{
    return profile.baseUrl.isEmpty() && !profile.domain.endsWith(".auth0.com"_L1);
}

QList<TestStep> stepsBeforeSending(const TenantProfile &profile, const Api::Secret &secret, bool isHostConfirmed,
                                   const QDateTime &now)
{
    TenantProfile named = profile;
    if (named.name.trimmed().isEmpty()) {
        named.name = u"-"_s; // a test may come before the profile is given its name
    }
    const auto checked = Settings::checkedProfile(named);
    if (!checked) {
        return {failure(TestStep::Id::Profile, tr("The profile is not complete."), checked.error().message, {})};
    }
    QList<TestStep> steps{passed(TestStep::Id::Profile, tr("The profile is complete."))};
    steps.append(hostStep(*checked, isHostConfirmed));
    if (steps.last().state == TestStep::State::Passed) {
        steps += credentialSteps(*checked, secret, now);
    }
    return steps;
}

} // namespace Auth
