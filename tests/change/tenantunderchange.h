#pragma once

#include "api/managementclient.h"
#include "change/applier.h"
#include "sandbox/scale.h"
#include "sandbox/server.h"

#include <QTemporaryDir>

namespace Tests {

/// A sandbox with one Auth0 tenant, a client that may write to it, and a folder for the journal.
class TenantUnderChange
{
public:
    explicit TenantUnderChange(const Sandbox::Scale &scale, std::vector<Sandbox::ApiClient> clients = {},
                               std::chrono::seconds searchLag = {});
    ~TenantUnderChange();

    Sandbox::Server &server() { return *m_server; }
    Api::ManagementClient &client() { return *m_client; }
    const Domain::TenantProfile &profile() const { return m_profile; }
    Change::JournalPlace journal() const;
    /// Another client of the same tenant, by another address or credential. Owned by this.
    Api::ManagementClient &clientAt(const QString &baseUrl, const Sandbox::ApiClient *credential = nullptr);
    /// While false, the transport writes nothing.
    void allowWriting(bool allowed) { m_isWritingAllowed = allowed; }

    /// An object of the sandbox as its API serves it, read behind the client's back.
    QByteArray connection(std::size_t index) const;
    QByteArray user(std::size_t index) const;
    QString connectionId(std::size_t index) const;
    QString userId(std::size_t index) const;
    Change::ObjectRef ref(std::size_t connection) const;
    /// The indexes of database connections whose options can be written: no custom database, one policy generation.
    std::vector<std::size_t> editableConnections() const;
    qsizetype writesAt() const; ///< requests that are no GET and no token

    /// Applies a plan and waits for its end; the results.
    QList<Change::ItemResult> apply(const Change::Plan &plan, Api::ManagementClient *client = nullptr);
    /// A plan of one item.
    Change::Plan plan(const Change::ObjectRef &object, const QList<Json::LeafChange> &changes) const;

private:
    std::unique_ptr<Api::TokenSource> source(const Sandbox::ApiClient *credential) const;
    Api::ManagementClient &add(const Api::Origin &origin, const Sandbox::ApiClient *credential);

    std::unique_ptr<Sandbox::Server> m_server;
    Domain::TenantProfile m_profile;
    std::vector<std::unique_ptr<Api::TokenSource>> m_sources;
    std::vector<std::unique_ptr<Api::ManagementClient>> m_clients;
    Api::ManagementClient *m_client = nullptr;
    QTemporaryDir m_folder;
    bool m_isWritingAllowed = true;
};

/// The change that sets one leaf of an object, as an editor makes it.
QList<Json::LeafChange> setting(const QByteArray &object, const char *pointer, const char *value);
QList<Json::LeafChange> removing(const QByteArray &object, const char *pointer);

} // namespace Tests
