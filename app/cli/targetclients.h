#pragma once

#include "cli/failure.h"
#include "cli/target.h"

#include <QObject>

#include <functional>
#include <memory>

namespace Api {
class ManagementClient;
}
namespace Auth {
class KeychainStore;
}

namespace Cli {

/// Makes the client of each Auth0 tenant: finds its secret, and its source of tokens. Owns the clients.
class TargetClients : public QObject
{
    Q_OBJECT
public:
    /// `asks`: a secret that is nowhere is asked for on the terminal.
    explicit TargetClients(bool asks, QObject *parent = nullptr);
    ~TargetClients() override;

    using OnClient = std::function<void(const Outcome<Api::ManagementClient *> &)>;
    /// Calls back once, later or at once, unless `context` goes first.
    void open(const Target &target, QObject *context, const OnClient &onClient);
    /// Unlocks writing for this process. Until then the transport of every client refuses it.
    void allowWriting() { *m_mayWrite = true; }

private:
    struct Keychain;

    Outcome<Auth::KeychainStore *> keychain();
    Outcome<Api::ManagementClient *> make(const Domain::TenantProfile &profile, const Api::Secret &secret);

    bool m_asks;
    std::shared_ptr<bool> m_mayWrite = std::make_shared<bool>(false); ///< shared with the clients' gates
    std::unique_ptr<Keychain> m_keychain; ///< opened for the first secret that lies in it
};

} // namespace Cli
