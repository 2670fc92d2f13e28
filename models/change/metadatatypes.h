#pragma once

#include "change/metadatarules.h"
#include "json/metadatavalues.h"

#include <QHash>

namespace Change {

/// Of what type the values are that others of the same kind hold under the same keys: metadata should be of one type
/// throughout (auth0.md 4.7), since a search and an Action take it to be. A value; counting is work for a thread.
class MetadataTypes
{
public:
    /// Counts the member of these objects, as Auth0 sent them; what cannot be read is left out.
    static MetadataTypes of(const QList<QByteArray> &objects, const QString &member);

    /// Hints at values, where most others hold another type. `metadata` is the member's value.
    QList<MetadataProblem> hints(const QString &member, const Json::Value &metadata) const;
    bool isEmpty() const { return m_counts.isEmpty(); }

private:
    void count(const QString &place, const Json::Value &value, int depth);
    void compare(const Json::Pointer &pointer, const QString &place, const Json::Value &value,
                 QList<MetadataProblem> &hints) const;

    QHash<QString, Json::TypeCounts> m_counts; ///< by pointer, from the metadata
};

} // namespace Change
