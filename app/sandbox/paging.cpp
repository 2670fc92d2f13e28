#include "sandbox/paging.h"

#include "sandbox/text.h"

#include <algorithm>
#include <charconv>

namespace Sandbox {

namespace {

constexpr std::string_view cursorMark = "sandbox:";

/// The query parameter as a number of at most `max`; an error says what Auth0 says.
struct Number
{
    std::size_t value = 0;
    std::optional<Response> error;
};

Number number(const Request &request, const std::string &name, std::size_t fallback, std::size_t min, std::size_t max)
{
    if (!request.query.contains(name))
        return {fallback, {}};
    const std::string text = request.queryValue(name);
    std::size_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc() || end != text.data() + text.size())
        return {0,
                invalidQuery("Query validation error: 'Expected type integer but found type string' on property " + name
                             + ".")};
    if (value < min)
        return {0,
                invalidQuery("Query validation error: 'Value " + text + " is less than minimum " + std::to_string(min)
                             + "' on property " + name + ".")};
    if (value > max)
        return {0,
                invalidQuery("Query validation error: 'Value " + text + " is greater than maximum "
                             + std::to_string(max) + "' on property " + name + ".")};
    return {value, {}};
}

std::vector<std::size_t> matching(const PagedItems &items)
{
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < items.size; ++i) {
        if (items.matches(i))
            positions.push_back(i);
    }
    return positions;
}

std::vector<std::string> wantedFields(const Request &request)
{
    std::vector<std::string> fields;
    for (const std::string &value : request.queryValues("fields")) {
        for (std::string &field : split(value, ',')) {
            if (!field.empty())
                fields.push_back(std::move(field));
        }
    }
    return fields;
}

} // namespace

std::string cursorFor(std::uint64_t sequence)
{
    return base64Url(std::string(cursorMark) + std::to_string(sequence));
}

std::optional<std::uint64_t> sequenceOf(const std::string &cursor)
{
    const std::string text = fromBase64Url(cursor);
    if (!text.starts_with(cursorMark))
        return std::nullopt;
    std::uint64_t value = 0;
    const char *begin = text.data() + cursorMark.size();
    const char *end = text.data() + text.size();
    const auto result = std::from_chars(begin, end, value);
    return result.ec == std::errc() && result.ptr == end ? std::optional(value) : std::nullopt;
}

Response checkpointResponse(const Request &request, const PagingRules &rules, const PagedItems &items)
{
    const Number take = number(request, "take", rules.defaultTake, 1, rules.maxTake);
    if (take.error)
        return *take.error;
    std::size_t position = 0;
    if (const std::string from = request.queryValue("from"); !from.empty()) {
        const auto sequence = sequenceOf(from);
        if (!sequence)
            return errorResponse(400, "Invalid 'from' parameter.", "invalid_paging");
        position = items.indexAfter(*sequence);
    }
    Response response;
    response.body = "{\"" + rules.key + "\":[";
    std::size_t taken = 0;
    std::uint64_t last = 0;
    bool more = false;
    for (; position < items.size; ++position) {
        if (items.matches && !items.matches(position))
            continue;
        more = taken == take.value;
        if (more)
            break;
        if (taken++ > 0)
            response.body += ',';
        items.write(position, response.body);
        last = items.sequenceAt(position);
    }
    response.body += ']';
    if (more || (rules.nextOnEveryNonEmptyPage && taken > 0))
        response.body += ",\"next\":\"" + cursorFor(last) + '"';
    response.body += '}';
    return response;
}

Response offsetResponse(const Request &request, const PagingRules &rules, const PagedItems &items)
{
    const Number page = number(request, "page", 0, 0, 1'000'000'000);
    if (page.error)
        return *page.error;
    const Number perPage = number(request, "per_page", rules.defaultPerPage, 0, rules.maxPerPage);
    if (perPage.error)
        return *perPage.error;
    const std::size_t start = page.value * perPage.value;
    if (rules.offsetCap > 0 && start + perPage.value > rules.offsetCap)
        return errorResponse(400,
                             "You can only page through the first " + std::to_string(rules.offsetCap)
                                 + " records. Use checkpoint pagination (from, take) to retrieve more.",
                             "invalid_paging");
    // Without paging parameters Auth0 sends everything it would page through.
    const bool paged = request.query.contains("page") || request.query.contains("per_page");
    const std::size_t limit = paged ? perPage.value : rules.defaultPerPage;
    const std::vector<std::size_t> positions = items.matches ? matching(items) : std::vector<std::size_t>();
    const std::size_t total = items.matches ? positions.size() : items.size;

    const std::size_t end = std::min(total, start + limit);
    const std::size_t sent = end > start ? end - start : 0;
    const bool envelope = request.queryValue("include_totals") == "true";
    Response response;
    if (envelope)
        response.body = "{\"total\":" + std::to_string(total) + ",\"start\":" + std::to_string(start)
            + ",\"limit\":" + std::to_string(rules.limitIsCount ? sent : limit) + ",\"" + rules.key + "\":";
    response.body += '[';
    for (std::size_t i = start; i < end; ++i) {
        if (i > start)
            response.body += ',';
        items.write(items.matches ? positions[i] : i, response.body);
    }
    response.body += ']';
    if (envelope)
        response.body += '}';
    return response;
}

Response pagedResponse(const Request &request, const PagingRules &rules, const PagedItems &items)
{
    const bool checkpoint = request.query.contains("take") || request.query.contains("from");
    return checkpoint ? checkpointResponse(request, rules, items) : offsetResponse(request, rules, items);
}

Json projected(const Json &object, const Request &request, const std::vector<std::string> &extras)
{
    const std::vector<std::string> fields = wantedFields(request);
    if (fields.empty())
        return object;
    const bool include = request.queryValue("include_fields", "true") != "false";
    const auto listed = [](const std::vector<std::string> &names, const std::string &name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    Json result = Json::object();
    for (const auto &[name, value] : object.items()) {
        if (listed(fields, name) == include || listed(extras, name))
            result[name] = value;
    }
    return result;
}

PagedItems pagedCollection(const Collection &collection, const Request &request, std::vector<std::string> extras,
                           std::function<void(Json &)> hide)
{
    PagedItems items;
    items.size = collection.size();
    items.sequenceAt = [&collection](std::size_t i) { return collection.sequenceAt(i); };
    items.indexAfter = [&collection](std::uint64_t sequence) { return collection.indexAfter(sequence); };
    const bool whole = !hide && wantedFields(request).empty();
    items.write = [&collection, &request, whole, extras = std::move(extras), hide = std::move(hide)](std::size_t i,
                                                                                                     std::string &out) {
        const Json &object = collection.items()[i];
        if (whole) { // copying an ordered object costs more than writing it
            out += object.dump(-1, ' ', false, Json::error_handler_t::replace);
            return;
        }
        Json shown = projected(object, request, extras);
        if (hide)
            hide(shown);
        out += shown.dump(-1, ' ', false, Json::error_handler_t::replace);
    };
    return items;
}

PagedItems pagedIds(const IdSet &ids, std::function<void(const std::string &, std::string &)> write)
{
    PagedItems items;
    items.size = ids.size();
    items.sequenceAt = [&ids](std::size_t i) { return ids.sequenceAt(i); };
    items.indexAfter = [&ids](std::uint64_t sequence) { return ids.indexAfter(sequence); };
    items.write = [&ids, write = std::move(write)](std::size_t i, std::string &out) { write(ids.ids()[i], out); };
    return items;
}

} // namespace Sandbox
