#include "session/profilesessions.h"

#include "session/storedsecretsource.h"
#include "settings/profilestore.h"

#include <QLoggingCategory>

#include <utility>

namespace Session {

namespace {

Q_LOGGING_CATEGORY(logProfiles, "tenantry.profiles")

} // namespace

tl::expected<std::unique_ptr<TenantSession>, QString>
makeSession(const Domain::TenantProfile &profile, std::unique_ptr<Api::TokenSource> source, Api::ClientOptions options)
{
    const auto origin = profile.baseUrl.isEmpty() ? Api::Origin::fromDomain(profile.domain)
                                                  : Api::Origin::fromBaseUrl(profile.baseUrl.toString());
    if (!origin) {
        return tl::make_unexpected(origin.error());
    }
    return std::make_unique<TenantSession>(profile, *origin, std::move(source), std::move(options));
}

ProfileSessions::ProfileSessions(Estate &estate, const Settings::ProfileStore &profiles,
                                 Auth::CredentialStore &credentials, OptionsFor optionsFor, QObject *parent)
    : QObject(parent)
    , m_estate(estate)
    , m_profiles(profiles)
    , m_credentials(credentials)
    , m_optionsFor(std::move(optionsFor))
{
    connect(&m_profiles, &Settings::ProfileStore::added, this, &ProfileSessions::open);
    connect(&m_profiles, &Settings::ProfileStore::changed, this, &ProfileSessions::takeEdit);
    connect(&m_profiles, &Settings::ProfileStore::removed, &m_estate, &Estate::close);
    connect(&m_estate, &Estate::closing, this, [this](const Domain::TenantId &id) { m_sources.remove(id); });
}

void ProfileSessions::openAll()
{
    for (const Domain::TenantProfile &profile : m_profiles.profiles()) {
        open(profile.id);
    }
}

void ProfileSessions::open(const Domain::TenantId &id)
{
    const std::optional<Domain::TenantProfile> profile = m_profiles.find(id);
    if (!profile) {
        return;
    }
    auto source = std::make_unique<StoredSecretSource>(*profile, m_credentials);
    StoredSecretSource *kept = source.get();
    auto session = makeSession(*profile, std::move(source), m_optionsFor(*profile));
    if (!session) {
        // ProfileStore takes no such profile; a file edited by hand may hold one.
        qCWarning(logProfiles) << "A saved profile has no usable address:" << session.error();
        m_estate.close(id);
        return;
    }
    m_estate.open(*std::move(session));
    m_sources.insert(id, kept);
}

void ProfileSessions::takeEdit(const Domain::TenantId &id)
{
    const std::optional<Domain::TenantProfile> profile = m_profiles.find(id);
    TenantSession *session = m_estate.find(id);
    if (profile && session) {
        Domain::TenantProfile shownOtherwise = session->profile();
        shownOtherwise.name = profile->name;
        shownOtherwise.color = profile->color;
        shownOtherwise.metadataSchemaFile = profile->metadataSchemaFile;
        shownOtherwise.plan = profile->plan;
        if (shownOtherwise == *profile) {
            session->setMetadataSchemaFile(profile->metadataSchemaFile);
            session->setPlan(profile->plan);
            session->setDisplay(profile->name, profile->color);
            return;
        }
    }
    open(id);
}

void ProfileSessions::renewSecret(const Domain::TenantId &id)
{
    if (StoredSecretSource *source = m_sources.value(id)) {
        source->noteNewSecret();
        TenantSession *session = m_estate.find(id);
        session->client().forgetToken();
        session->refreshFailed();
    }
}

} // namespace Session
