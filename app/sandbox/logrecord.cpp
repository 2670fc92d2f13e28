#include "sandbox/logrecord.h"

#include "sandbox/text.h"

#include <algorithm>

namespace Sandbox {

namespace {

constexpr std::size_t counterDigits = 36; // log ids have 50 and more digits

std::string padded(std::string digits)
{
    return std::string(counterDigits - std::min(digits.size(), counterDigits), '0') + digits;
}

std::string nextLogId(const TenantState &state, TimePoint now)
{
    std::string digits;
    for (const char c : isoTime(now)) {
        if (c >= '0' && c <= '9')
            digits += c;
    }
    std::string id = "900" + digits + padded(std::to_string(state.logs.size() + 1));
    if (state.logs.size() == 0)
        return id;
    const std::string last = state.logs.items().back().value("log_id", std::string());
    if (last.size() == id.size() && last >= id) // the clock did not move or went back: order is by id
        id = last.substr(0, 3 + digits.size()) + padded(std::to_string(std::stoull(last.substr(last.size() - 15)) + 1));
    return id;
}

void maskSecrets(Json &value)
{
    static const std::vector<std::string> secret{"password", "client_secret", "signing_keys", "encryption_key"};
    if (value.is_object()) {
        for (auto &[name, member] : value.items()) {
            if (std::find(secret.begin(), secret.end(), name) != secret.end())
                member = "*****";
            else
                maskSecrets(member);
        }
    } else if (value.is_array()) {
        for (Json &item : value)
            maskSecrets(item);
    }
}

} // namespace

Json apiLogDetails(const Request &request, const Response &response)
{
    Json query = Json::object();
    for (const auto &[name, value] : request.query)
        query[name] = value;
    Json body = request.json;
    maskSecrets(body);
    Json answer = response.body.empty() ? Json() : Json::parse(response.body, nullptr, false);
    maskSecrets(answer);
    const auto agent = request.headers.find("user-agent");
    return Json{{"request",
                 {{"method", lowerCase(request.method)},
                  {"path", request.path},
                  {"query", query},
                  {"userAgent", agent == request.headers.end() ? std::string() : agent->second},
                  {"body", body.is_null() ? Json::object() : body},
                  {"channel", "api"},
                  {"ip", "127.0.0.1"}}},
                {"response", {{"statusCode", response.status}, {"body", answer.is_discarded() ? Json() : answer}}}};
}

void appendLog(TenantState &state, const Request &request, const LogRecord &record)
{
    const std::string id = nextLogId(state, request.now);
    const auto agent = request.headers.find("user-agent");
    Json entry{{"date", isoTime(request.now)},
               {"type", record.type},
               {"description", record.description},
               {"client_id", request.clientId},
               {"client_name", ""},
               {"ip", "127.0.0.1"},
               {"user_agent", agent == request.headers.end() ? std::string() : agent->second}};
    if (!record.details.is_null())
        entry["details"] = record.details;
    if (const Json *client = state.clients.find(request.clientId))
        entry["client_name"] = client->value("name", std::string());
    entry["user_id"] = request.clientId + "@clients";
    entry["log_id"] = id;
    entry["_id"] = id;
    entry["isMobile"] = false;
    state.logs.append(std::move(entry));
}

} // namespace Sandbox
