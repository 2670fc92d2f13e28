// What a client tells about itself, apart from the sending.
#include "api/managementclient.h"
#include "api/tokengate.h"

#include <algorithm>

namespace Api {

QList<RateState> ManagementClient::rates() const
{
    QList<RateState> states = m_budget.snapshot(m_clock->steady());
    for (const Call *call : m_calls) {
        if (call->state() >= Call::State::Sent)
            continue;
        const RateFamily family = familyOf(call->request());
        auto state = std::find_if(states.begin(), states.end(),
                                  [family](const RateState &candidate) { return candidate.family == family; });
        if (state == states.end()) {
            RateState unknown;
            unknown.family = family;
            state = states.insert(states.end(), unknown);
        }
        ++state->queued;
        const Milliseconds wait = call->waitLeft().value_or(Milliseconds(0));
        // One after another at the learnt rate, behind the first one's own wait.
        const double share = state->perSecond * (1 - m_budget.leftToOthers());
        const int behind = std::max(0, state->queued - std::max(1, state->remaining - state->reserved));
        const auto paced = share > 0 ? Milliseconds(static_cast<qint64>(behind / share * 1000)) : Milliseconds(0);
        state->eta = std::max({state->eta, wait, paced});
    }
    return states;
}

std::optional<QStringList> ManagementClient::tokenScopes() const
{
    const AccessToken *token = m_gate->usable();
    return token ? token->scopes : std::nullopt;
}

QString ManagementClient::clientId() const
{
    return m_gate->clientId();
}

void ManagementClient::forgetToken()
{
    m_gate->forget();
    scheduleDispatch();
}

ApiError ManagementClient::unreadable(const WireRequest &request, const WireReply &reply, const QString &why)
{
    ApiError error = errorFor(request, ApiError::Kind::BadResponse, why);
    error.httpStatus = reply.status;
    // The write was accepted; what it led to must be read.
    error.unknownOutcome = goesOnce(request);
    return error;
}

} // namespace Api
