#include "api/requests/exportrequests.h"

#include "api/requests/reading.h"
#include "api/translation.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Api {
namespace {

ExportJob::Status statusOf(const QString &word)
{
    if (word == "completed"_L1) {
        return ExportJob::Status::Done;
    }
    return word == "failed"_L1 || word == "expired"_L1 ? ExportJob::Status::Failed : ExportJob::Status::Waiting;
}

Outcome<ExportJob> readJob(const WireReply &reply)
{
    const Json::Outcome<Json::Value> object = Json::parse(reply.body);
    ExportJob job;
    if (object) {
        job.id = Json::stringAt(*object, "id");
        job.status = statusOf(Json::stringAt(*object, "status"));
        job.location = QUrl(Json::stringAt(*object, "location"), QUrl::StrictMode);
        job.percentage = Json::intAt(*object, "percentage_done");
    }
    if (job.id.isEmpty()) // without the parser's words, which could quote the link
        return tl::make_unexpected(
            badResponse({Json::ParseError::Kind::WrongShape, 0, tr("It is not an object with \"id\"")}));
    return job;
}

} // namespace

Request<ExportJob> createUsersExport(const QList<QPair<QString, QString>> &fields)
{
    Json::Value list = Json::Value::array();
    for (const auto &[name, exportAs] : fields) {
        Json::Value field{{"name", name.toStdString()}};
        if (!exportAs.isEmpty())
            field["export_as"] = exportAs.toStdString();
        list.push_back(std::move(field));
    }
    const Json::Value body{{"format", "json"}, {"fields", list}};
    return {write(Verb::Post, u"/jobs/users-exports"_s, {}, Json::write(body), {{u"read:users"_s}}), &readJob};
}

Request<ExportJob> getExportJob(const QString &id)
{
    return {get(u"/jobs/{id}"_s, {id}, {{u"create:users"_s, u"read:users"_s}}), &readJob};
}

} // namespace Api
