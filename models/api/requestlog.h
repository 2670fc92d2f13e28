#pragma once

#include "api/apierror.h"
#include "api/ratefamily.h"
#include "api/wire.h"

#include <QDateTime>
#include <QList>
#include <QObject>

namespace Api {

/// One attempt at a request, as the Activity dock and the log show it. Never a header, a body, a query or a secret.
struct RequestRecord
{
    quint64 id = 0; ///< rises with each attempt of this client
    QDateTime at; ///< when it was sent, by this computer's clock
    Verb verb = Verb::Get;
    QString pathTemplate; ///< "/connections/{id}"
    QString path; ///< "/api/v2/connections/con_1", encoded
    Priority priority = Priority::Foreground;
    RateFamily family = RateFamily::Other;
    int attempt = 1;
    std::chrono::milliseconds took{0}; ///< from the sending to the end
    qint64 bytes = 0; ///< of the answer, unpacked
    int status = 0; ///< 0 where there was no answer
    bool finished = false;
    std::optional<ApiError::Kind> error; ///< of this attempt, even where it is tried again
    bool unknownOutcome = false;
};

/// The last requests of one client, oldest first. Owned by the client.
class RequestLog : public QObject
{
    Q_OBJECT
public:
    /// Keeps this many; older ones go.
    static constexpr int capacity = 1000;

    using QObject::QObject;

    const QList<RequestRecord> &records() const { return m_records; }

    /// Notes that a request was sent; returns its id.
    quint64 begin(RequestRecord record);
    /// Notes how it ended. `record.id` is begin()'s.
    void end(const RequestRecord &record);

Q_SIGNALS:
    void began(const Api::RequestRecord &record);
    void ended(const Api::RequestRecord &record);

private:
    QList<RequestRecord> m_records;
    quint64 m_lastId = 0;
};

} // namespace Api
