#include "sandbox/exportfile.h"

#include "sandbox/userrules.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <limits>
#include <memory>
#include <stdexcept>
#include <utility>

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

constexpr std::size_t usersAtOnce = 500;

/// gzip of what is put in, bit by bit.
class Packer
{
public:
    Packer()
    {
        if (deflateInit2(&m_stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::runtime_error("zlib could not start");
    }
    ~Packer() { deflateEnd(&m_stream); }
    Packer(const Packer &) = delete;
    Packer &operator=(const Packer &) = delete;

    std::string packed(std::string_view bytes, bool isLast)
    {
        // zlib reads this buffer only; its interface is older than const.
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
        m_stream.avail_in = static_cast<uInt>(bytes.size());
        std::string out;
        std::array<char, 16384> buffer{};
        do {
            m_stream.next_out = reinterpret_cast<Bytef *>(buffer.data());
            m_stream.avail_out = static_cast<uInt>(buffer.size());
            if (deflate(&m_stream, isLast ? Z_FINISH : Z_NO_FLUSH) == Z_STREAM_ERROR)
                throw std::runtime_error("zlib could not pack");
            out.append(buffer.data(), buffer.size() - m_stream.avail_out);
        } while (m_stream.avail_out == 0);
        return out;
    }

private:
    z_stream m_stream{};
};

/// The file of one download. `job` is the body of the job: format, connection_id, limit, fields.
class ExportStream
{
public:
    ExportStream(const TenantState &state, const Json &job)
        : m_isCsv(job.value("format", "json") == "csv")
        , m_fields(fieldsOf(job))
        , m_left(job.value("limit", std::numeric_limits<std::size_t>::max()))
    {
        if (const Json *connection = state.connections.find(job.value("connection_id", "")))
            m_connection = connection->at("name").get<std::string>();
        for (std::size_t i = 0; m_isCsv && i < m_fields.size(); ++i)
            m_head += (i ? "," : "") + cell(m_fields[i].title) + (i + 1 == m_fields.size() ? "\n" : "");
    }

    std::optional<std::string> next(const TenantState &state)
    {
        std::string piece;
        while (piece.empty() && !m_isOver) {
            std::string content = std::exchange(m_head, {});
            const std::vector<Json> &users = state.users.items();
            const std::size_t end = std::min(users.size(), m_position + usersAtOnce);
            for (; m_position < end && m_left > 0; ++m_position) {
                const Json &user = users[m_position];
                if (!m_connection || isUserOf(user, *m_connection)) {
                    content += row(user, m_fields, m_isCsv);
                    --m_left;
                }
            }
            m_isOver = m_left == 0 || m_position >= users.size();
            piece = m_packer.packed(content, m_isOver);
        }
        return piece.empty() ? std::nullopt : std::optional(std::move(piece));
    }

private:
    bool m_isCsv;
    std::vector<Field> m_fields;
    std::size_t m_left;
    std::optional<std::string> m_connection;
    std::string m_head;
    std::size_t m_position = 0;
    bool m_isOver = false;
    Packer m_packer;
};

} // namespace

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
    response.pieces = [stream = std::make_shared<ExportStream>(state, *job)](const TenantState &then) {
        return stream->next(then);
    };
    response.contentType = "application/gzip";
    return response;
}

} // namespace Sandbox
