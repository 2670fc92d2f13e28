#include "analysis/metadatatally.h"

#include "analysis/translation.h"
#include "domain/metadatakeys.h"
#include "json/pointer.h"
#include "json/value.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

QString textOf(const QString &parent, const QString &key)
{
    return parent + Json::Pointer({key}).text();
}

} // namespace

int MetadataTally::numberOf(const QString &place)
{
    const auto known = m_numbers.constFind(place);
    if (known != m_numbers.cend()) {
        return *known;
    }
    m_numbers.insert(place, int(m_places.size()));
    m_places.append(place);
    m_counts.append(Json::TypeCounts());
    return int(m_places.size()) - 1;
}

void MetadataTally::walk(const QString &place, const Json::Value &value, int depth, UserFacts &facts)
{
    if (const auto type = Json::typeOf(value); type && depth > 0) {
        const int number = numberOf(place);
        m_counts[number].add(*type);
        facts.types.append({number, *type});
    }
    if (value.is_object() && depth < Json::typedDepth) {
        for (const auto &member : value.items()) {
            walk(textOf(place, Json::toQString(member.key())), member.value(), depth + 1, facts);
        }
    }
}

UserFacts MetadataTally::add(const QString &id, const QString &name, qsizetype bytes, const Json::Value &user)
{
    UserFacts facts;
    facts.id = id;
    facts.name = name;
    facts.bytes = bytes;
    for (const QLatin1StringView field : {"app_metadata"_L1, "user_metadata"_L1}) {
        const Json::Value *metadata = Json::memberAt(user, field.data());
        if (metadata == nullptr || !metadata->is_object()) {
            continue;
        }
        const Json::Pointer root({QString(field)});
        facts.fieldBytes.insert(field, Json::write(*metadata).size());
        for (const Json::Pointer &refused : Json::refusedKeys(root, *metadata)) {
            facts.refusedKeys.append(refused.text());
        }
        if (field == "app_metadata"_L1) {
            for (const auto &member : metadata->items()) {
                if (const QString key = Json::toQString(member.key()); Domain::isReservedMetadataKey(key)) {
                    facts.refusedKeys.append(root.child(key).text());
                }
            }
            walk({}, *metadata, 0, facts);
        }
    }
    return facts;
}

QStringList MetadataTally::oddities(const UserFacts &user) const
{
    QStringList found;
    for (const UserFacts::Typed &typed : user.types) {
        const Json::TypeCounts &counts = m_counts.at(typed.place);
        if (const auto usual = counts.usual(); usual && *usual != typed.type) {
            found.append(tr("%1: %2; %3 of %4 hold %5")
                             .arg(m_places.at(typed.place), Json::titleOf(typed.type),
                                  QLocale().toString(counts.of(*usual)), QLocale().toString(counts.all()),
                                  Json::titleOf(*usual)));
        }
    }
    return found;
}

} // namespace Analysis
