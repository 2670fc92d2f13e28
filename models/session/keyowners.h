#pragma once

#include "query/record.h"

#include <QStringList>

namespace Session {

/// The applications that prove with a key or a certificate who they are, by id: reading their credentials takes a
/// request for each. Auth0 tells of keys only to tokens with read:client_keys or read:client_credentials.
QStringList applicationsWithKeys(const QList<Query::RecordPtr> &applications);

} // namespace Session
