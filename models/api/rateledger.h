#pragma once

#include "api/rateestimate.h"

#include <QString>

#include <functional>

namespace Api {

/// The file through which processes of one user share what they know of one tenant's rate limits, so that the window
/// and `tenantry-cli` take from the same bucket. Holds numbers only. Missing, broken or stale, it counts as empty.
class RateLedger
{
public:
    /// `authority` is the tenant's domain; `folder` is for tests.
    explicit RateLedger(const QString &authority, const QString &folder = defaultFolder());

    /// The user's runtime directory, or the cache directory where there is none.
    static QString defaultFolder();

    /// Done: `change` has worked on the contents. Otherwise it was not called: Busy, another process holds the file, so
    /// try again soon; Unusable, there can be no such file here.
    enum class Result { Done, Busy, Unusable };
    /// Reads, lets `change` work on it, and writes, all under a lock, for which it waits a few milliseconds at most.
    Result update(const std::function<void(RateEstimates &)> &change) const;

    /// The text in the file, and its reading; std::nullopt for anything else.
    static QByteArray toText(const RateEstimates &estimates);
    static std::optional<RateEstimates> fromText(const QByteArray &text);

private:
    QString m_path;
};

} // namespace Api
