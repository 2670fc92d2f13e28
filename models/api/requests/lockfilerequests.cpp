#include "api/requests/lockfilerequests.h"

#include "api/requests/reading.h"
#include "api/translation.h"
#include "json/lockfile_json.h"

using namespace Qt::StringLiterals;

namespace Api {

namespace {

/// A person waits for it, and it comes from a cache.
constexpr std::chrono::seconds patience(20);

WireRequest wireOf(const Domain::ApplicationId &application)
{
    // The ending belongs to the segment, which is encoded whole.
    const QString file = application.isEmpty() ? QString() : QString(application.text() + u".js"_s);
    WireRequest wire = get(u"/client/{file}"_s, {file}, {});
    wire.surface = Surface::Authentication;
    wire.deadline = patience;
    return wire;
}

} // namespace

Request<Domain::LockFile> getLockFile(const Domain::ApplicationId &application)
{
    const auto read = [application](const WireReply &reply) -> Outcome<Domain::LockFile> {
        auto file = Json::readLockFile(reply.body);
        if (!file)
            return tl::make_unexpected(badResponse(file.error()));
        if (!file->application.isEmpty() && file->application != application.text())
            return tl::make_unexpected(
                badResponse({Json::ParseError::Kind::WrongShape, 0, tr("It is the file of another application")}));
        return *std::move(file);
    };
    return {wireOf(application), read};
}

QString lockFileAddress(const Origin &origin, const Domain::ApplicationId &application)
{
    const auto path = encodedPath(wireOf(application));
    return path ? origin.url(*path, {}).toString(QUrl::FullyEncoded) : QString();
}

} // namespace Api
