#include "policy/policyconvert.h"

#include "policy/passwordtester.h"
#include "policy/policyplacing.h"
#include "policy/policytitles.h"
#include "policy/translation.h"
#include "json/passwordpolicy_json.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace Policy {

namespace {

using Generation = Domain::PolicyGeneration;
using Leaves = std::map<std::string, Json::Value>;

/// What Auth0 fills in where nothing is said (auth0.md 4.8, 4.13): marks, on the way back, what was never there.
constexpr int defaultHistorySize = 3;
constexpr auto defaultDictionary = "en_100k";

Json::Value flexibleFrom(const Domain::LegacyPasswordPolicy &legacy)
{
    const Reading reading = *normalise({legacy, {}}).legacy;
    const bool hasHistory = reading.historySize > 0;
    const int size = std::clamp(legacy.historySize.value_or(defaultHistorySize), 1, 24);
    const bool namesDictionary = legacy.dictionaryEnabled || !legacy.dictionary.isEmpty();
    const bool namesProfile = legacy.noPersonalInfo.has_value();
    return {
        {"complexity",
         {{"min_length", std::clamp(reading.minLength, 1, int(maximumBytes))},
          {"character_types", toJson(reading.characterTypes)},
          {"character_type_rule", std::get<QString>(settingOf(reading, Key::CharacterTypeRule)).toStdString()},
          {"identical_characters", reading.blocksIdentical ? "block" : "allow"},
          {"sequential_characters", "allow"},
          {"max_length_exceeded", "truncate"}}},
        {"dictionary",
         {{"active", reading.dictionary},
          {"custom", toJson(legacy.dictionary)},
          {"default", namesDictionary ? "en_10k" : defaultDictionary}}},
        {"history", {{"active", hasHistory}, {"size", size}}},
        {"profile_data",
         {{"active", reading.blocksProfileData},
          {"blocked_fields", toJson(namesProfile ? legacyBlockedFields() : defaultBlockedFields())}}},
    };
}

/// The level that asks for what comes closest. A mixture of types asked for all together is `fair`, the only level that
/// names types; but `excellent` where identical characters are blocked too, which no other level does.
QString levelFor(const Reading &reading)
{
    if (reading.characterTypes.isEmpty()) {
        return reading.minLength < readingOfLevel(u"low"_s).minLength ? u"none"_s : u"low"_s;
    }
    if (reading.blocksIdentical) {
        return u"excellent"_s;
    }
    return reading.characterTypeRule == "three_of_four"_L1 ? u"good"_s : u"fair"_s;
}

/// The members of the legacy policy. What stands at Auth0's own default, and is off, is left out: it means nothing, and
/// a policy that came from a legacy one did not name it there.
Json::Value legacyFrom(const Domain::FlexiblePasswordPolicy &flexible)
{
    const Reading reading = *normalise({{}, flexible}).flexible;
    const QString level = levelFor(reading);
    Json::Value members{{"passwordPolicy", level.toStdString()}};
    if (reading.minLength != readingOfLevel(level).minLength) {
        members["password_complexity_options"] = {{"min_length", reading.minLength}};
    }
    if (const int size = flexible.historySize.value_or(defaultHistorySize);
        reading.historySize > 0 || size != defaultHistorySize) {
        members["password_history"] = {{"enable", reading.historySize > 0}, {"size", size}};
    }
    if (reading.dictionary || !flexible.dictionaryCustom.isEmpty()
        || flexible.dictionaryDefault.value_or(QLatin1StringView(defaultDictionary))
            != QLatin1StringView(defaultDictionary)) {
        members["password_dictionary"]
            = {{"enable", reading.dictionary}, {"dictionary", toJson(flexible.dictionaryCustom)}};
    }
    if (reading.blocksProfileData
        || !isSame(flexible.blockedFields.value_or(defaultBlockedFields()), defaultBlockedFields())) {
        members["password_no_personal_info"] = {{"enable", reading.blocksProfileData}};
    }
    return members;
}

/// The members that make up a policy of this generation, as `options` holds them.
Json::Value membersOf(const Json::Value &options, Generation generation)
{
    if (generation == Generation::Flexible) {
        return {{"password_options", options.at("password_options")}};
    }
    Json::Value members = Json::Value::object();
    for (const std::string &member : legacyMembers()) {
        if (options.contains(member)) {
            members[member] = options.at(member);
        }
    }
    return members;
}

Json::Value converted(const Json::Value &members, Generation to)
{
    const Domain::PasswordPolicy policy = Json::readPasswordPolicy(members);
    if (to == Generation::Flexible) {
        return {{"password_options", flexibleFrom(policy.legacy.value_or(Domain::LegacyPasswordPolicy()))}};
    }
    return legacyFrom(policy.flexible.value_or(Domain::FlexiblePasswordPolicy()));
}

/// Puts the new members where the first of the old ones stood, so that a reader finds the policy where it was.
Json::Value replaced(const Json::Value &options, const Json::Value &oldMembers, const Json::Value &newMembers)
{
    Json::Value result = Json::Value::object();
    bool isPlaced = false;
    for (const auto &[key, value] : options.items()) {
        if (!oldMembers.contains(key)) {
            if (!newMembers.contains(key)) { // there as null
                result[key] = value;
            }
        } else if (!std::exchange(isPlaced, true)) {
            result.update(newMembers);
        }
    }
    if (!isPlaced) {
        result.update(newMembers);
    }
    return result;
}

void collectLeaves(const Json::Value &value, const std::string &path, Leaves &leaves)
{
    if (!value.is_object()) {
        leaves.emplace(path, value);
        return;
    }
    for (const auto &[key, member] : value.items()) {
        std::string way = path;
        if (!way.empty()) {
            way += '.';
        }
        way += key;
        collectLeaves(member, way, leaves);
    }
}

Leaves leavesOf(const Json::Value &members)
{
    Leaves leaves;
    collectLeaves(members, {}, leaves);
    return leaves;
}

/// Members that Tenantry does not know have no name but their path.
QString nameOfPath(const std::string &path)
{
    const QString text = Json::toQString(path);
    const auto name = leafName(QString(text).replace(u'.', u'/'));
    return name ? name->title : text;
}

/// What the way back would not restore, leaf by leaf: members that Tenantry does not know among them.
QList<Loss> lossesOfForm(const Json::Value &before, const Json::Value &back)
{
    const Leaves old = leavesOf(before);
    const Leaves restored = leavesOf(back);
    QList<Loss> losses;
    for (const auto &[path, value] : old) {
        const auto found = restored.find(path);
        if (found == restored.end() || found->second != value) {
            losses.append({Direction::Different,
                           tr("%1: converting back does not restore %2.")
                               .arg(nameOfPath(path), QString::fromUtf8(Json::write(value)))});
        }
    }
    for (const auto &[path, value] : restored) {
        // A flexible policy means the same with its defaults written out, and Auth0 writes them out.
        if (!old.contains(path) && !path.starts_with("password_options")) {
            losses.append({Direction::Different,
                           tr("%1: converting back writes out %2.")
                               .arg(nameOfPath(path), QString::fromUtf8(Json::write(value)))});
        }
    }
    return losses;
}

QList<Loss> lossesOfEffect(const Reading &before, const Reading &after)
{
    QList<Loss> losses;
    for (const Deviation &deviation : deviations(after, baselineOf(before))) {
        losses.append(
            {deviation.direction,
             tr("%1: %2 becomes %3.").arg(titleOf(deviation.key), textOf(deviation.wanted), textOf(deviation.found)),
             deviation.key});
    }
    if (after.blocksProfileData && before.blocksProfileData && after.blockedFields.contains(u"email"_s)) {
        losses.append(
            {Direction::Different,
             tr("Profile data blocked: what a flexible policy looks at of an e-mail address is not documented; a "
                "legacy one looks at the part before the @.")});
    }
    return losses;
}

Reading readingOf(const Json::Value &members, Generation generation)
{
    const EffectivePolicy policy = normalise(Json::readPasswordPolicy(members));
    return (generation == Generation::Flexible ? policy.flexible : policy.legacy).value_or(Reading());
}

} // namespace

tl::expected<Conversion, Refusal> convert(const Json::Value *options, const QString &strategy, Generation to)
{
    if (const auto refusal = refusalOf(options, strategy)) {
        return tl::make_unexpected(*refusal);
    }
    const Generation held = Json::readPasswordPolicy(*options).generation();
    if (held == Generation::Both) {
        return tl::make_unexpected(
            Refusal{Refusal::Kind::BothGenerations,
                    tr("The connection holds a legacy and a flexible policy: there is nothing to convert. Say which to "
                       "keep.")});
    }
    const Generation from = held == Generation::Flexible ? held : Generation::Legacy;
    if (from == to) {
        return Conversion{*options, {}};
    }
    const Json::Value before = membersOf(*options, from);
    const Json::Value after = converted(before, to);
    return Conversion{replaced(*options, before, after),
                      lossesOfEffect(readingOf(before, from), readingOf(after, to))
                          + lossesOfForm(before, converted(after, from))};
}

} // namespace Policy
