#pragma once

#include "api/page.h"
#include "api/request.h"
#include "json/parseerror.h"

namespace Api {

/// A list as Auth0 wraps it: a bare array, `{start, limit, total, KEY: [...]}` or `{KEY: [...], next}`.
struct Envelope
{
    QList<QByteArray> items; ///< each byte for byte
    QString next;
    std::optional<qint64> total;
};

/// Reads a list under `key`; some endpoints send a bare array whatever was asked for (recorded).
Json::Outcome<Envelope> readEnvelope(const QByteArray &body, const char *key);

/// The parse error as the request's error; the client fills in the rest.
ApiError badResponse(const Json::ParseError &problem);

/// The parser of a page whose items `read` reads.
template <typename T>
std::function<Outcome<Page<T>>(const WireReply &)> pageOf(const char *key, Json::Outcome<T> (*read)(const QByteArray &))
{
    return [key, read](const WireReply &reply) -> Outcome<Page<T>> {
        const Json::Outcome<Envelope> envelope = readEnvelope(reply.body, key);
        if (!envelope)
            return tl::make_unexpected(badResponse(envelope.error()));
        Page<T> page{{}, envelope->next, envelope->total};
        page.items.reserve(envelope->items.size());
        for (const QByteArray &text : envelope->items) {
            Json::Outcome<T> item = read(text);
            if (!item)
                return tl::make_unexpected(badResponse(item.error()));
            page.items.append(*std::move(item));
        }
        return page;
    };
}

/// The parser of a single object.
template <typename T>
std::function<Outcome<T>(const WireReply &)> objectOf(Json::Outcome<T> (*read)(const QByteArray &))
{
    return [read](const WireReply &reply) -> Outcome<T> {
        Json::Outcome<T> object = read(reply.body);
        if (!object)
            return tl::make_unexpected(badResponse(object.error()));
        return *std::move(object);
    };
}

/// The parser of what is kept as text: any well-formed JSON.
std::function<Outcome<QByteArray>(const WireReply &)> anyJson();
/// The parser of an answer without content.
std::function<Outcome<void>(const WireReply &)> nothing();

WireRequest get(const QString &pathTemplate, const QStringList &arguments, const QList<QStringList> &scopes);
WireRequest write(Verb verb, const QString &pathTemplate, const QStringList &arguments, const QByteArray &body,
                  const QList<QStringList> &scopes);
/// Adds `take` and `from`, or `page`, `per_page` and `include_totals`.
void addPage(WireRequest &request, const PageQuery &page);
/// Adds `fields` and `include_fields`; nothing where there are none.
void addFields(WireRequest &request, const QStringList &fields, bool include = true);

} // namespace Api
