#include "sandbox/defaultestate.h"
#include "sandbox/estate/seeded.h"
#include "sandbox/estate/tenantbuilder.h"
#include "sandbox/text.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace Sandbox {

namespace {

struct Event
{
    const char *type, *description;
    unsigned weight;
};

// Types and wording of Auth0's log event codes.
constexpr Event kEvents[] = {
    {"s", "", 62},
    {"seacft", "Authorization Code for Access Token", 12},
    {"sertft", "Refresh Token for Access Token", 8},
    {"slo", "User successfully logged out", 5},
    {"fp", "Wrong email or password.", 6},
    {"fu", "Wrong email or password.", 2},
    {"limit_wc", "Account blocked after 10 failed sign-in attempts.", 1},
    {"scp", "You can now sign in with the new password.", 1},
    {"scpr", "", 1},
    {"sv", "Your email was verified. You can continue using the application.", 1},
    {"gd_auth_succeed", "Guardian - Second factor authentication success", 1},
};

constexpr const char *kAgents[] = {"Firefox 145.0.0 / Linux 0.0.0", "Chrome 142.0.0 / Windows 11.0.0",
                                   "Safari 26.1.0 / Mac OS X 15.7.1", "Chrome Mobile 142.0.0 / Android 16.0.0"};

const Event &eventFor(Seeded &random)
{
    std::size_t at = random.below(100);
    for (const Event &event : kEvents) {
        if (at < event.weight)
            return event;
        at -= event.weight;
    }
    return kEvents[0];
}

/// Digits as Auth0 makes them: longer than any integer type, in the order of time.
std::string logId(const std::string &time, std::size_t sequence)
{
    std::string digits;
    std::copy_if(time.begin(), time.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    std::array<char, 40> tail{};
    std::snprintf(tail.data(), tail.size(), "%06zu000000000000001223372037%06zu", sequence % 1000000,
                  (486000 + sequence) % 1000000);
    return "900" + digits + tail.data();
}

const char *strategyType(std::string_view strategy)
{
    if (strategy == "auth0")
        return "database";
    if (strategy == "email" || strategy == "sms")
        return "passwordless";
    return strategy == "google-oauth2" || strategy == "windowslive" ? "social" : "enterprise";
}

Json signIn(TenantBuilder &tenant, const Json &user, const Event &event, Seeded &random)
{
    const Json &identity = user.at("identities").at(0);
    const Json &connection = tenant.connectionNamed(identity.at("connection").get_ref<const std::string &>());
    const IdSet &clients = tenant.state().enabledClients.clientsOf(connection.at("id"));
    Json log;
    log["type"] = event.type;
    log["connection"] = identity.at("connection");
    log["connection_id"] = connection.at("id");
    if (clients.size() > 0) {
        const Json &client = *tenant.state().clients.find(clients.ids()[random.below(clients.size())]);
        log["client_id"] = client.at("client_id");
        log["client_name"] = client.at("name");
    }
    log["description"] = *event.description ? Json(event.description) : Json(nullptr);
    log["ip"] = user.contains("last_ip") ? user.at("last_ip") : Json("192.0.2.7");
    log["user_agent"] = random.pick(kAgents);
    log["details"] = {{"prompts", Json::array()}, {"stats", {{"loginsCount", user.value("logins_count", 1)}}}};
    log["hostname"] = tenant.state().customDomains.items().front().at("domain");
    log["user_id"] = user.at("user_id");
    log["user_name"] = user.at("email");
    log["strategy"] = connection.at("strategy");
    log["strategy_type"] = strategyType(connection.at("strategy").get_ref<const std::string &>());
    return log;
}

Json ownChange(TenantBuilder &tenant, Seeded &random)
{
    constexpr const char *what[] = {"Update a User", "Update a Connection", "Create a User", "Update a Client"};
    const std::string description = random.pick(what);
    const TenantState &state = tenant.state();
    // As Auth0 writes it down: which object it was stands in the path alone.
    std::string path = "/api/v2/users/" + percentEncoded(state.users.items().front().at("user_id").get<std::string>());
    if (description == "Create a User")
        path = "/api/v2/users";
    else if (description == "Update a Connection")
        path = "/api/v2/connections/" + state.connections.items().front().at("id").get<std::string>();
    else if (description == "Update a Client")
        path = "/api/v2/clients/" + state.clients.items().front().at("client_id").get<std::string>();
    const char *method = description == "Create a User" ? "post" : "patch";
    const Json &client = tenant.clientNamed("Tenantry");
    return {
        {"type", "sapi"},
        {"description", description},
        {"client_id", client.at("client_id")},
        {"client_name", client.at("name")},
        {"ip", "198.51.100.20"},
        {"user_agent", "Other 0.0.0 / Other 0.0.0"},
        {"details",
         {{"request", {{"method", method}, {"path", path}, {"channel", "api"}}}, {"response", {{"statusCode", 200}}}}},
        {"user_id", ""},
        {"user_name", ""}};
}

} // namespace

void addLogs(TenantBuilder &tenant)
{
    constexpr std::int64_t fiveDays = 5LL * 86400000;
    Seeded random(tenant.seed(), tenant.key("logs", ""));
    const std::vector<Json> &users = tenant.state().users.items();
    const std::size_t count = std::min<std::size_t>(users.size() * 3, 600);
    std::vector<std::int64_t> times;
    for (std::size_t i = 0; i < count; ++i)
        times.push_back(kEstateNow - 1 - static_cast<std::int64_t>(random.next() % fiveDays));
    std::sort(times.begin(), times.end());
    for (std::size_t i = 0; i < count; ++i) {
        const std::string date = estateTime(times[i]);
        const std::string id = logId(date, i);
        Json log = {{"date", date}};
        const Json event = random.percent(6)
            ? ownChange(tenant, random)
            : signIn(tenant, users[random.below(users.size())], eventFor(random), random);
        log.update(event);
        // Auth0's own warnings, now and then.
        if (tenant.region() == "eu" && (i == count / 3 || i == count / 2)) {
            log["type"] = "depnote";
            log["description"] = "Legacy resource owner grant: this feature is deprecated and will stop to work.";
            tenant.note(Fault::DeprecationNotice, id, "the legacy resource owner grant");
        }
        log["log_id"] = id;
        log["_id"] = id;
        log["isMobile"] = log.at("user_agent").get_ref<const std::string &>().find("Mobile") != std::string::npos;
        log["location_info"] = {{"country_code", "DE"},         {"country_code3", "DEU"}, {"country_name", "Germany"},
                                {"city_name", "Leipzig"},       {"latitude", 51.3396},    {"longitude", 12.3713},
                                {"time_zone", "Europe/Berlin"}, {"continent_code", "EU"}};
        tenant.state().logs.append(std::move(log));
    }
}

} // namespace Sandbox
