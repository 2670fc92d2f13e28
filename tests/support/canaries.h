#pragma once

#include "sandbox/tenantstate.h"

#include <QByteArray>
#include <QList>

/// Secrets that must never leave the server they were planted in.
namespace Canaries {

/// Puts one of its own in every place where objects of an Auth0 tenant hold secrets: client secrets, keys, tokens, the
/// configuration of custom databases, mail and message providers, metadata. They are made alike every time, and unlike
/// any other text.
QList<QByteArray> plant(Sandbox::TenantState &state);

/// Those that stand in the text.
QList<QByteArray> foundIn(const QByteArray &text, const QList<QByteArray> &canaries);

} // namespace Canaries
