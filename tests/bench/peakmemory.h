#pragma once

#include <QByteArray>
#include <QFile>

/// MiB of a line of /proc/self/status: "VmRSS:" now, "VmHWM:" at the highest.
inline double memoryOf(const QByteArray &what)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (status.open(QIODevice::ReadOnly)) {
        const QList<QByteArray> lines = status.readAll().split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith(what)) {
                return line.simplified().split(' ').value(1).toDouble() / 1024;
            }
        }
    }
    return 0;
}
