#include "sandbox/message.h"

namespace Sandbox {

namespace {

std::string_view reason(int status)
{
    switch (status) {
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 409:
        return "Conflict";
    case 413:
        return "Payload Too Large";
    case 414:
        return "URI Too Long";
    case 415:
        return "Unsupported Media Type";
    case 429:
        return "Too Many Requests";
    case 503:
        return "Service Unavailable";
    default:
        return "Internal Server Error";
    }
}

} // namespace

std::string Request::queryValue(const std::string &name, std::string_view fallback) const
{
    const auto found = query.find(name);
    return found == query.end() ? std::string(fallback) : found->second;
}

std::vector<std::string> Request::queryValues(const std::string &name) const
{
    std::vector<std::string> values;
    const auto [begin, end] = query.equal_range(name);
    for (auto it = begin; it != end; ++it)
        values.push_back(it->second);
    return values;
}

Response jsonResponse(int status, const Json &value)
{
    Response response;
    response.status = status;
    response.body = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    return response;
}

Response noContent()
{
    Response response;
    response.status = 204;
    response.contentType.clear();
    return response;
}

Response errorResponse(int status, std::string_view message, std::string_view errorCode)
{
    Json body{{"statusCode", status}, {"error", reason(status)}, {"message", message}};
    if (!errorCode.empty())
        body["errorCode"] = errorCode;
    return jsonResponse(status, body);
}

Response invalidBody(std::string_view message)
{
    return errorResponse(400, message, "invalid_body");
}

Response invalidQuery(std::string_view message)
{
    return errorResponse(400, message, "invalid_query_string");
}

Response notFound(std::string_view message, std::string_view errorCode)
{
    return errorResponse(404, message, errorCode);
}

} // namespace Sandbox
