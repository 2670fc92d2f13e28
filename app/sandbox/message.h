#pragma once

#include "sandbox/tenantstate.h"

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace Sandbox {

using TimePoint = std::chrono::system_clock::time_point;

/// One part of a multipart/form-data body.
struct FormPart
{
    std::string name, fileName, contentType, content;
};

/// A Management API request after the token was checked and the route was found. A value; handlers get it const.
struct Request
{
    std::string method; ///< "PATCH"
    std::string path; ///< as sent, without the query: "/api/v2/users/auth0%7C1"
    std::map<std::string, std::string> params; ///< by the names in the route's template, each decoded exactly once
    std::multimap<std::string, std::string> query; ///< decoded exactly once; '+' is a space
    std::map<std::string, std::string> headers; ///< names in lower case
    std::string body; ///< as sent; empty for multipart
    std::vector<FormPart> parts; ///< of a multipart body
    Json json; ///< the parsed body, null if there was none; writes with a broken body never reach a handler

    std::set<std::string, std::less<>> scopes; ///< of the token
    std::string clientId; ///< of the token

    std::string baseUrl; ///< "http://127.0.0.1:4711", no trailing slash
    std::string domain; ///< of the Auth0 tenant: "acme-saas-eu.eu.auth0.com"
    TimePoint now; ///< by the server's clock
    std::string searchedUntil; ///< ISO time: searches do not show yet who was made later; empty: they show all

    /// The path parameter with this name; the route guarantees that it is there.
    const std::string &param(const std::string &name) const { return params.at(name); }
    /// First value of a query parameter, or the fallback.
    std::string queryValue(const std::string &name, std::string_view fallback = {}) const;
    std::vector<std::string> queryValues(const std::string &name) const;
    bool hasScope(std::string_view scope) const { return scopes.contains(scope); }
};

/// An answer. `headers` are added to the ones the server sets itself (Content-Type, Date, x-ratelimit-*).
struct Response
{
    int status = 200;
    std::string body; ///< bytes to send; empty for 204
    std::string contentType = "application/json; charset=utf-8";
    std::multimap<std::string, std::string> headers;
    bool revealsSecrets = false; ///< a read that Auth0 logs as mgmt_api_read
    /// Of an answer too large to be held: the next bytes of the body, none of them empty, until there is nothing. Asked
    /// while the tenant is locked, and goes on after what was changed meanwhile.
    std::function<std::optional<std::string>(const TenantState &)> pieces;
};

/// `value` as a JSON answer. Invalid UTF-8 is replaced, never thrown.
Response jsonResponse(int status, const Json &value);
/// 204 without a body.
Response noContent();

/// {statusCode, error, message, errorCode} as Auth0 sends it; without errorCode if that is empty.
Response errorResponse(int status, std::string_view message, std::string_view errorCode = {});
/// 400 invalid_body "Payload validation error: '…'.", 400 invalid_query_string, 400 invalid_paging and 404s.
Response invalidBody(std::string_view message);
Response invalidQuery(std::string_view message);
Response notFound(std::string_view message, std::string_view errorCode = {});

} // namespace Sandbox
