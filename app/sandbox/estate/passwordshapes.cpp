#include "sandbox/estate/passwordshapes.h"

#include "sandbox/estate/seeded.h"

#include <array>
#include <string>

namespace Sandbox {

namespace {

enum class Level { Absent, Null, None, Low, Fair, Good, Excellent };

struct LegacyShape
{
    Level level;
    int minLength; ///< 0: the connection has no password_complexity_options
    int history; ///< -1: key absent, 0: disabled
    int dictionary; ///< -1: key absent, 0: disabled, 1: enabled, 2: enabled with words of its own
    int personal; ///< -1: key absent
};

// The first rows are the house standard at different ages; the later ones are what customers asked for.
constexpr auto kLegacy = std::to_array<LegacyShape>({
    {Level::Good, 8, 5, 1, 1},
    {Level::Good, 12, 5, 1, 1},
    {Level::Good, 14, 10, 2, 1},
    {Level::Excellent, 10, 5, 1, 1},
    {Level::Good, 0, -1, -1, -1},
    {Level::None, 0, 0, 0, 0},
    {Level::Excellent, 16, 24, 2, 1},
    {Level::Fair, 8, 0, 0, 0},
    {Level::Low, 6, -1, 0, 0},
    {Level::Excellent, 12, 10, 1, 1},
    {Level::Good, 8, 5, 1, 0},
    {Level::Null, 0, 0, -1, -1},
    {Level::Good, 15, 5, 1, 1},
    {Level::Fair, 10, 3, 0, 1},
    {Level::Absent, 0, -1, -1, -1},
    {Level::Good, 10, 5, 1, 1},
    {Level::Low, 12, 0, 1, 0},
});

struct FlexibleShape
{
    int minLength;
    const char *types; ///< of "ulns": uppercase, lowercase, number, special
    const char *rule;
    bool blockIdentical;
    bool blockSequential;
    const char *exceeded;
    const char *dictionary; ///< empty: inactive
    int history; ///< 0: inactive
    bool profileData;
};

constexpr auto kFlexible = std::to_array<FlexibleShape>({
    {15, "", "all", false, false, "error", "en_100k", 3, true},
    {12, "uln", "all", true, true, "error", "en_100k", 5, true},
    {14, "ulns", "three_of_four", true, false, "error", "en_10k", 10, true},
    {10, "ulns", "three_of_four", true, false, "truncate", "en_10k", 5, false},
    {16, "ulns", "all", true, true, "error", "en_100k", 24, true},
    {8, "uln", "all", false, false, "truncate", "", 0, false},
});

Json levelValue(Level level)
{
    switch (level) {
    case Level::None:
        return "none";
    case Level::Low:
        return "low";
    case Level::Fair:
        return "fair";
    case Level::Good:
        return "good";
    case Level::Excellent:
        return "excellent";
    case Level::Null:
    case Level::Absent:
        break;
    }
    return nullptr;
}

Json flexible(const FlexibleShape &shape)
{
    Json types = Json::array();
    for (const char *c = shape.types; *c; ++c)
        types.push_back(*c == 'u' ? "uppercase" : *c == 'l' ? "lowercase" : *c == 'n' ? "number" : "special");
    const bool dictionary = *shape.dictionary != '\0';
    const auto allowed = [](bool block) { return block ? "block" : "allow"; };
    Json result;
    result["history"] = {{"size", shape.history ? shape.history : 3}, {"active", shape.history > 0}};
    result["complexity"] = {{"min_length", shape.minLength},
                            {"character_types", types},
                            {"character_type_rule", shape.rule},
                            {"max_length_exceeded", shape.exceeded},
                            {"identical_characters", allowed(shape.blockIdentical)},
                            {"sequential_characters", allowed(shape.blockSequential)}};
    result["dictionary"]
        = {{"active", dictionary}, {"custom", Json::array()}, {"default", dictionary ? shape.dictionary : "en_100k"}};
    if (dictionary)
        result["dictionary"]["custom"] = {"ledgerline", "invoice"};
    result["profile_data"] = {{"active", shape.profileData},
                              {"blocked_fields",
                               {"name", "username", "nickname", "email", "phone_number", "user_metadata.name",
                                "user_metadata.first", "user_metadata.last"}}};
    return result;
}

} // namespace

std::size_t legacyPolicyCount()
{
    return kLegacy.size();
}

std::size_t flexiblePolicyCount()
{
    return kFlexible.size();
}

void addLegacyPolicy(Json &options, std::size_t shape)
{
    const LegacyShape &s = kLegacy[shape % kLegacy.size()];
    if (s.level != Level::Absent)
        options["passwordPolicy"] = levelValue(s.level);
    if (s.minLength > 0)
        options["password_complexity_options"] = {{"min_length", s.minLength}};
    if (s.history >= 0)
        options["password_history"] = {{"size", s.history ? s.history : 5}, {"enable", s.history > 0}};
    if (s.dictionary >= 0) {
        options["password_dictionary"] = {{"enable", s.dictionary > 0}, {"dictionary", Json::array()}};
        if (s.dictionary == 2)
            options["password_dictionary"]["dictionary"] = {"ledgerline", "invoice", "rechnung", "2026"};
    }
    if (s.personal >= 0)
        options["password_no_personal_info"] = {{"enable", s.personal == 1}};
}

void addFlexiblePolicy(Json &options, std::size_t shape)
{
    options["password_options"] = flexible(kFlexible[shape % kFlexible.size()]);
}

void addDormantFlexiblePolicy(Json &options)
{
    options["password_options"] = flexible({15, "", "all", false, false, "error", "", 0, false});
}

void addCustomDatabase(Json &options, std::uint64_t seed, std::string_view name)
{
    const std::string store(name);
    const auto cipher = [&](const char *key) {
        Seeded random(seed, store + key);
        constexpr std::string_view hex = "0123456789abcdef";
        return "2.0$" + random.text(hex, 32) + "$" + random.text(hex, 96) + "$" + random.text(hex, 64);
    };
    options["import_mode"] = false;
    options["enabledDatabaseCustomization"] = true;
    options["configuration"] = {{"STORE_URL", cipher("url")}, {"STORE_API_KEY", cipher("key")}};
    options["customScripts"]
        = {{"login",
            "function login(email, password, callback) {\n  const store = require('axios').create({ baseURL: "
            "configuration.STORE_URL });\n  store.post('/sessions', { email, password })\n    .then(({ data }) => "
            "callback(null, { user_id: data.id, email: data.email }))\n    .catch(() => callback(new "
            "WrongUsernameOrPasswordError(email)));\n}\n"},
           {"get_user",
            "function getByEmail(email, callback) {\n  const store = require('axios').create({ baseURL: "
            "configuration.STORE_URL });\n  store.get('/people', { params: { email } })\n    .then(({ data }) => "
            "callback(null, data[0] || null))\n    .catch(callback);\n}\n"}};
}

} // namespace Sandbox
