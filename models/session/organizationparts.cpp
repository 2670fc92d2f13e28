#include "session/organizationparts.h"

#include "api/apierror.h"
#include "api/requests/organizationpartrequests.h"

#include <utility>

namespace Session {

namespace {

constexpr int atOnce = 4;

bool isMissingScope(const Api::ApiError &error)
{
    return error.kind == Api::ApiError::Kind::Scope || error.kind == Api::ApiError::Kind::Forbidden;
}

} // namespace

OrganizationPartsReading::OrganizationPartsReading(Api::ManagementClient &client, QStringList organizations,
                                                   QObject *context, OnEnd onEnd)
    : QObject(context)
    , m_client(client)
    , m_left(std::move(organizations))
    , m_total(m_left.size())
    , m_onEnd(std::move(onEnd))
{ }

void OrganizationPartsReading::start()
{
    if (m_left.isEmpty()) {
        return end(m_read);
    }
    for (int i = 0; i < atOnce && !m_left.isEmpty(); ++i) {
        begin();
    }
}

void OrganizationPartsReading::begin()
{
    ++m_underWay;
    const QString id = m_left.takeFirst();
    m_begun.insert(id, {});
    read(id, Part::Connections);
}

void OrganizationPartsReading::read(const QString &organization, Part part)
{
    const Domain::OrganizationId id(organization);
    const Api::ListSource<QByteArray> source = part == Part::Connections ? Api::allOrganizationLinks(id)
        : part == Part::Grants                                           ? Api::allOrganizationGrants(id)
                                                                         : Api::allOrganizationDomains(id);
    Api::listAll<QByteArray>(
        m_client, source, this,
        [this, organization, part](const QList<QByteArray> &page) {
            Json::OrganizationParts &parts = m_begun[organization];
            if (part == Part::Connections) {
                parts.connections += page;
            } else if (part == Part::Grants) {
                parts.grants += page;
            } else {
                parts.domains = parts.domains.value_or(QList<QByteArray>()) + page;
            }
        },
        [this, organization, part](const Api::Outcome<Api::Extent> &extent) {
            // What is missing here, an import would take away.
            take(organization, part, Api::whole(extent));
        });
}

void OrganizationPartsReading::take(const QString &organization, Part part, const Api::Outcome<Api::Extent> &outcome)
{
    if (!m_onEnd) {
        return;
    }
    const bool isGone = !outcome && outcome.error().kind == Api::ApiError::Kind::NotFound;
    // Not every plan has domains, and not every token may see them; an import then leaves them alone.
    const bool isSpared = !outcome && part == Part::Domains && (isGone || isMissingScope(outcome.error()));
    if (!outcome && !isSpared && !isGone) {
        if (!isMissingScope(outcome.error())) {
            return end(tl::make_unexpected(outcome.error()));
        }
        m_read.incomplete = outcome.error();
        return end(m_read);
    }
    if (!isGone && part != Part::Domains) {
        return read(organization, part == Part::Connections ? Part::Grants : Part::Domains);
    }
    if (!isGone || isSpared) {
        m_read.parts.insert(organization, m_begun.take(organization));
    }
    --m_underWay;
    Q_EMIT progressed(m_read.parts.size(), m_total);
    if (!m_left.isEmpty()) {
        begin();
    } else if (m_underWay == 0) {
        end(m_read);
    }
}

void OrganizationPartsReading::end(const Api::Outcome<ReadParts> &outcome)
{
    if (const OnEnd onEnd = std::exchange(m_onEnd, nullptr)) {
        deleteLater();
        onEnd(outcome);
    }
}

} // namespace Session
