#include "files/wholefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace Files {

bool isWrittenThrough(const QString &path)
{
    const QFileInfo there(path);
    return there.exists() && !there.isFile() && !there.isDir();
}

WholeFile::WholeFile(const QString &path, Readers readers)
    : m_readers(readers)
{
    if (isWrittenThrough(path)) {
        m_device = std::make_unique<QFile>(path);
    } else {
        m_device = std::make_unique<QSaveFile>(path);
    }
}

WholeFile::~WholeFile() = default;

bool WholeFile::open()
{
    if (!m_device->open(QIODevice::WriteOnly)) {
        return false;
    }
    // Of a device they are everybody's.
    return m_readers == Readers::Usual || !qobject_cast<QSaveFile *>(m_device.get())
        || m_device->setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

bool WholeFile::commit()
{
    // Where a disk is full after a part of the buffer, only flush() says so: commit() of Qt 6.4 puts the half file in
    // place and calls it well.
    auto *file = qobject_cast<QSaveFile *>(m_device.get());
    if (!m_device->flush() || m_device->error() != QFileDevice::NoError) {
        m_error = errorString();
        if (file) {
            file->cancelWriting();
        }
        return false;
    }
    if (file) {
        return file->commit();
    }
    m_device->close();
    return m_device->error() == QFileDevice::NoError;
}

QString WholeFile::errorString() const
{
    if (!m_error.isEmpty()) {
        return m_error;
    }
    return m_device->error() == QFileDevice::NoError ? QCoreApplication::translate("Files", "the disk may be full")
                                                     : m_device->errorString();
}

QString writeWholeFile(const QString &path, const QByteArray &content, Readers readers)
{
    WholeFile file(path, readers);
    if (!file.open()) {
        return file.errorString();
    }
    const bool isTaken = file.device().write(content) == content.size();
    return isTaken && file.commit() ? QString() : file.errorString();
}

} // namespace Files
