#include "change/logtrace.h"

#include "json/value.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

/// A call of the Management API as the log keeps it.
struct LoggedCall
{
    QString method; ///< small letters
    QStringList path; ///< decoded segments after /api/v2
    Json::Value body; ///< null where it was not kept
    Json::Value answer; ///< null where it was not kept
};

Json::Value memberOf(const Json::Value &object, const char *key)
{
    const Json::Value *member = Json::memberAt(object, key);
    return member ? *member : Json::Value();
}

LoggedCall callIn(const Json::Value &event)
{
    const Json::Value details = memberOf(event, "details");
    const Json::Value request = memberOf(details, "request");
    LoggedCall call{Json::stringAt(request, "method").toLower(),
                    Json::stringAt(request, "path").section(u'?', 0, 0).split(u'/', Qt::SkipEmptyParts),
                    memberOf(request, "body"), memberOf(memberOf(details, "response"), "body")};
    const bool isManagement = call.path.size() > 2 && call.path.at(0) == "api"_L1 && call.path.at(1) == "v2"_L1;
    call.path = isManagement ? call.path.sliced(2) : QStringList();
    for (QString &segment : call.path) {
        segment = QUrl::fromPercentEncoding(segment.toUtf8());
    }
    return call;
}

/// Whether a body names the connection, itself or in the identities that it tells of.
bool names(const Json::Value &body, const ObjectRef &connection)
{
    if (body.is_array()) {
        return std::any_of(body.begin(), body.end(), [&](const Json::Value &item) { return names(item, connection); });
    }
    const Json::Value *identities = Json::memberAt(body, "identities");
    return body.is_object()
        && (Json::stringAt(body, "connection") == connection.name
            || Json::stringAt(body, "connection_id") == connection.id
            || (identities && names(*identities, connection)));
}

LogTrace traceOfUserCall(const LoggedCall &call, const ObjectRef &connection)
{
    LogTrace trace;
    if (!names(call.body, connection) && !names(call.answer, connection)) {
        return trace;
    }
    const QString id = call.path.size() > 1 ? call.path.at(1) : Json::stringAt(call.answer, "user_id");
    if (id.isEmpty()) {
        trace.email = Json::stringAt(call.body, "email").toLower();
    } else {
        trace.users.append(id);
    }
    return trace;
}

LogTrace traceOfCall(const LoggedCall &call, const ObjectRef &object)
{
    const bool isConnection = object.kind == ObjectKind::Connection;
    const bool isPost = call.method == "post"_L1;
    LogTrace trace;
    if (call.path.size() == 1 && isPost
        && call.path.first() == (isConnection ? "connections"_L1 : "organizations"_L1)) {
        trace.isMaking = Json::stringAt(call.answer, "id") == object.id;
    } else if (isConnection && call.path.value(0) == "users"_L1) {
        return traceOfUserCall(call, object);
    } else if (isConnection && isPost && call.path == QStringList{u"jobs"_s, u"users-imports"_s}) {
        trace.isImport = names(call.body, object) || names(call.answer, object);
    } else if (!isConnection && isPost && call.path == QStringList{u"organizations"_s, object.id, u"members"_s}) {
        trace.users = Json::stringsAt(call.body, "members");
    }
    return trace;
}

} // namespace

LogTrace traceOf(const Domain::LogEvent &event, const ObjectRef &object)
{
    const auto root = Json::parse(event.original);
    if (!root) {
        return {};
    }
    if (event.type == "sapi"_L1) {
        return traceOfCall(callIn(*root), object);
    }
    LogTrace trace;
    const bool isIts = object.kind == ObjectKind::Connection
        ? event.connection == object.name || Json::stringAt(*root, "connection_id") == object.id
        : Json::stringAt(*root, "organization_id") == object.id;
    if (isIts && !event.user.text().isEmpty()) {
        trace.users.append(event.user.text());
    } else if (isIts && event.type == "ss"_L1) {
        trace.email = event.userName.toLower();
    }
    return trace;
}

} // namespace Change
