#pragma once

#include "api/managementclient.h"

namespace Support {

/// A request that gives back the answer's body.
inline Api::Request<QByteArray> bodyOf(Api::Verb verb, const QString &pathTemplate, const QStringList &arguments = {},
                                       const std::optional<QByteArray> &body = {})
{
    Api::Request<QByteArray> request;
    request.wire.verb = verb;
    request.wire.pathTemplate = pathTemplate;
    request.wire.arguments = arguments;
    request.wire.body = body;
    request.parse = [](const Api::WireReply &reply) -> Api::Outcome<QByteArray> { return reply.body; };
    return request;
}

/// Where a callback leaves its outcome.
template <typename T> struct Box
{
    std::optional<Api::Outcome<T>> outcome;
    int calls = 0;

    std::function<void(Api::Outcome<T>)> fill()
    {
        return [this](Api::Outcome<T> came) {
            outcome.emplace(std::move(came));
            ++calls;
        };
    }
    bool isError(Api::ApiError::Kind kind) const { return outcome && !*outcome && outcome->error().kind == kind; }
};

} // namespace Support
