#include "sandbox/routes.h"

#include "sandbox/exportfile.h"
#include "sandbox/text.h"
#include "sandbox/userimport.h"
#include "sandbox/userrules.h"
#include "sandbox/validation.h"

#include <algorithm>

namespace Sandbox {

namespace {

constexpr std::size_t kLargestImport = 512000; // bytes, as the 413 of Auth0 says
constexpr std::size_t kMostCsvFields = 30;
constexpr int kImportsAtOnce = 2;
constexpr std::chrono::hours kLifeOfJob{24};
constexpr std::chrono::seconds kLifeOfLink{60};

// A job is pending when made, processing when first asked for, and done when asked again or a second later. What the
// server must remember of it stands in members with an underscore, which are never served.

Json served(const Json &job)
{
    Json shown = Json::object();
    for (const auto &[name, value] : job.items()) {
        if (!name.starts_with('_'))
            shown[name] = value;
    }
    return shown;
}

std::int64_t seconds(TimePoint time)
{
    return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

Json newJob(const Request &request, const char *type)
{
    return {{"type", type},
            {"status", "pending"},
            {"created_at", isoTime(request.now)},
            {"id", "job_" + randomText(16)},
            {"_made", seconds(request.now)},
            {"_asked", 0}};
}

bool isGone(const Json &job, TimePoint now)
{
    return seconds(now) - job.at("_made").get<std::int64_t>() > std::chrono::seconds(kLifeOfJob).count();
}

bool isRunning(const Json &job, TimePoint now)
{
    return job.at("status") != "completed" && seconds(now) - job.at("_made").get<std::int64_t>() <= 1;
}

std::string newLink(Json &job, const Request &request)
{
    const std::string expires = std::to_string(seconds(request.now + kLifeOfLink));
    const std::string signature = randomText(32);
    job["_links"][expires] = signature;
    return request.baseUrl + std::string(kExportPrefix) + job.at("id").get<std::string>() + '.'
        + job.value("format", "json") + ".gz?expires=" + expires + "&signature=" + signature;
}

Json *jobFor(TenantState &state, const Request &request)
{
    Json *job = state.jobs.find(request.param("id"));
    return job && !isGone(*job, request.now) ? job : nullptr;
}

Response noJob()
{
    return notFound("The job does not exist", "inexistent_job");
}

Response get(TenantState &state, const Request &request)
{
    Json *job = jobFor(state, request);
    if (!job)
        return noJob();
    const int asked = job->at("_asked").get<int>() + 1;
    (*job)["_asked"] = asked;
    if (asked > 1 || !isRunning(*job, request.now)) {
        (*job)["status"] = "completed";
        (*job)["percentage_done"] = 100;
        (*job)["time_left_seconds"] = 0;
    } else {
        (*job)["status"] = "processing";
        (*job)["percentage_done"] = 50;
        (*job)["time_left_seconds"] = 1;
    }
    Json shown = served(*job);
    if (job->at("status") == "completed") {
        if (job->at("type") == "users_export")
            shown["location"] = newLink(*job, request);
        if (job->contains("_summary"))
            shown["summary"] = job->at("_summary");
    }
    return jsonResponse(200, shown);
}

Response errors(TenantState &state, const Request &request)
{
    const Json *job = jobFor(state, request);
    if (!job)
        return noJob();
    const Json failed = job->value("_errors", Json::array());
    return failed.empty() ? noContent() : jsonResponse(200, failed);
}

const Json &exportSchema()
{
    static const Json schema = Json::parse(R"({"type": "object", "additionalProperties": false, "properties": {
        "connection_id": {"type": "string", "pattern": "con_[A-Za-z0-9]{16}"},
        "format": {"type": "string", "enum": ["json", "csv"]},
        "limit": {"type": "integer", "minimum": 1},
        "fields": {"type": "array", "items": {"type": "object", "additionalProperties": false, "required": ["name"], "properties": {
            "name": {"type": "string", "maxLength": 100}, "export_as": {"type": "string", "maxLength": 100}}}}}})");
    return schema;
}

std::optional<Response> csvError(const Json &body)
{
    if (body.value("format", "json") != "csv")
        return std::nullopt;
    const Json fields = body.value("fields", Json::array());
    if (fields.size() > kMostCsvFields)
        return invalidBody("Payload validation error: 'CSV exports can have at most 30 fields' on property fields.");
    for (const Json &field : fields) {
        if (field.at("name") == "app_metadata" || field.at("name") == "user_metadata")
            return invalidBody(
                "Payload validation error: 'CSV exports cannot hold whole metadata objects' on property fields.");
    }
    return std::nullopt;
}

Response exportUsers(TenantState &state, const Request &request)
{
    const Json body = request.json.is_null() ? Json::object() : request.json;
    if (const auto wrong = violation(exportSchema(), body))
        return invalidBody(*wrong);
    if (const auto error = csvError(body))
        return *error;
    Json job = newJob(request, "users_export");
    job.update(body);
    job["connection"] = "";
    if (body.contains("connection_id")) {
        const Json *connection = state.connections.find(body.at("connection_id").get_ref<const std::string &>());
        if (!connection)
            return notFound("The connection does not exist", "inexistent_connection");
        job["connection"] = connection->at("name");
    }
    if (!job.contains("format"))
        job["format"] = "json";
    return jsonResponse(200, served(state.jobs.append(std::move(job))));
}

/// The content of a form field; nothing if it was not sent.
std::optional<std::string> part(const Request &request, std::string_view name)
{
    for (const FormPart &item : request.parts) {
        if (item.name == name)
            return item.content;
    }
    return std::nullopt;
}

/// The users of the form, or the answer that refuses them.
std::optional<Response> importError(const TenantState &state, const Request &request, const Json *connection,
                                    Json &users)
{
    const auto file = part(request, "users");
    if (!file || !part(request, "connection_id"))
        return invalidBody("Payload validation error: 'Missing required property: "
                           + std::string(file ? "connection_id" : "users") + "'.");
    if (file->size() > kLargestImport)
        return errorResponse(413, "Payload content length greater than maximum allowed: 512000");
    if (!connection)
        return notFound("The connection does not exist", "inexistent_connection");
    if (connection->value("strategy", "") != "auth0")
        return errorResponse(400, "Users can be imported into database connections only.", "invalid_connection");
    const auto running = std::count_if(state.jobs.items().begin(), state.jobs.items().end(), [&](const Json &job) {
        return job.at("type") == "users_import" && isRunning(job, request.now);
    });
    if (running >= kImportsAtOnce) {
        return errorResponse(
            429, "There are 2 active import users jobs, please wait until some of them are finished and try again",
            "too_many_requests");
    }
    users = Json::parse(*file, nullptr, false);
    if (!users.is_array())
        return invalidBody("Payload validation error: 'The users file must hold a JSON array' on property users.");
    return std::nullopt;
}

Response importIntoConnection(TenantState &state, const Request &request)
{
    const std::string id = part(request, "connection_id").value_or("");
    const Json *connection = state.connections.find(id);
    Json users;
    if (const auto error = importError(state, request, connection, users))
        return *error;
    Json job = newJob(request, "users_import");
    job["connection"] = connection->at("name");
    job["connection_id"] = id;
    job["upsert"] = part(request, "upsert") == "true";
    if (const auto external = part(request, "external_id"))
        job["external_id"] = *external;
    const ImportResult result
        = importUsers(state, *connection, users, job.at("upsert").get<bool>(), isoTime(request.now));
    job["_summary"] = {{"failed", result.failed.size()},
                       {"updated", result.updated},
                       {"inserted", result.inserted},
                       {"total", users.size()}};
    job["_errors"] = result.failed;
    return jsonResponse(202, served(state.jobs.append(std::move(job))));
}

Response verificationMail(TenantState &state, const Request &request)
{
    static const Json schema = Json::parse(R"({"type": "object", "additionalProperties": false, "required": ["user_id"],
        "properties": {"user_id": {"type": "string", "minLength": 1}, "client_id": {"type": "string"},
        "organization_id": {"type": "string"}, "identity": {"type": "object", "required": ["user_id", "provider"]}}})");
    if (const auto error = bodyError(schema, request))
        return *error;
    if (const auto error = customDomainError(state, request))
        return *error;
    const Json *user = state.users.find(request.json.at("user_id").get_ref<const std::string &>());
    if (!user)
        return noUser();
    if (!user->contains("email"))
        return errorResponse(400, "The user does not have an email address.", "operation_not_supported");
    return jsonResponse(201, served(state.jobs.append(newJob(request, "verification_email"))));
}

} // namespace

Routes jobRoutes()
{
    const auto reads = RateFamily::UsersRead, writes = RateFamily::UsersWrite;
    const ScopeSets either{{"create:users"}, {"read:users"}};
    return {
        {"POST", "jobs/users-exports", "Create a job to export users", {{"read:users"}}, writes, exportUsers},
        {"POST",
         "jobs/users-imports",
         "Create a job to import users",
         {{"create:users"}},
         writes,
         importIntoConnection},
        {"POST",
         "jobs/verification-email",
         "Send an email address verification email",
         {{"update:users"}},
         writes,
         verificationMail},
        {"GET", "jobs/{id}", "Get a job", either, reads, get},
        {"GET", "jobs/{id}/errors", "Get failed job error details", either, reads, errors},
    };
}

} // namespace Sandbox
