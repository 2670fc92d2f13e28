#pragma once

#include "api/managementclient.h"
#include "api/pager.h"
#include "json/organizationparts.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <optional>

namespace Session {

/// What hangs on organizations, as far as it could be read. A value.
struct ReadParts
{
    QHash<QString, Json::OrganizationParts> parts; ///< by organization; one that is not here could not be read
    std::optional<Api::ApiError> incomplete; ///< a missing scope
};

/// Reads what hangs on organizations, three requests for each and up to four organizations at once. A missing scope
/// ends it, and is told; any other error is a failure. Child of its context; deletes itself after `onEnd`. Deleted
/// before, it reads no further and calls nobody.
class OrganizationPartsReading : public QObject
{
    Q_OBJECT
public:
    using OnEnd = std::function<void(const Api::Outcome<ReadParts> &)>;

    OrganizationPartsReading(Api::ManagementClient &client, QStringList organizations, QObject *context, OnEnd onEnd);
    void start();

Q_SIGNALS:
    void progressed(qsizetype read, qsizetype total);

private:
    enum class Part { Connections, Grants, Domains };

    void begin();
    void read(const QString &organization, Part part);
    void take(const QString &organization, Part part, const Api::Outcome<Api::Extent> &outcome);
    void end(const Api::Outcome<ReadParts> &outcome);

    Api::ManagementClient &m_client;
    QStringList m_left;
    qsizetype m_total;
    qsizetype m_underWay = 0;
    OnEnd m_onEnd; ///< none: it is over
    ReadParts m_read;
    QHash<QString, Json::OrganizationParts> m_begun;
};

} // namespace Session
