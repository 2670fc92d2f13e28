#include "auth/connectiontest.h"

#include "auth/tokendiagnosis.h"
#include "auth/tokensources.h"

#include "api/requests/tenantrequests.h"

#include <QLocale>
#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;
using Domain::TenantProfile;

namespace Auth {

bool TestResult::passed() const
{
    return std::none_of(steps.begin(), steps.end(),
                        [](const TestStep &step) { return step.state == TestStep::State::Failed; });
}

const TestStep *TestResult::step(TestStep::Id id) const
{
    const auto found = std::find_if(steps.begin(), steps.end(), [id](const TestStep &step) { return step.id == id; });
    return found == steps.end() ? nullptr : &*found;
}

ConnectionTest::ConnectionTest(TenantProfile profile, Api::Secret secret, TestOptions options, QObject *parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_secret(std::move(secret))
    , m_options(std::move(options))
{ }

ConnectionTest::~ConnectionTest() = default;

void ConnectionTest::run(QObject *context, Callback callback)
{
    m_callback = [context = QPointer<QObject>(context), callback = std::move(callback)](const TestResult &result) {
        if (context) {
            callback(result);
        }
    };
    m_result = {};
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (checkHere()) {
                fetchToken();
            } else {
                finish();
            }
        },
        Qt::QueuedConnection);
}

bool ConnectionTest::checkHere()
{
    const auto now = QDateTime::currentDateTimeUtc();
    const QList<TestStep> steps = stepsBeforeSending(m_profile, m_secret, m_options.isHostConfirmed, now);
    for (const TestStep &step : steps) {
        add(step);
    }
    return m_result.passed();
}

void ConnectionTest::fetchToken()
{
    const auto origin = m_profile.baseUrl.isEmpty() ? Api::Origin::fromDomain(m_profile.domain)
                                                    : Api::Origin::fromBaseUrl(m_profile.baseUrl.toString());
    if (!origin) {
        add({TestStep::Id::Profile, TestStep::State::Failed, origin.error(), {}, {}});
        finish();
        return;
    }
    m_source = tokenSource(m_profile, m_secret);
    if (m_options.client.transport.caFile.isEmpty()) {
        m_options.client.transport.caFile = m_profile.caFile;
    }
    m_client = std::make_unique<Api::ManagementClient>(*origin, *m_source, m_options.client);
    m_source->fetch(*m_client, [this](const Api::Outcome<Api::AccessToken> &token) { accept(token); });
}

void ConnectionTest::accept(const Api::Outcome<Api::AccessToken> &token)
{
    if (!token) {
        add(diagnoseToken(m_profile, token.error()));
        finish();
        return;
    }
    const auto claims = readClaims(token->value);
    if (!claims) {
        add({TestStep::Id::Token, TestStep::State::Failed, claims.error().what, claims.error().why,
             claims.error().remedy});
        finish();
        return;
    }
    m_claims = *claims;
    m_result.expiresAt = m_claims.expiresAt;
    const QString until
        = m_claims.expiresAt ? QLocale().toString(m_claims.expiresAt->toLocalTime(), QLocale::ShortFormat) : QString();
    add({TestStep::Id::Token,
         TestStep::State::Passed,
         until.isEmpty() ? tr("There is a token.") : tr("There is a token, good until %1.").arg(until),
         {},
         {}});
    add({TestStep::Id::Tenant,
         TestStep::State::Passed,
         tr("It is for %1.").arg(Domain::audienceOf(m_profile)),
         {},
         {}});
    tryApi(token->value);
}

void ConnectionTest::tryApi(const Api::Secret &token)
{
    // The same token goes on, so that the test costs one token request: hence a second client over it, made when the
    // first no longer runs.
    QMetaObject::invokeMethod(
        this,
        [this, token] {
            const Api::Origin origin = m_client->origin();
            m_client.reset();
            m_source = std::make_unique<PastedTokenSource>(m_profile, token);
            m_client = std::make_unique<Api::ManagementClient>(origin, *m_source, m_options.client);
            m_client->send<QByteArray>(Api::getTenantSettings(), this, [this](const Api::Outcome<QByteArray> &read) {
                acceptApi(read ? std::nullopt : std::optional(read.error()));
            });
        },
        Qt::QueuedConnection);
}

void ConnectionTest::acceptApi(const std::optional<Api::ApiError> &error)
{
    const auto problem = error ? diagnoseApi(m_profile, *error) : std::nullopt;
    if (problem) {
        add(*problem);
        finish();
        return;
    }
    add({TestStep::Id::Api, TestStep::State::Passed, tr("The Management API accepts it."), {}, {}});
    reportScopes();
    finish();
}

void ConnectionTest::reportScopes()
{
    m_result.scopes = scopeReport(m_claims.scopes, m_profile.readOnly);
    const auto &features = m_result.scopes->features;
    const auto working = static_cast<int>(
        std::count_if(features.begin(), features.end(), [](const FeatureStatus &feature) { return feature.works(); }));
    TestStep step{TestStep::Id::Scopes, TestStep::State::Passed, {}, {}, {}};
    if (working == 0) {
        step.state = TestStep::State::Failed;
        step.what = tr("The token allows nothing that Tenantry does.");
        step.why = m_claims.scopes.isEmpty() ? tr("It holds no scope at all.")
                                             : tr("It holds only %1.").arg(m_claims.scopes.join(u", "_s));
        step.remedy = tr("Grant the application the scopes of the least-scope command, then test again.");
    } else if (working < features.size()) {
        step.state = TestStep::State::Warning;
        step.what = tr("%1 of %2 features work with these scopes.").arg(working).arg(features.size());
        step.why = tr("Missing: %1.").arg(m_result.scopes->missing().join(u", "_s));
        step.remedy = tr("Grant those that you need; the list says what each costs.");
    } else {
        step.what = tr("All %1 features work with these scopes.").arg(features.size());
    }
    if (!m_result.scopes->revealing.isEmpty()) {
        step.state = step.state == TestStep::State::Failed ? step.state : TestStep::State::Warning;
        step.why += (step.why.isEmpty() ? QString() : u" "_s)
            + tr("More than needed: %1 make Auth0 send secrets along.").arg(m_result.scopes->revealing.join(u", "_s));
    }
    add(step);
}

void ConnectionTest::add(const TestStep &step)
{
    m_result.steps.append(step);
    Q_EMIT stepDone(step);
}

void ConnectionTest::finish()
{
    // Later, since a client may be calling; it and what it holds of the credential go before the answer is given.
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_client.reset();
            m_source.reset();
            const Callback callback = std::exchange(m_callback, {});
            callback(m_result);
        },
        Qt::QueuedConnection);
}

} // namespace Auth
