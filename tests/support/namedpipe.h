#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

#include <array>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/// A named pipe and who reads it; what is written stays in it until it is read, up to a mebibyte.
class NamedPipe
{
public:
    explicit NamedPipe(const QString &path)
        : m_path(QFile::encodeName(path))
    {
        if (mkfifo(m_path.constData(), S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH) == 0) {
            m_end = open(m_path.constData(), O_RDWR | O_NONBLOCK | O_CLOEXEC); // so that nobody waits for a reader
            fcntl(m_end, F_SETPIPE_SZ, 1 << 20);
        }
    }
    ~NamedPipe() { close(m_end); }
    NamedPipe(const NamedPipe &) = delete;
    NamedPipe &operator=(const NamedPipe &) = delete;

    /// What was written since it was read last.
    QByteArray read() const
    {
        QByteArray all;
        std::array<char, 4096> some{};
        for (auto size = ::read(m_end, some.data(), some.size()); size > 0;
             size = ::read(m_end, some.data(), some.size())) {
            all.append(some.data(), qsizetype(size));
        }
        return all;
    }
    /// Whether it is still there, and everybody may read it as before.
    bool isAsItWas() const
    {
        struct stat there = {};
        return lstat(m_path.constData(), &there) == 0 && S_ISFIFO(there.st_mode) && (there.st_mode & S_IROTH) != 0;
    }

private:
    QByteArray m_path;
    int m_end = -1;
};
