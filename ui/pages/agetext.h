#pragma once

#include "session/kindstatus.h"

#include <QString>

#include <chrono>

namespace Ui {

/// "read 2 min ago", "read on 12 Nov 19:02", "not read yet".
QString ageText(const QDateTime &readAt, const QDateTime &now);
/// Of two times; one that is not valid does not count.
QDateTime earlier(const QDateTime &one, const QDateTime &other);
/// "as of 12 Nov 19:02", of what a snapshot tells.
QString pastText(const QDateTime &at);
/// Whichever of the two holds.
QString ageText(const Session::KindStatus &status, const QDateTime &now);
/// "about 40 s", "about 6 min".
QString durationText(std::chrono::seconds duration);
/// "300 of 1,000", "300".
QString progressText(qint64 done, std::optional<qint64> total);

} // namespace Ui
