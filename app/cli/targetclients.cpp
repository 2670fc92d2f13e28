#include "cli/targetclients.h"

#include "cli/profiles.h"
#include "cli/secretquestion.h"
#include "cli/translation.h"

#include "api/managementclient.h"
#include "api/origin.h"
#include "auth/keychainstore.h"
#include "auth/systemkeychain.h"
#include "auth/tokensources.h"
#include "settings/credentialkeys.h"
#include "settings/profilerules.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Cli {

/// The keychain, with the list of its entries that the settings keep.
struct TargetClients::Keychain
{
    SavedProfiles saved;
    std::unique_ptr<Settings::CredentialKeys> keys;
    std::unique_ptr<Auth::KeychainStore> store;
};

namespace {

Failure noSecret(const Target &target)
{
    return {ExitCode::Authentication, tr("There is no client secret for %1.").arg(target.profile.name),
            tr("AUTH0_CLIENT_SECRET is not set, and nobody can be asked."),
            tr("Put the secret of the application in AUTH0_CLIENT_SECRET.")};
}

} // namespace

TargetClients::TargetClients(bool asks, QObject *parent)
    : QObject(parent)
    , m_asks(asks)
{ }

TargetClients::~TargetClients()
{
    // Clients live on their sources, which are children as well and might go first.
    const auto clients = findChildren<Api::ManagementClient *>(Qt::FindDirectChildrenOnly);
    qDeleteAll(clients);
}

void TargetClients::open(const Target &target, QObject *context, const OnClient &onClient)
{
    if (!target.secret.isEmpty()) {
        return onClient(make(target.profile, target.secret));
    }
    if (!target.isSaved()) {
        const Api::Secret answer
            = m_asks ? askSecret(tr("Client secret for %1: ").arg(target.profile.name)) : Api::Secret();
        return answer.isEmpty() ? onClient(tl::make_unexpected(noSecret(target)))
                                : onClient(make(target.profile, answer));
    }
    const Outcome<Auth::KeychainStore *> store = keychain();
    if (!store) {
        return onClient(tl::make_unexpected(store.error()));
    }
    (*store)->read(target.profile.id, Auth::secretKindOf(target.profile.credential), context,
                   [this, profile = target.profile, onClient](const Auth::StoreOutcome<Api::Secret> &secret) {
                       if (secret) {
                           return onClient(make(profile, *secret));
                       }
                       onClient(tl::make_unexpected(Failure{
                           ExitCode::Authentication, tr("The credentials of %1 could not be read.").arg(profile.name),
                           secret.error().message,
                           tr("Or name the Auth0 tenant with --domain and "
                              "--client-id, and put its secret in AUTH0_CLIENT_SECRET.")}));
                   });
}

Outcome<Auth::KeychainStore *> TargetClients::keychain()
{
    if (!m_keychain) {
        Outcome<SavedProfiles> saved = openProfiles();
        if (!saved) {
            return tl::make_unexpected(saved.error());
        }
        m_keychain = std::make_unique<Keychain>();
        m_keychain->saved = std::move(*saved);
        m_keychain->keys = std::make_unique<Settings::CredentialKeys>(m_keychain->saved.settings->file());
        m_keychain->store
            = std::make_unique<Auth::KeychainStore>(std::make_unique<Auth::SystemKeychain>(), *m_keychain->keys);
    }
    return m_keychain->store.get();
}

Outcome<Api::ManagementClient *> TargetClients::make(const Domain::TenantProfile &profile, const Api::Secret &secret)
{
    const auto origin = profile.baseUrl.isEmpty() ? Api::Origin::fromDomain(profile.domain)
                                                  : Api::Origin::fromBaseUrl(profile.baseUrl.toString());
    if (!origin) {
        return usage(tr("The profile %1 names no Auth0 tenant.").arg(profile.name), origin.error(),
                     tr("Edit the profile in the window of Tenantry."));
    }
    Api::ClientOptions options;
    options.transport.caFile = profile.caFile;
    options.transport.writesAllowed = [mayWrite = m_mayWrite](const Api::WireRequest &) { return *mayWrite; };
    options.leftToOthers = Settings::shareLeftToOthers(profile, {});
    Api::TokenSource *source = Auth::tokenSource(profile, secret).release();
    source->setParent(this);
    return new Api::ManagementClient(*origin, *source, options, this);
}

} // namespace Cli
