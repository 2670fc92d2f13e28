#pragma once

#include "change/metadatarules.h"
#include "json/leafchange.h"

#include <memory>

namespace Change {

/// The operator's own JSON Schema (draft 7 or earlier) of the metadata of one Auth0 tenant. One file for all: its
/// `properties` are `app_metadata` and `user_metadata` of users, `client_metadata` of applications,
/// `connection_metadata` and `organization_metadata`; what it does not name is not checked. Auth0 knows nothing of it:
/// what it says are warnings. A value; cheap to copy, used on any thread.
class MetadataSchema
{
public:
    /// Checks nothing.
    MetadataSchema() = default;
    static MetadataSchema of(const QByteArray &text);
    /// Reads the file: work for a thread. An empty path checks nothing.
    static MetadataSchema ofFile(const QString &path);

    /// Why it cannot be used and what to do, for a person; then it checks nothing. Empty where all is fine.
    const QString &problem() const { return m_problem; }
    /// What of the member's value is not as the schema wants it, at its place from the object.
    QList<MetadataProblem> violations(ObjectKind kind, const QString &member, const Json::Value &metadata) const;
    /// The same of the members that these changes touch, in the object as it would be with them.
    QList<MetadataProblem> violations(ObjectKind kind, const QByteArray &seen,
                                      const QList<Json::LeafChange> &changes) const;

private:
    struct Parsed;

    std::shared_ptr<const Parsed> m_parsed;
    QString m_problem;
};

/// What to note of an object for whoever decides about its change: the first few violations, and how many more.
QStringList notesOf(const QList<MetadataProblem> &violations);
/// Whether a note on an object of this kind is one of those.
bool isSchemaNote(ObjectKind kind, const QString &note);

} // namespace Change
