#include "sandbox/validation.h"

#include <algorithm>
#include <array>
#include <regex>

namespace Sandbox {

namespace {

using Violation = std::optional<std::string>;

std::string_view typeName(const Json &value)
{
    switch (value.type()) {
    case Json::value_t::null:
        return "null";
    case Json::value_t::object:
        return "object";
    case Json::value_t::array:
        return "array";
    case Json::value_t::string:
        return "string";
    case Json::value_t::boolean:
        return "boolean";
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
        return "integer";
    default:
        return "number";
    }
}

bool hasType(const Json &value, const std::string &type)
{
    if (type == "number")
        return value.is_number();
    if (type == "integer" && value.is_number_float())
        return value.get<double>() == static_cast<double>(static_cast<long long>(value.get<double>()));
    return type == typeName(value);
}

/// JSON Schema counts characters, not bytes.
std::size_t characters(const std::string &text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string message(const std::string &what, const std::string &path)
{
    return "Payload validation error: '" + what + '\'' + (path.empty() ? "." : " on property " + path + '.');
}

Violation checkType(const Json &schema, const Json &value, const std::string &path)
{
    const auto type = schema.find("type");
    if (type == schema.end())
        return {};
    const Json types = type->is_array() ? *type : Json::array({*type});
    std::string names;
    for (const Json &name : types) {
        if (hasType(value, name.get<std::string>()))
            return {};
        names += (names.empty() ? "" : " or ") + name.get<std::string>();
    }
    return message("Expected type " + names + " but found type " + std::string(typeName(value)), path);
}

struct Bound
{
    const char *keyword;
    bool upper;
    const char *below, *unit;
};

/// One pair of min/max keywords; `count` is what they bound.
Violation checkBounds(const Json &schema, double count, const Bound &bound, const std::string &path)
{
    const auto limit = schema.find(bound.keyword);
    if (limit == schema.end())
        return {};
    const double value = limit->get<double>();
    if (bound.upper ? count <= value : count >= value)
        return {};
    const std::string found = Json(static_cast<long long>(count)).dump();
    return message(std::string(bound.below) + " (" + found + bound.unit + "), "
                       + (bound.upper ? "maximum " : "minimum ") + limit->dump(),
                   path);
}

Violation checkSize(const Json &schema, const Json &value, const std::string &path)
{
    static constexpr Bound stringBounds[]{{"minLength", false, "String is too short", " chars"},
                                          {"maxLength", true, "String is too long", " chars"}};
    static constexpr Bound arrayBounds[]{{"minItems", false, "Array is too short", ""},
                                         {"maxItems", true, "Array is too long", ""}};
    static constexpr Bound objectBounds[]{{"minProperties", false, "Too few properties defined", ""},
                                          {"maxProperties", true, "Too many properties defined", ""}};
    static constexpr Bound numberBounds[]{{"minimum", false, "Value is too small", ""},
                                          {"maximum", true, "Value is too large", ""}};
    const auto check = [&](const auto &bounds, double count) -> Violation {
        for (const Bound &bound : bounds) {
            if (auto found = checkBounds(schema, count, bound, path))
                return found;
        }
        return {};
    };
    if (value.is_string())
        return check(stringBounds, static_cast<double>(characters(value.get_ref<const std::string &>())));
    if (value.is_array())
        return check(arrayBounds, static_cast<double>(value.size()));
    if (value.is_object())
        return check(objectBounds, static_cast<double>(value.size()));
    if (value.is_number())
        return check(numberBounds, value.get<double>());
    return {};
}

/// std::regex calls itself for each character, so a long text would use up the stack. A pattern that only says which
/// characters may stand in a text is therefore held against each byte there is, once, and the text against those.
bool matches(const std::string &text, const std::string &pattern)
{
    static const std::regex onlyCharacters(R"((\[[^\]]+\]|\\S)([+*]))");
    std::smatch parts;
    if (!std::regex_match(pattern, parts, onlyCharacters))
        return std::regex_match(text, std::regex(pattern));
    const std::regex oneCharacter(parts[1].str());
    std::array<bool, 256> allowed{};
    for (std::size_t byte = 0; byte < allowed.size(); ++byte) {
        const char c = static_cast<char>(byte);
        allowed[byte] = std::regex_match(&c, &c + 1, oneCharacter);
    }
    return (parts[2] == "*" || !text.empty())
        && std::all_of(text.begin(), text.end(), [&allowed](char c) { return allowed[static_cast<unsigned char>(c)]; });
}

Violation checkText(const Json &schema, const Json &value, const std::string &path)
{
    if (const auto choices = schema.find("enum");
        choices != schema.end() && std::find(choices->begin(), choices->end(), value) == choices->end())
        return message("No enum match for: " + value.dump(-1, ' ', false, Json::error_handler_t::replace), path);
    const auto pattern = schema.find("pattern");
    if (pattern == schema.end() || !value.is_string())
        return {};
    const std::string expression = pattern->get<std::string>();
    if (matches(value.get_ref<const std::string &>(), expression))
        return {};
    return message("String does not match pattern: " + expression, path);
}

Violation check(const Json &schema, const Json &value, const std::string &path);

Violation checkMembers(const Json &schema, const Json &value, const std::string &path)
{
    const Json none = Json::object();
    const auto properties = schema.find("properties");
    const Json &known = properties == schema.end() ? none : *properties;
    const auto additional = schema.find("additionalProperties");
    const auto names = schema.find("propertyNames");
    if (const auto required = schema.find("required"); required != schema.end()) {
        for (const Json &name : *required) {
            if (!value.contains(name.get<std::string>()))
                return message("Missing required property: " + name.get<std::string>(), path);
        }
    }
    for (const auto &[name, member] : value.items()) {
        std::string memberPath = path;
        if (!path.empty())
            memberPath += '.';
        memberPath += name;
        Violation found;
        if (names != schema.end())
            found = check(*names, Json(name), path);
        if (found)
            return found;
        if (const auto rule = known.find(name); rule != known.end())
            found = check(*rule, member, memberPath);
        else if (additional != schema.end() && additional->is_object())
            found = check(*additional, member, memberPath);
        else if (additional != schema.end() && *additional == false)
            found = message("Additional properties not allowed: " + name, path);
        if (found)
            return found;
    }
    return {};
}

Violation check(const Json &schema, const Json &value, const std::string &path)
{
    if (auto found = checkType(schema, value, path))
        return found;
    if (value.is_null())
        return {};
    if (auto found = checkSize(schema, value, path))
        return found;
    if (auto found = checkText(schema, value, path))
        return found;
    if (value.is_object())
        return checkMembers(schema, value, path);
    const auto items = schema.find("items");
    for (std::size_t i = 0; value.is_array() && items != schema.end() && i < value.size(); ++i) {
        if (auto found = check(*items, value[i], path + '[' + std::to_string(i) + ']'))
            return found;
    }
    return {};
}

} // namespace

Violation violation(const Json &schema, const Json &value)
{
    return check(schema, value, {});
}

std::optional<Response> bodyError(const Json &schema, const Request &request)
{
    const auto found = violation(schema, request.json);
    return found ? std::optional(invalidBody(*found)) : std::nullopt;
}

std::string customDomainOf(const Request &request)
{
    const auto header = request.headers.find("auth0-custom-domain");
    return header == request.headers.end() ? std::string() : header->second;
}

std::optional<Response> customDomainError(const TenantState &state, const Request &request)
{
    const std::string wanted = customDomainOf(request);
    const auto &domains = state.customDomains.items();
    const bool isThere = wanted == state.domain || std::any_of(domains.begin(), domains.end(), [&](const Json &domain) {
                             return domain.value("domain", "") == wanted && domain.value("status", "ready") == "ready";
                         });
    if (wanted.empty() || isThere)
        return std::nullopt;
    return errorResponse(400,
                         "The custom domain in the auth0-custom-domain header is not a verified domain of the tenant",
                         "invalid_custom_domain");
}

} // namespace Sandbox
