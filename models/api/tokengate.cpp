#include "api/tokengate.h"

#include <QPointer>

namespace Api {
namespace {

// While a renewal fails but the old token still lives, it is tried again this often.
constexpr Milliseconds renewalPause = std::chrono::seconds(30);

} // namespace

TokenGate::TokenGate(TokenSource &source, ManagementClient &client, std::shared_ptr<Clock> clock)
    : m_source(source)
    , m_client(client)
    , m_clock(std::move(clock))
{ }

/// Past 80 % of its life, and able to be renewed.
bool TokenGate::isDue() const
{
    if (!m_token->lifetime || !m_source.canRenew())
        return false;
    const Milliseconds age = m_clock->steady() - m_fetchedAt;
    return age >= Milliseconds(*m_token->lifetime) * 8 / 10 && m_clock->steady() >= m_retryRenewalAt;
}

const AccessToken *TokenGate::usable() const
{
    return m_token && !m_isFetching && !isDue() ? &*m_token : nullptr;
}

void TokenGate::request()
{
    if (m_isFetching)
        return;
    if (m_isRejectedForGood) {
        ApiError error;
        error.kind = ApiError::Kind::Auth;
        error.httpStatus = 401;
        Q_EMIT failed(error);
        return;
    }
    m_isFetching = true;
    m_source.fetch(m_client, [gate = QPointer(this)](Outcome<AccessToken> outcome) {
        if (gate)
            gate->accept(std::move(outcome));
    });
}

void TokenGate::accept(Outcome<AccessToken> outcome)
{
    m_isFetching = false;
    if (m_isOutdated) {
        // Fetched with what was replaced meanwhile. The waiting calls ask again, on a later turn: a source may be on
        // the stack here.
        m_isOutdated = false;
        m_token.reset();
        Q_EMIT ready();
        return;
    }
    if (outcome) {
        m_token = *std::move(outcome);
        m_clientId = m_token->clientId;
        m_fetchedAt = m_clock->steady();
        m_retryRenewalAt = Milliseconds(0);
        ++m_generation;
        Q_EMIT ready();
        return;
    }
    const bool stillLives
        = m_token && m_token->lifetime && m_clock->steady() - m_fetchedAt < Milliseconds(*m_token->lifetime);
    if (stillLives) {
        m_retryRenewalAt = m_clock->steady() + renewalPause;
        Q_EMIT ready();
        return;
    }
    m_token.reset();
    Q_EMIT failed(outcome.error());
}

bool TokenGate::reject(quint64 generation)
{
    if (generation != m_generation)
        return true; // an older one; a newer is here or on its way
    m_token.reset();
    m_isRejectedForGood = !m_source.canRenew();
    return !m_isRejectedForGood;
}

void TokenGate::forget()
{
    m_token.reset();
    m_isRejectedForGood = false;
    m_isOutdated = m_isFetching;
}

} // namespace Api
