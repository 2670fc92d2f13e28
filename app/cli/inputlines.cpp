#include "cli/inputlines.h"

#include "cli/translation.h"

#include <QByteArray>

#include <array>
#include <cerrno>

#include <unistd.h>

namespace Cli {

namespace {

constexpr qsizetype longestLine = 1024LL * 1024;

/// Hands over the whole lines of `buffer` and takes them out of it. False where `take` says no.
bool takeLines(QByteArray &buffer, const std::function<bool(QByteArrayView)> &take)
{
    qsizetype start = 0;
    for (qsizetype end = buffer.indexOf('\n'); end >= 0; end = buffer.indexOf('\n', start)) {
        if (!take(QByteArrayView(buffer).sliced(start, end - start))) {
            return false;
        }
        start = end + 1;
    }
    buffer.remove(0, start);
    return true;
}

} // namespace

Outcome<void> readLines(int descriptor, const std::function<bool(QByteArrayView)> &take,
                        const std::function<void()> &pause)
{
    QByteArray buffer;
    std::array<char, 65536> chunk;
    for (;;) {
        pause();
        const ssize_t count = ::read(descriptor, chunk.data(), chunk.size());
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return tl::make_unexpected(Failure{ExitCode::Network, tr("The input cannot be read."),
                                               tr("The system says: %1.").arg(qt_error_string(errno)),
                                               tr("Give the lines on standard input.")});
        }
        if (count == 0) {
            break;
        }
        buffer.append(chunk.data(), count);
        if (!takeLines(buffer, take)) {
            return {};
        }
        if (buffer.size() > longestLine) {
            return usage(tr("A line of the input is longer than 1 MiB."), tr("That is not what was meant."),
                         tr("Give one entry per line."));
        }
    }
    if (!buffer.isEmpty()) {
        take(buffer);
    }
    return {};
}

} // namespace Cli
