#pragma once

#include <QString>

namespace Api {

/// The text with everything that looks like a secret replaced by "[REDACTED]": JWTs, Authorization and Cookie headers,
/// PEM private keys, and the values of known keys in JSON, query strings and `key=value` text. For messages and logs;
/// objects go through Json::masked().
QString redacted(const QString &text);

} // namespace Api
