#include "api/requests/reading.h"

#include "api/translation.h"
#include "json/slices.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Api {

Json::Outcome<Envelope> readEnvelope(const QByteArray &body, const char *key)
{
    Envelope envelope;
    if (body.trimmed().startsWith('[')) {
        Json::Outcome<QList<QByteArray>> items = Json::elements(body);
        if (!items)
            return tl::make_unexpected(items.error());
        envelope.items = *std::move(items);
        return envelope;
    }
    if (const Json::Outcome<void> checked = Json::check(body); !checked)
        return tl::make_unexpected(checked.error());
    const QByteArray object = body.trimmed();
    const std::optional<QByteArrayView> list
        = object.startsWith('{') ? Json::memberSlice(object, key) : std::optional<QByteArrayView>();
    if (!list || !list->startsWith('['))
        return tl::make_unexpected(Json::ParseError{Json::ParseError::Kind::WrongShape, 0,
                                                    tr("It is not a list of \"%1\"").arg(QLatin1StringView(key))});
    Json::Outcome<QList<QByteArray>> items = Json::elements(list->toByteArray());
    if (!items)
        return tl::make_unexpected(items.error());
    envelope.items = *std::move(items);
    if (const auto next = Json::memberSlice(object, "next"); next && next->startsWith('"'))
        envelope.next = Json::unquoted(*next);
    if (const auto total = Json::memberSlice(object, "total")) {
        bool isNumber = false;
        const qint64 number = total->toByteArray().toLongLong(&isNumber);
        if (isNumber)
            envelope.total = number;
    }
    return envelope;
}

ApiError badResponse(const Json::ParseError &problem)
{
    ApiError error;
    error.kind = ApiError::Kind::BadResponse;
    error.message = problem.message;
    return error;
}

std::function<Outcome<QByteArray>(const WireReply &)> anyJson()
{
    return [](const WireReply &reply) -> Outcome<QByteArray> {
        if (const Json::Outcome<void> checked = Json::check(reply.body); !checked)
            return tl::make_unexpected(badResponse(checked.error()));
        return reply.body;
    };
}

std::function<Outcome<void>(const WireReply &)> nothing()
{
    return [](const WireReply &) -> Outcome<void> { return {}; };
}

WireRequest get(const QString &pathTemplate, const QStringList &arguments, const QList<QStringList> &scopes)
{
    WireRequest request;
    request.pathTemplate = pathTemplate;
    request.arguments = arguments;
    request.scopes = scopes;
    return request;
}

WireRequest write(Verb verb, const QString &pathTemplate, const QStringList &arguments, const QByteArray &body,
                  const QList<QStringList> &scopes)
{
    WireRequest request = get(pathTemplate, arguments, scopes);
    request.verb = verb;
    if (!body.isEmpty())
        request.body = body;
    return request;
}

void addPage(WireRequest &request, const PageQuery &page)
{
    if (page.paging == Paging::Checkpoint) {
        request.query.append({u"take"_s, QString::number(page.size)});
        if (!page.from.isEmpty())
            request.query.append({u"from"_s, page.from});
        return;
    }
    request.query.append({u"page"_s, QString::number(page.page)});
    request.query.append({u"per_page"_s, QString::number(page.size)});
    request.query.append({u"include_totals"_s, u"true"_s});
}

void addFields(WireRequest &request, const QStringList &fields, bool include)
{
    if (fields.isEmpty())
        return;
    request.query.append({u"fields"_s, fields.join(u',')});
    request.query.append({u"include_fields"_s, include ? u"true"_s : u"false"_s});
}

} // namespace Api
