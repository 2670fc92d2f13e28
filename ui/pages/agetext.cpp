#include "ui/pages/agetext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("Ui", text);
}

} // namespace

QString ageText(const QDateTime &readAt, const QDateTime &now)
{
    if (!readAt.isValid()) {
        return translated("not read yet");
    }
    const qint64 seconds = std::max<qint64>(readAt.secsTo(now), 0);
    if (seconds < 60) {
        return translated("read just now");
    }
    if (seconds < 3600) {
        return translated("read %1 min ago").arg(seconds / 60);
    }
    if (readAt.toLocalTime().date() == now.toLocalTime().date()) {
        return translated("read at %1").arg(QLocale().toString(readAt.toLocalTime().time(), QLocale::ShortFormat));
    }
    return translated("read on %1").arg(QLocale().toString(readAt.toLocalTime(), QLocale::ShortFormat));
}

QDateTime earlier(const QDateTime &one, const QDateTime &other)
{
    return !other.isValid() || (one.isValid() && one < other) ? one : other;
}

QString pastText(const QDateTime &at)
{
    return translated("as of %1").arg(QLocale().toString(at.toLocalTime(), QLocale::ShortFormat));
}

QString ageText(const Session::KindStatus &status, const QDateTime &now)
{
    return status.pastAt.isValid() ? pastText(status.pastAt) : ageText(status.readAt, now);
}

QString durationText(std::chrono::seconds duration)
{
    const qint64 seconds = std::max<qint64>(duration.count(), 1);
    return seconds < 90 ? translated("about %1 s").arg(seconds) : translated("about %1 min").arg((seconds + 30) / 60);
}

QString progressText(qint64 done, std::optional<qint64> total)
{
    const QLocale locale;
    return total ? translated("%1 of %2").arg(locale.toString(done), locale.toString(*total)) : locale.toString(done);
}

} // namespace Ui
