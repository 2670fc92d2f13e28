#pragma once

#include "auth/scopereport.h"
#include "auth/tokenclaims.h"

#include "api/managementclient.h"
#include "domain/tenant.h"

#include <functional>
#include <memory>
#include <optional>

namespace Auth {

/// One step of a test, in the order they are taken. A step after one that failed is not taken and not in the list.
struct TestStep
{
    enum class Id {
        Profile, ///< the form: domain, client id, algorithm
        Host, ///< whether the credential may go to this host at all
        Credential, ///< what can be said about secret, key or token without sending it
        Token, ///< a token was obtained
        Tenant, ///< it is one of this tenant, for the Management API
        Api, ///< the Management API takes it
        Scopes, ///< what it allows
    };
    enum class State { Passed, Warning, Failed };

    Id id = Id::Profile;
    State state = State::Passed;
    QString what; ///< what was found
    QString why; ///< empty where there is nothing to explain
    QString remedy; ///< what to do; empty where there is nothing

    friend bool operator==(const TestStep &, const TestStep &) = default;
};

/// How a test went. Without any secret: fit for the dialog, the command line and a diagnostics text.
struct TestResult
{
    QList<TestStep> steps;
    std::optional<ScopeReport> scopes; ///< where the test came that far
    std::optional<QDateTime> expiresAt; ///< of the token

    bool passed() const; ///< no step failed
    const TestStep *step(TestStep::Id id) const; ///< nullptr where it was not taken

    friend bool operator==(const TestResult &, const TestResult &) = default;
};

/// How a test may go about it.
struct TestOptions
{
    /// The user has confirmed that the credential may go to this profile's host although it is not Auth0's own.
    bool isHostConfirmed = false;
    Api::ClientOptions client;
};

/// True where the credential would go to a host that is neither under auth0.com nor on this computer: a custom domain,
/// a Private Cloud, or a mistake. The user is asked before anything is sent there.
bool needsConfirmation(const Domain::TenantProfile &profile);

/// Tries a profile with its credential: at most one token request and one read, nothing written, nothing kept. Owned by
/// whoever shows the result; when it goes, the test ends.
class ConnectionTest : public QObject
{
    Q_OBJECT
public:
    using Callback = std::function<void(const TestResult &)>;

    ConnectionTest(Domain::TenantProfile profile, Api::Secret secret, TestOptions options, QObject *parent = nullptr);
    ~ConnectionTest() override;

    /// Starts; answers once, later, unless `context` or the test goes first.
    void run(QObject *context, Callback callback);

Q_SIGNALS:
    /// Each step as it is done, for a list that fills.
    void stepDone(const Auth::TestStep &step);

private:
    bool checkHere();
    void fetchToken();
    void accept(const Api::Outcome<Api::AccessToken> &token);
    void tryApi(const Api::Secret &token);
    void acceptApi(const std::optional<Api::ApiError> &error);
    void reportScopes();
    void add(const TestStep &step);
    void finish();

    Domain::TenantProfile m_profile;
    Api::Secret m_secret;
    TestOptions m_options;
    TestResult m_result;
    TokenClaims m_claims;
    std::unique_ptr<Api::TokenSource> m_source;
    std::unique_ptr<Api::ManagementClient> m_client;
    Callback m_callback;
};

/// The steps that need no network: what is wrong with a profile and its credential as entered. Pure.
QList<TestStep> stepsBeforeSending(const Domain::TenantProfile &profile, const Api::Secret &secret,
                                   bool isHostConfirmed, const QDateTime &now);

} // namespace Auth
