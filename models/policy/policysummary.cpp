#include "policy/policysummary.h"

#include "json/passwordpolicy_json.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Policy {

namespace {

using Generation = Domain::PolicyGeneration;

bool comesBefore(const Setting &left, const Setting &right)
{
    const int *one = std::get_if<int>(&left);
    const int *other = std::get_if<int>(&right);
    return one != nullptr && other != nullptr && *one < *other;
}

void take(FieldSummary &field, const Setting &value, bool isDefault)
{
    field.isDefault = field.isDefault && isDefault;
    const auto known = std::find_if(field.values.cbegin(), field.values.cend(),
                                    [&value](const Setting &one) { return isSame(one, value); });
    if (known != field.values.cend()) {
        ++field.counts[known - field.values.cbegin()];
        return;
    }
    const auto place = std::upper_bound(field.values.cbegin(), field.values.cend(), value, comesBefore);
    field.counts.insert(place - field.values.cbegin(), 1);
    field.values.insert(place, value);
}

bool isLegacyWritten(const Domain::LegacyPasswordPolicy &policy, Key key)
{
    switch (key) {
    case Key::Level:
        return policy.level.has_value();
    case Key::MinLength:
        return policy.minLength.has_value();
    case Key::Dictionary:
        return policy.dictionaryEnabled.has_value();
    case Key::DictionaryWords:
        return !policy.dictionary.isEmpty();
    case Key::HistorySize:
        return policy.historyEnabled.has_value();
    case Key::ProfileData:
        return policy.noPersonalInfo.has_value();
    default:
        return false;
    }
}

bool isFlexibleWritten(const Domain::FlexiblePasswordPolicy &policy, Key key)
{
    switch (key) {
    case Key::MinLength:
        return policy.minLength.has_value();
    case Key::CharacterTypes:
        return policy.characterTypes.has_value();
    case Key::CharacterTypeRule:
        return policy.characterTypeRule.has_value();
    case Key::IdenticalCharacters:
        return policy.identicalCharacters.has_value();
    case Key::SequentialCharacters:
        return policy.sequentialCharacters.has_value();
    case Key::MaxLengthExceeded:
        return policy.maxLengthExceeded.has_value();
    case Key::Dictionary:
        return policy.dictionaryActive.has_value();
    case Key::DictionaryWords:
        return !policy.dictionaryCustom.isEmpty();
    case Key::HistorySize:
        return policy.historyActive.has_value();
    case Key::ProfileData:
        return policy.profileDataActive.has_value();
    case Key::BlockedFields:
        return policy.blockedFields.has_value();
    case Key::Level:
        break;
    }
    return false;
}

/// As it is stored: the words of a dictionary that is off are still there to be edited.
Setting storedSetting(const Reading &reading, const Domain::PasswordPolicy &policy, Key key)
{
    const bool isFlexible = reading.generation == Generation::Flexible;
    if (key == Key::DictionaryWords) {
        return isFlexible ? policy.flexible.value_or(Domain::FlexiblePasswordPolicy()).dictionaryCustom
                          : policy.legacy.value_or(Domain::LegacyPasswordPolicy()).dictionary;
    }
    if (key == Key::BlockedFields) {
        return isFlexible
            ? policy.flexible.value_or(Domain::FlexiblePasswordPolicy()).blockedFields.value_or(defaultBlockedFields())
            : legacyBlockedFields();
    }
    return settingOf(reading, key);
}

} // namespace

const QList<Switch> &allSwitches()
{
    static const QList<Switch> switches{Switch::DisableSignup, Switch::DisableSelfServiceChange,
                                        Switch::PasswordEnabled, Switch::ApiBehavior, Switch::SignupBehavior};
    return switches;
}

std::optional<Setting> settingOf(const PolicyRow &row, Switch which)
{
    const auto flag
        = [](const std::optional<bool> &value) { return value ? std::optional<Setting>(*value) : std::nullopt; };
    const auto word
        = [](const QString &value) { return value.isEmpty() ? std::nullopt : std::optional<Setting>(value); };
    switch (which) {
    case Switch::DisableSignup:
        return flag(row.signupDisabled);
    case Switch::DisableSelfServiceChange:
        return flag(row.selfServiceChangeDisabled);
    case Switch::PasswordEnabled:
        return flag(row.passwordEnabled);
    case Switch::ApiBehavior:
        return word(row.apiBehavior);
    case Switch::SignupBehavior:
        return word(row.signupBehavior);
    }
    return std::nullopt;
}

bool isWrittenOut(const Domain::PasswordPolicy &policy, Generation generation, Key key)
{
    if (generation == Generation::Flexible) {
        return policy.flexible && isFlexibleWritten(*policy.flexible, key);
    }
    return policy.legacy && isLegacyWritten(*policy.legacy, key);
}

void PolicySummary::add(const QByteArray &connection)
{
    const std::optional<PolicyRow> row = policyRow(connection);
    if (!row) {
        return;
    }
    ++connections;
    if (!row->hasOptions) {
        ++unknown;
        return;
    }
    customDatabases += row->isCustomDatabase ? 1 : 0;
    (row->generation == Generation::Both ? both : row->generation == Generation::Flexible ? flexible : legacy)++;
    none += row->generation == Generation::None ? 1 : 0;
    const auto object = Json::parse(connection);
    const Domain::PasswordPolicy policy = Json::readPasswordPolicy(*Json::memberAt(*object, "options"));
    for (const Reading &reading : row->readings()) {
        ++readings;
        for (const QString &type : reading.characterTypes) {
            ++types[type];
        }
        for (const Key key : allKeys()) {
            if (key != Key::Level || reading.generation == Generation::Legacy) {
                take(fields[key], storedSetting(reading, policy, key), !isWrittenOut(policy, reading.generation, key));
            }
        }
    }
    for (const Switch which : allSwitches()) {
        if (const auto value = settingOf(*row, which)) {
            take(switches[which], *value, false);
        }
    }
}

} // namespace Policy
