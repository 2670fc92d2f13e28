#pragma once

#include "api/transport.h"

namespace Support {

/// A token of the right shape.
const Api::Secret &anyToken();
/// A request with a small body where its verb takes one.
Api::WireRequest request(Api::Verb verb, const QString &pathTemplate = QStringLiteral("/things"),
                         const QStringList &arguments = {});
/// Sends it and waits for its end; it is fatal if that does not come exactly once.
Api::Outcome<Api::WireReply> exchange(Api::Transport &transport, const Api::WireRequest &wire,
                                      const Api::Secret &bearer = anyToken());

} // namespace Support
