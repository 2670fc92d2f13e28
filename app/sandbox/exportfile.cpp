#include "sandbox/exportfile.h"

#include "sandbox/userrules.h"

#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <stdexcept>

namespace Sandbox {

namespace {

struct Field
{
    std::string path, title;
};

std::vector<Field> fieldsOf(const Json &job)
{
    std::vector<Field> fields;
    if (const auto asked = job.find("fields"); asked != job.end()) {
        for (const Json &field : *asked) {
            const std::string name = field.at("name");
            fields.push_back({name, field.value("export_as", name)});
        }
    }
    if (fields.empty()) {
        for (const char *name : {"user_id", "email", "email_verified", "name", "given_name", "family_name", "nickname",
                                 "created_at", "updated_at", "identities"})
            fields.push_back({name, name});
    }
    return fields;
}

/// The value at a path with dots; null if there is none. Numbers are positions in arrays: identities[0].connection.
Json valueAt(const Json &user, std::string path)
{
    std::replace(path.begin(), path.end(), '[', '.');
    std::erase(path, ']');
    const Json *at = &user;
    std::size_t start = 0;
    while (start <= path.size()) {
        const std::size_t end = std::min(path.find('.', start), path.size());
        const std::string name = path.substr(start, end - start);
        start = end + 1;
        if (at->is_array()) {
            std::size_t position = 0;
            std::from_chars(name.data(), name.data() + name.size(), position);
            if (position >= at->size())
                return nullptr;
            at = &(*at)[position];
        } else if (at->is_object() && at->contains(name)) {
            at = &at->at(name);
        } else {
            return nullptr;
        }
    }
    return *at;
}

std::string text(const Json &value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string cell(const Json &value)
{
    if (value.is_null())
        return {};
    std::string content = value.is_string() ? value.get<std::string>() : text(value);
    if (value.is_string() && !content.empty()
        && std::string_view("=+-@\t\r").find(content.front()) != std::string_view::npos)
        content.insert(0, "'");
    if (content.find_first_of(",\"\r\n") == std::string::npos)
        return content;
    std::string quoted = "\"";
    for (const char c : content)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

std::string row(const Json &user, const std::vector<Field> &fields, bool csv)
{
    std::string line;
    Json object = Json::object();
    for (const Field &field : fields) {
        Json value = valueAt(user, field.path);
        if (csv)
            line += (&field == fields.data() ? "" : ",") + cell(value);
        else if (!value.is_null())
            object[field.title] = std::move(value);
    }
    return (csv ? line : text(object)) + '\n';
}

} // namespace

std::string exportFile(const TenantState &state, const Json &job)
{
    const bool csv = job.value("format", "json") == "csv";
    const std::vector<Field> fields = fieldsOf(job);
    std::string content;
    for (std::size_t i = 0; csv && i < fields.size(); ++i)
        content += (i ? "," : "") + cell(fields[i].title) + (i + 1 == fields.size() ? "\n" : "");
    const Json *connection = state.connections.find(job.value("connection_id", ""));
    std::size_t left = job.value("limit", state.users.size());
    for (const Json &user : state.users.items()) {
        if (left == 0)
            break;
        if (connection && !isUserOf(user, connection->at("name").get_ref<const std::string &>()))
            continue;
        content += row(user, fields, csv);
        --left;
    }
    return gzipped(content);
}

Response exportDownload(const TenantState &state, std::string_view path, const Request &request)
{
    path.remove_prefix(std::min(kExportPrefix.size(), path.size()));
    const Json *job = state.jobs.find(path.substr(0, path.find('.')));
    const std::string expires = request.queryValue("expires");
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(request.now.time_since_epoch()).count();
    std::int64_t until = 0;
    std::from_chars(expires.data(), expires.data() + expires.size(), until);
    const Json *links = job && job->contains("_links") ? &job->at("_links") : nullptr;
    if (!links || links->value(expires, "") != request.queryValue("signature") || links->value(expires, "").empty()
        || now > until) {
        Response refused = errorResponse(403, "Request has expired");
        refused.contentType = "application/json; charset=utf-8";
        return refused;
    }
    Response response;
    response.body = exportFile(state, *job);
    response.contentType = "application/gzip";
    return response;
}

std::string gzipped(std::string_view bytes)
{
    z_stream stream{};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("zlib could not start");
    std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())) + 32, '\0');
    // zlib reads this buffer only; its interface is older than const.
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (result != Z_STREAM_END)
        throw std::runtime_error("zlib could not finish");
    return out;
}

} // namespace Sandbox
