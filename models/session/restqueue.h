#pragma once

#include "domain/id.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace Session {

class Estate;

/// The Auth0 tenants for which something is to be done once they have come to rest: nothing of them is being read, and
/// they have not changed for a while, since pages come in bursts. Each has a rest of its own, so that one which changes
/// on and on keeps no other waiting. Owned by whoever does the work; the estate outlives it.
class RestQueue : public QObject
{
    Q_OBJECT
public:
    RestQueue(const Estate &estate, std::chrono::milliseconds rest, QObject *parent = nullptr);

    /// Of all that are added from now on.
    void setRest(std::chrono::milliseconds rest) { m_rest = rest; }
    /// The tenant has changed: its rest begins, again where it waits already.
    void add(const Domain::TenantId &tenant);
    /// It is not ready before so much time has passed, however often it changes.
    void pause(const Domain::TenantId &tenant, std::chrono::milliseconds time);
    /// Nothing is to be done for it any more.
    void remove(const Domain::TenantId &tenant);
    bool contains(const Domain::TenantId &tenant) const { return m_waiting.contains(tenant); }
    /// It waits, and has come to rest.
    bool isReady(const Domain::TenantId &tenant) const;
    /// The one that is ready and came first, which waits no longer; nothing where none is. ready() tells when to ask
    /// again.
    std::optional<Domain::TenantId> take();

Q_SIGNALS:
    /// One of them may be ready.
    void ready();

private:
    void startSoon(std::chrono::milliseconds left);
    void awaitNext();
    std::chrono::milliseconds waitOf(const Domain::TenantId &tenant) const;

    const Estate &m_estate;
    std::chrono::milliseconds m_rest;
    QList<Domain::TenantId> m_waiting;
    QHash<Domain::TenantId, QDeadlineTimer> m_rests;
    QHash<Domain::TenantId, QDeadlineTimer> m_pauses;
    QTimer m_timer;
};

} // namespace Session
