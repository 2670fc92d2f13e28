#include "ui/snapshots/timelinetext.h"

#include "ui/snapshots/timelinedialog.h"

#include "session/storedstate.h"
#include "session/tenantsession.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace Ui {

namespace {

QString timeText(const QDateTime &at)
{
    return QLocale().toString(at.toLocalTime(), QLocale::ShortFormat);
}

} // namespace

QString betweenText(const QDateTime &before, const QDateTime &after, const QString &told)
{
    return TimelineDialog::tr("From %1 to %2: %3.").arg(timeText(before), timeText(after), told);
}

QString sinceText(const QDateTime &before, const Session::TenantSession &session, const QString &told)
{
    QDateTime oldest;
    QDateTime latest;
    for (const auto &[part, at] : Session::readTimes(session)) {
        if (at.isValid()) {
            oldest = oldest.isValid() ? std::min(oldest, at) : at;
            latest = latest.isValid() ? std::max(latest, at) : at;
        }
    }
    if (!oldest.isValid()) {
        return TimelineDialog::tr("Since %1: nothing was read yet of what is now.").arg(timeText(before));
    }
    const QString from = timeText(oldest);
    const QString to = timeText(latest);
    const QString now = from == to
        ? TimelineDialog::tr("“Now” is what was read at %1, with what was changed from here since.").arg(from)
        : TimelineDialog::tr("“Now” is what was read from %1 to %2, with what was changed from here since.")
              .arg(from, to);
    return TimelineDialog::tr("From the snapshot of %1 to now: %2.").arg(timeText(before), told) + u' ' + now;
}

} // namespace Ui
