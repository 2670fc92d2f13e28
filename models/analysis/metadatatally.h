#pragma once

#include "json/metadatavalues.h"

#include <nlohmann/json_fwd.hpp>

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace Analysis {

/// What is kept of a user once their JSON is gone.
struct UserFacts
{
    /// A value of app_metadata, by the number of its place, and its type.
    struct Typed
    {
        int place = 0;
        Json::ValueType type = Json::ValueType::Object;
    };

    QString id;
    QString name;
    qsizetype bytes = 0; ///< as Auth0 sent it
    QHash<QString, qsizetype> fieldBytes; ///< of app_metadata and user_metadata
    QStringList refusedKeys; ///< pointers to keys that Auth0 would no longer take
    QList<Typed> types;
};

/// Of what type the values of app_metadata are, over all users that were read: a search and an Action take one type to
/// stand at each place (auth0.md 4.7).
class MetadataTally
{
public:
    /// Reads a user and counts them.
    UserFacts add(const QString &id, const QString &name, qsizetype bytes, const nlohmann::ordered_json &user);

    /// Places where the user's value is of another type than that of at least four in five users:
    /// "/company/id: a text; 211 of 212 hold a number".
    QStringList oddities(const UserFacts &user) const;

private:
    void walk(const QString &place, const nlohmann::ordered_json &value, int depth, UserFacts &facts);
    int numberOf(const QString &place);

    QHash<QString, int> m_numbers; ///< by pointer
    QStringList m_places;
    QList<Json::TypeCounts> m_counts; ///< by the place's number
};

} // namespace Analysis
