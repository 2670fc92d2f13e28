#pragma once

#include <QString>

class QDateTime;

namespace Session {
class TenantSession;
}

namespace Ui {

/// What differs between two snapshots, by their times; `told` counts it.
QString betweenText(const QDateTime &before, const QDateTime &after, const QString &told);

/// What differs between a snapshot and now, and of when "now" is: parts are read at different times, some of them
/// before the snapshot, and what is written from here is in it at once.
QString sinceText(const QDateTime &before, const Session::TenantSession &session, const QString &told);

} // namespace Ui
