#include "policy/policyrefusal.h"

#include "policy/translation.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Policy {

namespace {

enum class Type { Object, Number, Flag, Texts, Word };

/// A member of the policy and what it must be; null and absence are always allowed.
struct Member
{
    const char *pointer;
    Type type;
    QStringList words = {};
};

const QList<Member> &members()
{
    static const QStringList allowBlock{u"allow"_s, u"block"_s};
    static const QList<Member> list{
        {"/passwordPolicy", Type::Word, {u"none"_s, u"low"_s, u"fair"_s, u"good"_s, u"excellent"_s}},
        {"/password_complexity_options", Type::Object},
        {"/password_complexity_options/min_length", Type::Number},
        {"/password_history", Type::Object},
        {"/password_history/enable", Type::Flag},
        {"/password_history/size", Type::Number},
        {"/password_dictionary", Type::Object},
        {"/password_dictionary/enable", Type::Flag},
        {"/password_dictionary/dictionary", Type::Texts},
        {"/password_no_personal_info", Type::Object},
        {"/password_no_personal_info/enable", Type::Flag},
        {"/password_options", Type::Object},
        {"/password_options/complexity", Type::Object},
        {"/password_options/complexity/min_length", Type::Number},
        {"/password_options/complexity/character_types",
         Type::Texts,
         {u"uppercase"_s, u"lowercase"_s, u"number"_s, u"special"_s}},
        {"/password_options/complexity/character_type_rule", Type::Word, {u"all"_s, u"three_of_four"_s}},
        {"/password_options/complexity/identical_characters", Type::Word, allowBlock},
        {"/password_options/complexity/sequential_characters", Type::Word, allowBlock},
        {"/password_options/complexity/max_length_exceeded", Type::Word, {u"truncate"_s, u"error"_s}},
        {"/password_options/dictionary", Type::Object},
        {"/password_options/dictionary/active", Type::Flag},
        {"/password_options/dictionary/default", Type::Word, {u"en_10k"_s, u"en_100k"_s}},
        {"/password_options/dictionary/custom", Type::Texts},
        {"/password_options/history", Type::Object},
        {"/password_options/history/active", Type::Flag},
        {"/password_options/history/size", Type::Number},
        {"/password_options/profile_data", Type::Object},
        {"/password_options/profile_data/active", Type::Flag},
        {"/password_options/profile_data/blocked_fields", Type::Texts},
    };
    return list;
}

bool isWord(const Json::Value &value, const QStringList &words)
{
    return value.is_string()
        && (words.isEmpty() || words.contains(Json::toQString(value.get_ref<const std::string &>())));
}

bool fits(const Json::Value &value, const Member &member)
{
    switch (member.type) {
    case Type::Object:
        return value.is_object();
    case Type::Number:
        return value.is_number_integer();
    case Type::Flag:
        return value.is_boolean();
    case Type::Word:
        return isWord(value, member.words);
    case Type::Texts:
        return value.is_array() && std::all_of(value.begin(), value.end(), [&member](const Json::Value &entry) {
                   return isWord(entry, member.words);
               });
    }
    return false;
}

} // namespace

std::optional<QString> misreadIn(const Json::Value &options)
{
    for (const Member &member : members()) {
        const Json::Value::json_pointer pointer(member.pointer);
        // An object above that is none was met before its members.
        if (options.contains(pointer) && !options.at(pointer).is_null() && !fits(options.at(pointer), member)) {
            const QString name = QString::fromLatin1(member.pointer).mid(1).replace(u'/', u'.');
            return tr("%1 is not what Auth0's API says it is.").arg(name);
        }
    }
    return std::nullopt;
}

std::optional<Refusal> refusalOf(const Json::Value *options, const QString &strategy)
{
    using Kind = Refusal::Kind;
    if (strategy != "auth0"_L1) {
        return Refusal{Kind::NotADatabase,
                       tr("Only database connections (strategy auth0) have a password policy; this one is %1.")
                           .arg(strategy.isEmpty() ? tr("of no known strategy") : strategy)};
    }
    if (options == nullptr || !options->is_object()) {
        return Refusal{Kind::NoOptions,
                       tr("Auth0 sent no options of this connection: the token lacks read:connections_options. Writing "
                          "without having read them would lose all others.")};
    }
    const Json::Value *configuration = Json::memberAt(*options, "configuration");
    const bool hasSecrets = configuration != nullptr && configuration->is_object() && !configuration->empty();
    if (hasSecrets || Json::boolAt(*options, "enabledDatabaseCustomization").value_or(false)) {
        return Refusal{Kind::CustomDatabase,
                       tr("The connection uses a custom database, whose encrypted configuration may not survive being "
                          "sent back.")};
    }
    if (const auto misread = misreadIn(*options)) {
        return Refusal{Kind::Unreadable, *misread};
    }
    return std::nullopt;
}

} // namespace Policy
