#pragma once

#include "session/organizationparts.h"
#include "session/snapshotparts.h"

#include <QPointer>
#include <QSet>

#include <chrono>
#include <optional>

namespace Session {

class TenantSession;
struct KindStatus;

/// What of an Auth0 tenant is exported. A value.
struct ExportWish
{
    std::optional<Query::Kind> kind; ///< of the chosen objects; nothing: all applications, connections, organizations
    QSet<QString> ids; ///< of the chosen objects; there may be a hundred thousand

    bool wants(Query::Kind other) const { return !kind || *kind == other; }
};

/// What has to be read before an export can be written. A value.
struct ExportCost
{
    qint64 requests = 0;
    bool isAtLeast = false; ///< of a list that was not read nobody knows how long it is
    std::optional<std::chrono::seconds> duration; ///< at the rate that the tenant allowed so far
    QDateTime oldest; ///< of what was read already; invalid: nothing was
};
ExportCost exportCost(TenantSession &session, const ExportWish &wish);

/// What an export is made of. A value.
struct ExportRead
{
    std::optional<SnapshotParts> parts; ///< set
    ReadParts organizations; ///< of those that are exported
    QStringList missing; ///< what could not be read, and why; translated
    /// Connections that came again and again while it was read what they are enabled for, so that this is not known.
    QSet<QString> unmapped;
};

/// Reads what an export needs and the session does not hold yet: lists, the application x connection map, and what
/// hangs on organizations. A scope that is missing is told where something is left to export. Whoever owns it deletes
/// it once it has finished, or before, when it reads no further; the session outlives it.
class ExportReading : public QObject
{
    Q_OBJECT
public:
    ExportReading(TenantSession &session, ExportWish wish, QObject *parent);

    void start();

Q_SIGNALS:
    void progressed(qint64 done, qint64 total); ///< of organizations
    /// It ends with one of these.
    void finished(const Session::ExportRead &read);
    void failed(const Api::ApiError &error);

private:
    void step();
    bool isListRead(Query::Kind kind);
    bool isMapRead();
    void readOrganizations();
    void miss(const QString &text);
    void fail(const Api::ApiError &error);

    TenantSession &m_session;
    const ExportWish m_wish;
    ExportRead m_read;
    QSet<Query::Kind> m_asked; ///< lists that were read for this
    int m_mapReadings = 0; ///< that were begun for this
    bool m_isOver = false; ///< or past the lists
};

} // namespace Session
