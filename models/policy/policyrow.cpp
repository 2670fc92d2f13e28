#include "policy/policyrow.h"

#include "policy/policyplacing.h"
#include "json/passwordpolicy_json.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Policy {

namespace {

using Generation = Domain::PolicyGeneration;

Json::Value textOrNull(const QString &text)
{
    return text.isEmpty() ? Json::Value() : Json::Value(text.toStdString());
}

Json::Value flagOrNull(const std::optional<bool> &flag)
{
    return flag ? Json::Value(*flag) : Json::Value();
}

/// The settings of a reading. The dictionary is a switch here, and its name stands beside it.
Json::Value settingsOf(const Reading &reading)
{
    return {
        {"level", textOrNull(reading.level)},
        {"min_length", reading.minLength},
        {"character_types", toJson(reading.characterTypes)},
        {"character_type_rule", textOrNull(reading.characterTypeRule)},
        {"identical_characters", reading.blocksIdentical ? "block" : "allow"},
        {"sequential_characters", reading.blocksSequential ? "block" : "allow"},
        {"max_length_exceeded", reading.maxLengthExceeded.toStdString()},
        {"dictionary", reading.dictionary},
        {"dictionary_name", textOrNull(reading.dictionaryName)},
        {"dictionary_words", toJson(reading.dictionaryWords)},
        {"history_size", reading.historySize},
        {"profile_data", reading.blocksProfileData},
        {"blocked_fields", toJson(reading.blockedFields)},
    };
}

/// The settings that are the same in all readings; null for the others, and for all where nothing is known.
Json::Value commonSettings(const QList<Reading> &readings)
{
    Json::Value common = settingsOf(readings.value(0));
    for (auto member = common.begin(); member != common.end(); ++member) {
        const bool isCommon
            = !readings.isEmpty() && std::all_of(readings.begin(), readings.end(), [&member](const Reading &reading) {
                  return settingsOf(reading).at(member.key()) == member.value();
              });
        if (!isCommon) {
            member.value() = nullptr;
        }
    }
    return common;
}

} // namespace

QList<Reading> PolicyRow::readings() const
{
    return policy.readings();
}

std::optional<PolicyRow> policyRow(const QByteArray &connection)
{
    const auto object = Json::parse(connection);
    if (!object || Json::stringAt(*object, "strategy") != "auth0"_L1) {
        return std::nullopt;
    }
    PolicyRow row;
    row.id = Json::stringAt(*object, "id");
    row.name = Json::stringAt(*object, "name");
    const Json::Value *options = Json::memberAt(*object, "options");
    row.hasOptions = options != nullptr && options->is_object();
    if (!row.hasOptions) {
        return row;
    }
    const Domain::PasswordPolicy policy = Json::readPasswordPolicy(*options);
    row.generation = policy.generation();
    row.policy = normalise(policy);
    row.isCustomDatabase = Json::boolAt(*options, "enabledDatabaseCustomization").value_or(false);
    row.signupDisabled = Json::boolAt(*options, "disable_signup");
    row.selfServiceChangeDisabled = Json::boolAt(*options, "disable_self_service_change_password");
    const Json::Value *methods = Json::memberAt(*options, "authentication_methods");
    if (const Json::Value *password = methods ? Json::memberAt(*methods, "password") : nullptr) {
        row.passwordEnabled = Json::boolAt(*password, "enabled");
        row.apiBehavior = Json::stringAt(*password, "api_behavior");
        row.signupBehavior = Json::stringAt(*password, "signup_behavior");
    }
    return row;
}

QByteArray json(const PolicyRow &row, const QString &tenantName)
{
    const QList<Reading> readings = row.readings();
    Json::Value object{
        {"tenant", tenantName.toStdString()},
        {"id", row.id.toStdString()},
        {"name", row.name.toStdString()},
        {"has_options", row.hasOptions},
        {"custom_database", row.hasOptions ? Json::Value(row.isCustomDatabase) : Json::Value()},
        {"generation", row.hasOptions ? textOrNull(wordFor(row.generation)) : Json::Value()},
    };
    object.update(commonSettings(readings));
    if (!readings.isEmpty()) {
        object["min_length"] = row.policy.minLength();
    }
    object["disable_signup"] = flagOrNull(row.signupDisabled);
    object["disable_self_service_change_password"] = flagOrNull(row.selfServiceChangeDisabled);
    object["password_enabled"] = flagOrNull(row.passwordEnabled);
    object["api_behavior"] = textOrNull(row.apiBehavior);
    object["signup_behavior"] = textOrNull(row.signupBehavior);
    object["readings"] = Json::Value::array();
    for (const Reading &reading : readings) {
        Json::Value entry{{"generation", wordFor(reading.generation).toStdString()}};
        entry.update(settingsOf(reading));
        object["readings"].push_back(entry);
    }
    return Json::write(object);
}

} // namespace Policy
