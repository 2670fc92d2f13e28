#include "session/credentialreading.h"

#include "api/requests/applicationrequests.h"
#include "session/estate.h"
#include "session/keyowners.h"
#include "session/tenantsession.h"

#include <utility>

namespace Session {

using Query::Kind;

CredentialReading::CredentialReading(Estate &estate, QObject *parent)
    : QObject(parent)
    , m_estate(estate)
{
    m_estate.each(this, [this](TenantSession *session) {
        connect(session, &TenantSession::statusChanged, this, [this, session](Kind kind) {
            if (kind == Kind::Applications) {
                follow(*session);
            }
        });
        follow(*session);
    });
    connect(&m_estate, &Estate::closing, this, [this](const Domain::TenantId &tenant) { m_readings.erase(tenant); });
}

void CredentialReading::setWanted(bool isWanted)
{
    if (std::exchange(m_isWanted, isWanted) == isWanted) {
        return;
    }
    m_readings.clear();
    for (TenantSession *session : m_estate.sessions()) {
        follow(*session);
        Q_EMIT changed(session->id());
    }
}

std::optional<CredentialReading::Credentials> CredentialReading::of(const Domain::TenantId &tenant) const
{
    const auto found = m_readings.find(tenant);
    return found != m_readings.end() && found->second.isWhole ? std::optional(found->second.found) : std::nullopt;
}

QString CredentialReading::reasonOf(const Domain::TenantId &tenant) const
{
    const auto found = m_readings.find(tenant);
    return found == m_readings.end() ? QString() : found->second.reason;
}

void CredentialReading::follow(TenantSession &session)
{
    const KindStatus &status = session.status(Kind::Applications);
    if (!m_isWanted || status.isReading() || !status.readAt.isValid()) {
        return;
    }
    Reading &reading = m_readings[session.id()];
    if (reading.of == status.readAt || !reading.waiting.isEmpty()) {
        return; // the rest of a reading under way goes on
    }
    reading = {status.readAt, applicationsWithKeys(session.records(Kind::Applications)), {}, false, {}};
    readNext(session);
}

void CredentialReading::readNext(TenantSession &session)
{
    Reading &reading = m_readings[session.id()];
    if (reading.waiting.isEmpty()) {
        return end(session.id(), {});
    }
    using Credential = Domain::ClientCredential;
    const QString application = reading.waiting.constFirst();
    const auto request = Api::listCredentials(Domain::ApplicationId(application)).at(Api::Priority::Background);
    session.client().send<Api::Page<Credential>>(
        request, this,
        [this, tenant = session.id(), application, of = reading.of](const Api::Outcome<Api::Page<Credential>> &page) {
            const auto known = m_readings.find(tenant);
            TenantSession *open = m_estate.find(tenant);
            if (known == m_readings.end() || !open || known->second.of != of) {
                return; // it was closed, or is not wanted any more
            }
            known->second.waiting.removeFirst();
            if (page) {
                known->second.found.insert(application, page->items);
            } else if (page.error().kind != Api::ApiError::Kind::NotFound) { // deleted meanwhile: without keys
                known->second.waiting.clear();
                return end(tenant, page.error().text());
            }
            readNext(*open);
        });
}

void CredentialReading::end(const Domain::TenantId &tenant, const QString &reason)
{
    Reading &reading = m_readings[tenant];
    reading.isWhole = reason.isEmpty();
    reading.reason = reason;
    Q_EMIT changed(tenant);
}

} // namespace Session
