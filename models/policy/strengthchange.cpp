#include "policy/strengthchange.h"

#include "json/leaves.h"
#include "json/passwordpolicy_json.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Policy {

namespace {

using Domain::PolicyGeneration;

/// The generation whose leaves stand below this member of `options`.
std::optional<PolicyGeneration> generationOf(const Json::Pointer &pointer)
{
    static const QStringList legacy{u"passwordPolicy"_s, u"password_complexity_options"_s, u"password_history"_s,
                                    u"password_dictionary"_s, u"password_no_personal_info"_s};
    if (pointer.tokens().size() < 2 || pointer.first() != "options"_L1) {
        return std::nullopt;
    }
    const QString &member = pointer.tokens().at(1);
    if (member == "password_options"_L1) {
        return PolicyGeneration::Flexible;
    }
    return legacy.contains(member) ? std::optional(PolicyGeneration::Legacy) : std::nullopt;
}

/// A connection of which every part that has a switch is on, so that each leaf of it counts.
Json::Value surroundings(PolicyGeneration generation)
{
    if (generation == PolicyGeneration::Flexible) {
        const Json::Value types{"lowercase", "uppercase", "number", "special"};
        return {{"options",
                 {{"password_options",
                   {{"complexity", {{"character_types", types}}},
                    {"dictionary", {{"active", true}}},
                    {"history", {{"active", true}}},
                    {"profile_data", {{"active", true}}}}}}}};
    }
    return {{"options",
             {{"password_history", {{"enable", true}, {"size", 1}}}, {"password_dictionary", {{"enable", true}}}}}};
}

/// Nothing where the leaf's text is no JSON, or has no place there.
std::optional<Reading> readingWith(PolicyGeneration generation, const Json::Pointer &pointer,
                                   const std::optional<QByteArray> &leaf)
{
    Json::Value connection = surroundings(generation);
    if (leaf) {
        const auto value = Json::parse(*leaf);
        if (!value || !Json::assign(connection, pointer, *value)) {
            return std::nullopt;
        }
    } else {
        (void)Json::assign(connection, pointer, std::nullopt);
    }
    const Json::Value *options = Json::memberAt(connection, "options");
    const EffectivePolicy policy = normalise(options ? Json::readPasswordPolicy(*options) : Domain::PasswordPolicy());
    if (generation == PolicyGeneration::Flexible) {
        return policy.flexible; // nothing where the policy as a whole is not there: no defaults either
    }
    return policy.legacy;
}

/// Of a level: what it changes besides itself, the length among it where none is written out.
void judgeLevel(QList<Deviation> &changes)
{
    const auto find = [&changes](Key key) {
        return std::find_if(changes.begin(), changes.end(), [key](const Deviation &one) { return one.key == key; });
    };
    const auto level = find(Key::Level);
    if (level == changes.end()) {
        return;
    }
    QList<Direction> directions;
    for (const Key key : {Key::CharacterTypes, Key::CharacterTypeRule, Key::IdenticalCharacters}) {
        if (const auto rule = find(key); rule != changes.end()) {
            directions.append(rule->direction);
        }
    }
    const auto lengthOf
        = [](const Setting &word) { return Setting(readingOfLevel(std::get<QString>(word)).minLength); };
    const auto length = find(Key::MinLength);
    if (length != changes.end() && length->wanted == lengthOf(level->wanted)
        && length->found == lengthOf(level->found)) {
        directions.append(length->direction);
    }
    level->direction = combined(directions).value_or(Direction::Different);
}

} // namespace

std::optional<Direction> strengthChange(const Json::LeafChange &change)
{
    const std::optional<PolicyGeneration> generation = generationOf(change.pointer);
    if (!generation || change.before == change.after) {
        return std::nullopt;
    }
    const std::optional<Reading> before = readingWith(*generation, change.pointer, change.before);
    const std::optional<Reading> after = readingWith(*generation, change.pointer, change.after);
    return before && after ? combined(deviations(*after, baselineOf(*before))) : Direction::Different;
}

bool isOfPolicy(const Json::Pointer &pointer)
{
    return generationOf(pointer).has_value();
}

bool changesGeneration(const QList<Json::LeafChange> &changes)
{
    return std::any_of(changes.begin(), changes.end(), [](const Json::LeafChange &change) {
        const bool isWhole = change.pointer.text() == "/options/password_options"_L1
            || change.pointer.text() == "/options/passwordPolicy"_L1;
        return isWhole && change.before.has_value() != change.after.has_value();
    });
}

QList<Deviation> settingChanges(const EffectivePolicy &before, const EffectivePolicy &after)
{
    const QList<Reading> now = before.readings();
    const QList<Reading> then = after.readings();
    if (now.isEmpty() || then.isEmpty()) {
        return {};
    }
    const Reading &last = then.first();
    const auto same = std::find_if(now.begin(), now.end(),
                                   [&last](const Reading &reading) { return reading.generation == last.generation; });
    QList<Deviation> changes = deviations(last, baselineOf(same == now.end() ? now.first() : *same));
    judgeLevel(changes);
    return changes;
}

std::optional<Direction> combined(const QList<Deviation> &deviations)
{
    QList<Direction> directions;
    for (const Deviation &deviation : deviations) {
        if (deviation.key != Key::Level) {
            directions.append(deviation.direction);
        }
    }
    return combined(directions);
}

} // namespace Policy
