#pragma once

#include <QByteArray>
#include <QStringList>

namespace Session {

/// The custom domains of a tenant that links may lead to: those that are verified, by name. `objects` as Auth0 sent
/// them. With one there is nothing to choose.
QStringList verifiedDomains(const QList<QByteArray> &objects);

} // namespace Session
