#include "sandbox/tenanthost.h"

#include "sandbox/clientscript.h"
#include "sandbox/exportfile.h"
#include "sandbox/logrecord.h"
#include "sandbox/signup.h"
#include "sandbox/text.h"

#include <algorithm>
#include <array>
#include <exception>
#include <thread>

namespace Sandbox {

namespace {

constexpr std::size_t largestBody = std::size_t{1024} * 1024;
constexpr int deepestBody = 64;
constexpr std::string_view passwordMailPath = "/dbconnections/change_password";
constexpr std::string_view signUpPath = "/dbconnections/signup";
constexpr std::string_view scriptPrefix = "/client/";

std::vector<ApiClient> withOwnClient(const TenantAccess &access, std::vector<ApiClient> others)
{
    others.push_back({access.clientId, access.clientSecret, {}, {}});
    return others;
}

/// The application that an Auth0 tenant has for the program itself; random where it has none.
std::string ownClientId(const TenantState &state)
{
    const auto &clients = state.clients.items();
    const auto own = std::find_if(clients.begin(), clients.end(), [](const Json &client) {
        return client.value("name", Json()) == "Tenantry" && client.value("app_type", Json()) == "non_interactive";
    });
    return own == clients.end() ? randomText(32) : own->at("client_id").get<std::string>();
}

TenantAccess newAccess(const TenantState &state)
{
    TenantAccess access;
    access.name = state.name;
    access.environment = state.environment;
    const std::string region = state.name.ends_with("-eu") ? ".eu" : ".us";
    access.domain = state.domain.empty() ? state.name + region + ".auth0.com" : state.domain;
    access.clientId = ownClientId(state);
    access.clientSecret = randomText(64);
    return access;
}

bool isWrite(const std::string &method)
{
    return method != "GET" && method != "HEAD";
}

/// The body as JSON; nothing if it is none or deeper than any body Auth0 takes.
std::optional<Json> parsedBody(const std::string &body)
{
    struct TooDeep : std::exception
    { };
    const auto guard = [](int depth, Json::parse_event_t, Json &) {
        if (depth > deepestBody)
            throw TooDeep();
        return true;
    };
    try {
        return Json::parse(body, guard);
    } catch (const std::exception &) {
        return std::nullopt;
    }
}

Request read(const httplib::Request &raw)
{
    Request request;
    request.method = raw.method;
    const auto mark = raw.target.find('?');
    request.path = raw.target.substr(0, mark);
    if (mark != std::string::npos)
        request.query = parsedForm(std::string_view(raw.target).substr(mark + 1));
    for (const auto &[name, value] : raw.headers)
        request.headers.emplace(lowerCase(name), value);
    request.body = raw.body;
    for (const auto &[name, file] : raw.files)
        request.parts.push_back({name, file.filename, file.content_type, file.content});
    return request;
}

void addRateHeaders(Response &response, const RateVerdict &verdict)
{
    if (!verdict.limited)
        return;
    response.headers.emplace("x-ratelimit-limit", std::to_string(verdict.limit));
    response.headers.emplace("x-ratelimit-remaining", std::to_string(verdict.remaining));
    response.headers.emplace("x-ratelimit-reset", std::to_string(verdict.resetAt));
    if (!verdict.allowed)
        response.headers.emplace("Retry-After", std::to_string(verdict.retryAfter));
}

} // namespace

TenantHost::TenantHost(TenantState state, const Options &options, const Router &router, const Clock &clock,
                       const RsaKey &key, SSL_CTX *tls)
    : m_options(options)
    , m_router(router)
    , m_clock(clock)
    , m_scheme(tls == nullptr ? "http" : "https")
    , m_access(newAccess(state))
    , m_tokens(key, withOwnClient(m_access, options.clients), router.allScopes(), options.tokenLifetime)
    , m_limiter(options.plan, state.environment == "production")
    , m_state(std::move(state))
    , m_door(tls)
{
    const auto handler = [this](const httplib::Request &raw, httplib::Response &out) { receive(raw, out); };
    m_door.Get("/", handler).Post("/", handler).Put("/", handler).Patch("/", handler).Delete("/", handler);
    m_door.set_payload_max_length(largestBody);
    m_door.set_error_handler([](const httplib::Request &, httplib::Response &out) {
        if (out.body.empty()) // refused by httplib before a handler saw it
            out.set_content(errorResponse(out.status, "The request could not be read.").body,
                            "application/json; charset=utf-8");
    });
}

void TenantHost::start(std::uint16_t port)
{
    m_door.bindTo(port);
    m_access.url = m_scheme + "://127.0.0.1:" + std::to_string(m_door.port());
    m_tokens.setAddress(m_access.url, m_access.domain);
    m_door.open();
}

TenantState TenantHost::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

void TenantHost::change(const std::function<void(TenantState &)> &function)
{
    const std::lock_guard lock(m_mutex);
    function(m_state);
}

std::vector<ReceivedRequest> TenantHost::requests() const
{
    const std::lock_guard lock(m_recordMutex);
    return m_requests;
}

void TenantHost::forgetRequests()
{
    const std::lock_guard lock(m_recordMutex);
    m_requests.clear();
}

void TenantHost::record(const Request &request, const std::string &query, int status)
{
    ReceivedRequest received{m_access.name, request.method, request.path, query, {}, request.body, status};
    for (const auto &[name, value] : request.headers)
        received.headers.push_back(name);
    const std::lock_guard lock(m_recordMutex);
    m_requests.push_back(std::move(received));
}

bool TenantHost::comesFromHere(const Request &request) const
{
    const auto host = request.headers.find("host");
    if (host == request.headers.end())
        return false;
    const std::string port = ':' + std::to_string(m_door.port());
    const std::array<std::string, 5> names{"127.0.0.1" + port, "localhost" + port, "[::1]" + port, m_access.domain,
                                           m_access.domain + port};
    const auto isOurs = [&names](const std::string &name) {
        return std::find(names.begin(), names.end(), lowerCase(name)) != names.end();
    };
    const auto origin = request.headers.find("origin");
    const std::string scheme = m_scheme + "://";
    const bool foreignOrigin = origin != request.headers.end()
        && (!origin->second.starts_with(scheme) || !isOurs(origin->second.substr(scheme.size())));
    return isOurs(host->second) && !foreignOrigin;
}

void TenantHost::receive(const httplib::Request &raw, httplib::Response &out)
{
    Request request = read(raw);
    request.now = m_clock.now();
    if (m_options.searchLag.count() > 0)
        request.searchedUntil = isoTime(request.now - m_options.searchLag);
    request.baseUrl = m_access.url;
    request.domain = m_access.domain;
    if (m_options.latency.count() > 0)
        std::this_thread::sleep_for(m_options.latency);
    Response response = answer(raw, request);
    out.status = response.status;
    if (response.pieces) {
        out.set_chunked_content_provider(
            response.contentType, [this, pieces = std::move(response.pieces)](std::size_t, httplib::DataSink &sink) {
                return send(pieces, sink);
            });
    } else {
        out.body = std::move(response.body);
        if (!response.contentType.empty())
            out.set_header("Content-Type", response.contentType);
    }
    out.set_header("Date", httpDate(request.now));
    for (const auto &[name, value] : response.headers)
        out.set_header(name, value);
    if (m_options.recordRequests) {
        const auto mark = raw.target.find('?');
        record(request, mark == std::string::npos ? std::string() : raw.target.substr(mark + 1), response.status);
    }
}

bool TenantHost::send(const std::function<std::optional<std::string>(const TenantState &)> &pieces,
                      httplib::DataSink &sink) const
{
    std::optional<std::string> piece;
    {
        const std::lock_guard lock(m_mutex);
        piece = pieces(m_state);
    }
    if (piece)
        return sink.write(piece->data(), piece->size());
    sink.done();
    return true;
}

Response TenantHost::answer(const httplib::Request &raw, Request &request)
{
    if (!comesFromHere(request))
        return errorResponse(403, "The Host or Origin header names another server.");
    if (request.path == "/oauth/token")
        return request.method == "POST" ? exchangeToken(request) : notFound("Not Found");
    if (request.path == passwordMailPath)
        return request.method == "POST" ? sendPasswordMail(request) : notFound("Not Found");
    if (request.path == signUpPath && request.method == "POST") {
        request.json = parsedBody(request.body).value_or(Json());
        const std::lock_guard lock(m_mutex);
        return signUp(m_state, request);
    }
    if (request.path.starts_with(scriptPrefix) && request.method == "GET") {
        const std::lock_guard lock(m_mutex);
        return clientScript(m_state, percentDecoded(request.path.substr(scriptPrefix.size())), request);
    }
    if (request.path.starts_with(kExportPrefix) && request.method == "GET") {
        const std::lock_guard lock(m_mutex);
        return exportDownload(m_state, request.path, request);
    }
    return callApi(raw, request);
}

Response TenantHost::exchangeToken(Request &request)
{
    auto [response, clientId] = m_tokens.exchange(request.headers, request.body, request.now);
    request.clientId = clientId; // the log names it
    const std::lock_guard lock(m_mutex);
    const bool done = response.status == 200;
    appendLog(m_state, request, {done ? "seccft" : "feccft", done ? "" : "Client Credentials exchange refused", {}});
    return response;
}

Response TenantHost::sendPasswordMail(Request &request)
{
    request.json = parsedBody(request.body).value_or(Json());
    const std::lock_guard lock(m_mutex);
    return passwordMail(m_state, request, m_passwordMails);
}

Response TenantHost::callApi(const httplib::Request &raw, Request &request)
{
    RouteMatch match = m_router.find(request.method, request.path);
    if (!match.pathKnown)
        return notFound("Not Found");
    const Authorization authorization = m_tokens.authorize(request.headers, request.now);
    if (authorization.refusal)
        return *authorization.refusal;
    if (match.route == nullptr)
        return notFound("Not Found");
    request.clientId = authorization.caller->clientId;
    request.scopes = authorization.caller->scopes;
    request.params = std::move(match.params);

    const RateVerdict verdict = m_limiter.take(match.route->family, request.now);
    Response response;
    if (!verdict.allowed) {
        response
            = errorResponse(429, verdict.global ? "Global limit has been reached" : "Endpoint limit has been reached",
                            "too_many_requests");
        const std::lock_guard lock(m_mutex);
        appendLog(m_state, request, {"api_limit", response.body, {}});
    } else if (!scopesSuffice(match.route->scopes, request.scopes)) {
        response = errorResponse(403, "Insufficient scope, expected any of: " + expectedScopes(match.route->scopes),
                                 "insufficient_scope");
    } else if (!raw.body.empty() && !raw.is_multipart_form_data() && isWrite(request.method)) {
        auto json = parsedBody(raw.body);
        if (json)
            request.json = std::move(*json);
        response = json ? runHandler(*match.route, request) : invalidBody("Invalid request payload JSON format");
    } else {
        response = runHandler(*match.route, request);
    }
    addRateHeaders(response, verdict);
    return response;
}

Response TenantHost::runHandler(const Route &route, Request &request)
{
    const std::lock_guard lock(m_mutex);
    Response response;
    try {
        response = route.handler(m_state, request);
    } catch (const std::exception &failure) {
        response = errorResponse(500, std::string("The sandbox failed: ") + failure.what());
    }
    if (isWrite(request.method)) {
        const bool done = response.status < 400;
        appendLog(m_state, request, {done ? "sapi" : "fapi", route.summary, apiLogDetails(request, response)});
    } else if (response.revealsSecrets && response.status == 200) {
        appendLog(m_state, request, {"mgmt_api_read", route.summary, {}});
    }
    return response;
}

} // namespace Sandbox
