#pragma once

#include "change/objectref.h"
#include "json/pointer.h"
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

/// The whole profile of a user (auth0.md 4.7: 10 KB; how Auth0 counts is not documented, so that ours is an estimate),
/// and what it advises for one metadata field. Larger ones are still taken until 4 March 2027.
inline constexpr qsizetype maximumProfileBytes = 10240;
inline constexpr qsizetype advisedMetadataBytes = 2048;

/// Something about one place of an object that whoever edits it should know.
struct MetadataProblem
{
    enum class Severity {
        Refused, ///< Auth0 would not take it, or not as it is meant
        Warning, ///< it is taken, but leads to trouble
        Hint, ///< it looks unlike what others hold
    };
    Severity severity = Severity::Refused;
    Json::Pointer pointer; ///< from the object
    QString message; ///< for a person

    friend bool operator==(const MetadataProblem &, const MetadataProblem &) = default;
};

/// Why Auth0 would refuse the metadata of this object, or take it wrongly; the refused ones first of each member. Keys
/// that were there before are not looked at: what Auth0 holds, it took.
QList<MetadataProblem> metadataProblems(ObjectKind kind, const Json::Value &now, const Json::Value &wanted);
/// The first thing that is refused; nothing where all is fine.
std::optional<QString> metadataProblem(ObjectKind kind, const Json::Value &now, const Json::Value &wanted);
/// What whoever decides should know of metadata that is taken away whole; nothing where none is.
std::optional<QString> wipeNote(ObjectKind kind, const Json::Value &now, const Json::Value &wanted);
/// How many keys Auth0 takes in the metadata of this kind; 0 where it counts bytes instead.
int maximumMetadataKeys(ObjectKind kind);

} // namespace Change
