#pragma once

#include <QString>

namespace Domain {

/// Names of Auth0's own that it refuses as keys of app_metadata (auth0.md 4.7).
bool isReservedMetadataKey(const QString &key);

/// Whether Auth0 takes the key in app_metadata and user_metadata, at any depth: neither a dot nor a dollar sign is in
/// it (auth0.md 4.7).
bool isMetadataKey(QStringView key);

} // namespace Domain
