#pragma once

#include <QString>

namespace Analysis {

/// Whether an allowed URL leads to this computer itself: localhost, 127.0.0.1, [::1].
bool isLocal(const QString &url);
/// Whether it stands for many hosts or paths; a local one is fine.
bool hasWildcard(const QString &url);
/// Whether what is sent there can be read on the way; a local one is fine.
bool isPlainHttp(const QString &url);
/// One of both: somebody else may come to stand behind it.
bool isLoose(const QString &url);

} // namespace Analysis
