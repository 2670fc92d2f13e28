#pragma once

#include "session/estate.h"

#include <functional>

namespace Auth {
class CredentialStore;
}
namespace Settings {
class ProfileStore;
}

namespace Session {

class StoredSecretSource;

/// Keeps an estate in step with the saved profiles: a session for each, opened, replaced and closed as profiles are
/// added, edited and removed. A profile that only got another name or colour keeps its session and what it read.
/// Opening reads nothing and asks no keychain. Sessions that came otherwise, as the sandbox's, are left alone. Owned by
/// the program's main(); all references outlive it.
class ProfileSessions : public QObject
{
    Q_OBJECT
public:
    /// What a session's client may do: reserve, CA file. Asked once per session.
    using OptionsFor = std::function<Api::ClientOptions(const Domain::TenantProfile &)>;

    ProfileSessions(Estate &estate, const Settings::ProfileStore &profiles, Auth::CredentialStore &credentials,
                    OptionsFor optionsFor, QObject *parent = nullptr);

    /// Opens a session for each profile that is saved now. Without it, only those added or edited from now on are
    /// opened: who tries the sandbox sends nothing to real tenants.
    void openAll();
    /// The profile's secret was replaced: its session, records and all, goes on with the new one, and reads again what
    /// failed with the old.
    void renewSecret(const Domain::TenantId &id);

private:
    void open(const Domain::TenantId &id);
    void takeEdit(const Domain::TenantId &id);

    Estate &m_estate;
    const Settings::ProfileStore &m_profiles;
    Auth::CredentialStore &m_credentials;
    OptionsFor m_optionsFor;
    QHash<Domain::TenantId, StoredSecretSource *> m_sources; ///< owned by their sessions
};

/// A session for a profile, its tokens from `source`. The error says what is wrong with the profile's address.
tl::expected<std::unique_ptr<TenantSession>, QString>
makeSession(const Domain::TenantProfile &profile, std::unique_ptr<Api::TokenSource> source, Api::ClientOptions options);

} // namespace Session
