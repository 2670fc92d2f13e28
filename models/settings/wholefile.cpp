#include "settings/wholefile.h"

#include <QCoreApplication>
#include <QSaveFile>

namespace Settings {

QString writeWholeFile(const QString &fileName, const QByteArray &content)
{
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly)) {
        return file.errorString();
    }
    // Where a disk is full after a part of the buffer, only flush() says so: commit() of Qt 6.4 puts the half file in
    // place and calls it well.
    if (file.write(content) != content.size() || !file.flush()) {
        QString why = file.error() == QFileDevice::NoError
            ? QCoreApplication::translate("Settings", "the disk may be full")
            : file.errorString();
        file.cancelWriting();
        return why;
    }
    return file.commit() ? QString() : file.errorString();
}

} // namespace Settings
