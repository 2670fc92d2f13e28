#pragma once

#include "store/snapshotstore.h"

/// States of made-up Auth0 tenants for the tests of the store.
namespace States {

QDateTime day(int number); ///< noon, UTC
Store::Object connection(int number, const QString &strategy = QStringLiteral("auth0"), int version = 0);
Store::Object application(int number, int version = 0);

/// So many connections, five applications with those connections enabled whose number they divide, and the settings.
Store::TenantState tenant(const QString &domain, const QDateTime &at, int connections);

/// What a snapshot holds of a part, by id; of a relation, "owner member" without bodies.
using Contents = QMap<QString, QByteArray>;
Contents contentsOf(const Store::SnapshotStore &store, qint64 snapshot, Store::Part part);
/// What was put into a state, as it should come back.
Contents contentsOf(const Store::TenantState &state, Store::Part part);

std::unique_ptr<Store::SnapshotStore> open(const QString &path);

} // namespace States
