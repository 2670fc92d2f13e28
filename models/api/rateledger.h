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

    /// Reads, lets `change` work on it, and writes, all under a lock. False where the file cannot be locked or used in
    /// a few milliseconds; then `change` was not called.
    bool update(const std::function<void(RateEstimates &)> &change) const;

    /// The text in the file, and its reading; std::nullopt for anything else.
    static QByteArray toText(const RateEstimates &estimates);
    static std::optional<RateEstimates> fromText(const QByteArray &text);

private:
    QString m_path;
};

} // namespace Api
