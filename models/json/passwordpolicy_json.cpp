#include "json/passwordpolicy_json.h"

#include <algorithm>
#include <array>

namespace Json {

namespace {

std::optional<QString> textAt(const Value &object, const char *key)
{
    const Value *member = memberAt(object, key);
    return member && member->is_string() ? std::optional(stringAt(object, key)) : std::nullopt;
}

std::optional<Domain::LegacyPasswordPolicy> readLegacy(const Value &options)
{
    // A member that is null says as little as one that is absent (auth0.md 4.13).
    static constexpr std::array members{"passwordPolicy", "password_complexity_options", "password_history",
                                        "password_dictionary", "password_no_personal_info"};
    const bool present = std::any_of(members.begin(), members.end(), [&options](const char *key) {
        const Value *member = memberAt(options, key);
        return member && !member->is_null();
    });
    if (!present) {
        return std::nullopt;
    }
    Domain::LegacyPasswordPolicy policy;
    policy.level = textAt(options, "passwordPolicy");
    if (const Value *complexity = memberAt(options, "password_complexity_options")) {
        policy.minLength = intAt(*complexity, "min_length");
    }
    if (const Value *history = memberAt(options, "password_history")) {
        policy.historyEnabled = boolAt(*history, "enable");
        policy.historySize = intAt(*history, "size");
    }
    if (const Value *dictionary = memberAt(options, "password_dictionary")) {
        policy.dictionaryEnabled = boolAt(*dictionary, "enable");
        policy.dictionary = stringsAt(*dictionary, "dictionary");
    }
    if (const Value *personal = memberAt(options, "password_no_personal_info")) {
        policy.noPersonalInfo = boolAt(*personal, "enable");
    }
    return policy;
}

std::optional<Domain::FlexiblePasswordPolicy> readFlexible(const Value &options)
{
    const Value *flexible = memberAt(options, "password_options");
    if (!flexible || !flexible->is_object()) {
        return std::nullopt;
    }
    Domain::FlexiblePasswordPolicy policy;
    if (const Value *complexity = memberAt(*flexible, "complexity")) {
        policy.minLength = intAt(*complexity, "min_length");
        if (const Value *types = memberAt(*complexity, "character_types"); types && types->is_array()) {
            policy.characterTypes = stringsAt(*complexity, "character_types");
        }
        policy.characterTypeRule = textAt(*complexity, "character_type_rule");
        policy.identicalCharacters = textAt(*complexity, "identical_characters");
        policy.sequentialCharacters = textAt(*complexity, "sequential_characters");
        policy.maxLengthExceeded = textAt(*complexity, "max_length_exceeded");
    }
    if (const Value *dictionary = memberAt(*flexible, "dictionary")) {
        policy.dictionaryActive = boolAt(*dictionary, "active");
        policy.dictionaryDefault = textAt(*dictionary, "default");
        policy.dictionaryCustom = stringsAt(*dictionary, "custom");
    }
    if (const Value *history = memberAt(*flexible, "history")) {
        policy.historyActive = boolAt(*history, "active");
        policy.historySize = intAt(*history, "size");
    }
    if (const Value *profile = memberAt(*flexible, "profile_data")) {
        policy.profileDataActive = boolAt(*profile, "active");
        if (const Value *fields = memberAt(*profile, "blocked_fields"); fields && fields->is_array()) {
            policy.blockedFields = stringsAt(*profile, "blocked_fields");
        }
    }
    return policy;
}

} // namespace

Domain::PasswordPolicy readPasswordPolicy(const Value &options)
{
    return {readLegacy(options), readFlexible(options)};
}

} // namespace Json
