#pragma once

#include "change/objectref.h"
#include "json/value.h"

namespace Change {

/// Auth0's limits of metadata (auth0.md 4.7, OpenAPI: ClientMetadata, OrganizationMetadata).
inline constexpr int maximumClientMetadataKeys = 10;
inline constexpr int maximumConnectionMetadataKeys = 10;
inline constexpr int maximumOrganizationMetadataKeys = 25;
inline constexpr int maximumMetadataText = 255; ///< characters of a key, and of a value that must be a text

/// The members of an object that hold metadata: app_metadata and user_metadata of a user, client_metadata of an
/// application, metadata of connections and organizations; none of relations.
QList<const char *> metadataMembers(ObjectKind kind);

/// Why Auth0 would refuse the metadata of this object, or take it wrongly; nothing where it is fine. Keys that were
/// there before are not looked at: what Auth0 holds, it took.
std::optional<QString> metadataProblem(ObjectKind kind, const Json::Value &now, const Json::Value &wanted);

} // namespace Change
