#include "analysis/metadatatally.h"

#include "json/pointer.h"
#include "json/value.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

/// Deeper, keys are data more often than names.
constexpr int maximumDepth = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("Analysis", text);
}

/// Keys that Auth0 refuses in app_metadata (auth0.md 4.7).
bool isForbidden(const QString &key)
{
    static const QSet<QString> keys{u"__tenant"_s,
                                    u"_id"_s,
                                    u"blocked"_s,
                                    u"clientID"_s,
                                    u"created_at"_s,
                                    u"email_verified"_s,
                                    u"email"_s,
                                    u"globalClientID"_s,
                                    u"global_client_id"_s,
                                    u"identities"_s,
                                    u"lastIP"_s,
                                    u"lastLogin"_s,
                                    u"loginsCount"_s,
                                    u"metadata"_s,
                                    u"multifactor_last_modified"_s,
                                    u"multifactor"_s,
                                    u"updated_at"_s,
                                    u"user_id"_s};
    return keys.contains(key);
}

QString textOf(const QString &parent, const QString &key)
{
    return parent + Json::Pointer({key}).text();
}

/// Field names must hold neither a dot nor a dollar sign, at any depth. Not deeper than the parser allows.
void findRefused(const QString &place, const Json::Value &value, QStringList &refused)
{
    if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i) {
            findRefused(textOf(place, QString::number(i)), value[i], refused);
        }
    }
    if (!value.is_object()) {
        return;
    }
    for (const auto &member : value.items()) {
        const QString key = Json::toQString(member.key());
        if (key.contains(u'.') || key.contains(u'$')) {
            refused.append(textOf(place, key));
        }
        findRefused(textOf(place, key), member.value(), refused);
    }
}

} // namespace

int MetadataTally::typeOf(const Json::Value &value)
{
    if (value.is_object()) {
        return Object;
    }
    if (value.is_array()) {
        return List;
    }
    if (value.is_string()) {
        return Text;
    }
    if (value.is_number()) {
        return Number;
    }
    return value.is_boolean() ? Flag : TypeCount; // null says nothing of the type
}

QString MetadataTally::titleOf(int type)
{
    switch (type) {
    case Object:
        return tr("an object");
    case List:
        return tr("a list");
    case Text:
        return tr("a text");
    case Number:
        return tr("a number");
    default:
        return tr("true or false");
    }
}

int MetadataTally::numberOf(const QString &place)
{
    const auto known = m_numbers.constFind(place);
    if (known != m_numbers.cend()) {
        return *known;
    }
    m_numbers.insert(place, int(m_places.size()));
    m_places.append(place);
    m_counts.append(std::array<int, TypeCount>{});
    return int(m_places.size()) - 1;
}

void MetadataTally::walk(const QString &place, const Json::Value &value, int depth, UserFacts &facts)
{
    if (const int type = typeOf(value); type != TypeCount && depth > 0) {
        const int number = numberOf(place);
        ++m_counts[number][std::size_t(type)];
        facts.types.append({number, type});
    }
    if (value.is_object() && depth < maximumDepth) {
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
        const QString root = u'/' + field;
        facts.fieldBytes.insert(field, Json::write(*metadata).size());
        findRefused(root, *metadata, facts.refusedKeys);
        if (field == "app_metadata"_L1) {
            for (const auto &member : metadata->items()) {
                if (const QString key = Json::toQString(member.key()); isForbidden(key)) {
                    facts.refusedKeys.append(textOf(root, key));
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
        const auto &counts = m_counts.at(typed.place);
        const int all = std::accumulate(counts.begin(), counts.end(), 0);
        const auto most = std::max_element(counts.begin(), counts.end());
        const int usual = int(most - counts.begin());
        if (*most * 5 >= all * 4 && usual != typed.type) {
            found.append(tr("%1: %2; %3 of %4 hold %5")
                             .arg(m_places.at(typed.place), titleOf(typed.type), QLocale().toString(*most),
                                  QLocale().toString(all), titleOf(usual)));
        }
    }
    return found;
}

} // namespace Analysis
