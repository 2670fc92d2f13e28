#include "sandbox/userquerynode.h"

#include "sandbox/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <optional>

namespace Sandbox {

namespace {

using Node = UserQuery::Node;
using Visit = std::function<bool(const Json &)>;

constexpr std::array<std::string_view, 8> kNormalised
    = {"email", "name", "given_name", "family_name", "nickname", "username", "phone_number", "user_id"};

/// What Auth0 does not index: null, [] and {}.
bool isIndexed(const Json &value)
{
    return !value.is_null() && !((value.is_array() || value.is_object()) && value.empty());
}

/// Calls `visit` with each value at the path until one satisfies it; arrays are entered, as Lucene does.
bool anyAt(const Json &value, const std::vector<std::string> &path, std::size_t depth, const Visit &visit)
{
    if (value.is_array()) {
        return std::any_of(value.begin(), value.end(),
                           [&](const Json &item) { return anyAt(item, path, depth, visit); });
    }
    if (depth == path.size())
        return visit(value);
    if (!value.is_object())
        return false;
    const auto member = value.find(path[depth]);
    return member != value.end() && anyAt(*member, path, depth + 1, visit);
}

/// A scalar as a query writes it; nothing for objects.
std::optional<std::string> textOf(const Json &value, bool fold)
{
    if (value.is_string()) {
        const std::string &text = value.get_ref<const std::string &>();
        return fold ? folded(text) : text;
    }
    if (value.is_boolean() || value.is_number())
        return value.dump();
    return std::nullopt;
}

std::optional<double> numberOf(std::string_view text)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

bool wildcardMatches(std::string_view pattern, std::string_view text)
{
    // The usual two pointers: on a mismatch the last run takes one character more.
    std::size_t p = 0, t = 0, run = std::string_view::npos, resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == Node::kAnyRun) {
            run = p++;
            resume = t;
        } else if (p < pattern.size() && (pattern[p] == text[t] || pattern[p] == Node::kAnyOne)) {
            ++p;
            ++t;
        } else if (run != std::string_view::npos) {
            p = run + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of(Node::kAnyRun, p) == std::string_view::npos;
}

bool termMatches(const Node &node, const Json &value, bool fold)
{
    const std::optional<std::string> text = textOf(value, fold);
    if (!text)
        return false;
    if (!node.pattern.empty())
        return wildcardMatches(node.pattern, *text);
    if (*text == node.value)
        return true;
    // 500 finds 500.0
    const std::optional<double> wanted = value.is_number() ? numberOf(node.value) : std::nullopt;
    return wanted && value.get<double>() == *wanted;
}

/// <0, 0, >0. A date's bound stands for the whole month or day it names, so it equals each moment in it.
int compared(const Json &value, const std::string &text, const std::string &bound)
{
    if (value.is_number()) {
        const std::optional<double> number = numberOf(bound);
        if (number) {
            const double own = value.get<double>();
            return own < *number ? -1 : own > *number ? 1 : 0;
        }
    }
    const bool date = text.size() >= 10 && text[4] == '-' && text[7] == '-';
    if (date && bound.size() >= 4 && text.starts_with(bound))
        return 0;
    return text.compare(bound);
}

bool rangeMatches(const Node &node, const Json &value, bool fold)
{
    const std::optional<std::string> text = textOf(value, fold);
    if (!text)
        return false;
    if (!node.from.value.empty()) {
        const int order = compared(value, *text, node.from.value);
        if (order < 0 || (order == 0 && !node.from.inclusive))
            return false;
    }
    if (!node.to.value.empty()) {
        const int order = compared(value, *text, node.to.value);
        if (order > 0 || (order == 0 && !node.to.inclusive))
            return false;
    }
    return true;
}

bool anyLeaf(const Json &value, const Visit &visit)
{
    if (value.is_structured())
        return std::any_of(value.begin(), value.end(), [&](const Json &item) { return anyLeaf(item, visit); });
    return visit(value);
}

bool hasWord(const std::string &text, const Node &node)
{
    std::size_t start = 0;
    while (start <= text.size()) {
        const std::size_t end = std::min(text.find_first_of(" \t@.,;-", start), text.size());
        const std::string word = text.substr(start, end - start);
        if (node.pattern.empty() ? word == folded(node.value) : wildcardMatches(folded(node.pattern), word))
            return true;
        start = end + 1;
    }
    return false;
}

/// A word without a field: words of the profile, whole values of app_metadata and identities, never user_metadata.
bool wordMatches(const Node &node, const Json &user)
{
    for (const auto &[name, value] : user.items()) {
        if (name == "user_metadata")
            continue;
        const bool profile = std::find(kNormalised.begin(), kNormalised.end(), name) != kNormalised.end();
        if (profile && value.is_string()) {
            const std::string text = folded(value.get_ref<const std::string &>());
            const bool whole
                = node.pattern.empty() ? text == folded(node.value) : wildcardMatches(folded(node.pattern), text);
            if (whole || hasWord(text, node))
                return true;
        } else if (anyLeaf(value, [&](const Json &leaf) { return termMatches(node, leaf, false); })) {
            return true;
        }
    }
    return false;
}

bool organizationMatches(const Node &node, const Json &user, const TenantState &tenant)
{
    const std::string &id = user.at("user_id").get_ref<const std::string &>();
    if (node.kind == Node::Kind::Term && node.pattern.empty()) {
        const auto members = tenant.organizationMembers.find(node.value);
        return members != tenant.organizationMembers.end() && members->second.contains(id);
    }
    return std::any_of(tenant.organizationMembers.begin(), tenant.organizationMembers.end(), [&](const auto &entry) {
        return entry.second.contains(id)
            && (node.kind == Node::Kind::Exists || wildcardMatches(node.pattern, entry.first));
    });
}

bool clausesMatch(const Node &node, const Json &user, const TenantState &tenant)
{
    const auto matches = [&](const std::shared_ptr<const Node> &child) { return matchesNode(*child, user, tenant); };
    if (std::any_of(node.mustNot.begin(), node.mustNot.end(), matches))
        return false;
    if (!std::all_of(node.must.begin(), node.must.end(), matches))
        return false;
    return node.should.empty() || !node.must.empty() || std::any_of(node.should.begin(), node.should.end(), matches);
}

} // namespace

bool isFoldedField(const std::vector<std::string> &path)
{
    return path.size() == 1 && path.front() != "user_id"
        && std::find(kNormalised.begin(), kNormalised.end(), path.front()) != kNormalised.end();
}

std::string folded(std::string_view text)
{
    return lowerCase(text);
}

bool matchesNode(const UserQuery::Node &node, const Json &user, const TenantState &tenant)
{
    const bool fold = isFoldedField(node.path);
    const bool organization = node.path.size() == 1 && node.path.front() == "organization_id";
    switch (node.kind) {
    case Node::Kind::Everything:
        return true;
    case Node::Kind::Clauses:
        return clausesMatch(node, user, tenant);
    case Node::Kind::Exists:
        return organization ? organizationMatches(node, user, tenant) : anyAt(user, node.path, 0, isIndexed);
    case Node::Kind::Term:
        if (node.path.empty())
            return wordMatches(node, user);
        if (organization)
            return organizationMatches(node, user, tenant);
        return anyAt(user, node.path, 0, [&](const Json &value) { return termMatches(node, value, fold); });
    case Node::Kind::Range:
        return anyAt(user, node.path, 0, [&](const Json &value) { return rangeMatches(node, value, fold); });
    }
    return false;
}

} // namespace Sandbox
