#pragma once

#include "api/outcome.h"
#include "api/page.h"
#include "session/logmark.h"
#include "session/touched.h"

#include <QObject>

#include <functional>
#include <optional>

namespace Api {
class ManagementClient;
}

namespace Cli {

/// Tells by an Auth0 tenant's log what was changed while a command read it. Child of its parent; takes one request
/// before the reading, and one for each hundred events after it.
class LogWatch : public QObject
{
    Q_OBJECT
public:
    using Then = std::function<void(const std::optional<Session::Touched> &)>;

    LogWatch(Api::ManagementClient &client, QObject *parent);

    /// To be called before anything is read; `then` follows whatever comes of it.
    void begin(const std::function<void()> &then);
    /// What the events say that came since; nothing where the log does not tell, see reason().
    void end(const Then &then);
    /// Why the log does not tell, for a person.
    const QString &reason() const { return m_reason; }

private:
    using Page = Api::Page<Domain::LogEvent>;

    void readAfter(const QString &id, const Then &then);
    void take(const Api::Outcome<Page> &page, const Then &then, const QString &next);

    Api::ManagementClient &m_client;
    std::optional<Session::LogMark> m_mark;
    bool m_wasEmpty = false; ///< the log, so that all of it came since
    QString m_reason;
    Session::Touched m_touched;
};

} // namespace Cli
