#include "cli/console.h"

#include "cli/terminaltext.h"

#include <QCoreApplication>

#include <cerrno>
#include <cstring>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Cli {

Console::Console()
    : m_terminal(::isatty(STDOUT_FILENO) == 1)
    , m_watched(::isatty(STDERR_FILENO) == 1)
{
    // Buffered by the stream: a list of 100,000 objects must not be as many system calls.
    if (!m_out.open(stdout, QIODevice::WriteOnly)) {
        m_writeError = EBADF;
    }
    (void)m_error.open(stderr, QIODevice::WriteOnly | QIODevice::Unbuffered); // without it nobody can be told
}

bool Console::write(const QByteArray &bytes)
{
    if (m_writeError != 0) {
        return false;
    }
    errno = 0;
    if (m_out.write(bytes) != bytes.size()) {
        m_writeError = errno == 0 ? EIO : errno;
    }
    return m_writeError == 0;
}

bool Console::flush()
{
    if (m_writeError != 0) {
        return false;
    }
    errno = 0;
    if (!m_out.flush()) {
        m_writeError = errno == 0 ? EIO : errno;
    }
    return m_writeError == 0;
}

std::optional<Failure> Console::writeFailure() const
{
    if (m_writeError == 0 || m_writeError == EPIPE) {
        return std::nullopt;
    }
    return Failure{ExitCode::Network, QCoreApplication::translate("Cli", "The result could not be written."),
                   QCoreApplication::translate("Cli", "The system says: %1.").arg(qt_error_string(m_writeError)),
                   QCoreApplication::translate("Cli", "Make room, or send the output elsewhere, and run it again.")};
}

void Console::say(const Failure &failure)
{
    progress({});
    const bool isReasonTold = !failure.why.isEmpty() && failure.why == m_said.why && failure.advice == m_said.advice;
    m_said = failure;
    if (isReasonTold) {
        line(u"tenantry-cli: "_s
             + QCoreApplication::translate("Cli", "%1 The reason is the same.").arg(terminalText(failure.happened)));
        return;
    }
    line(u"tenantry-cli: "_s + terminalText(failure.happened));
    if (!failure.why.isEmpty()) {
        line(QCoreApplication::translate("Cli", "  Why: %1").arg(terminalText(failure.why)));
    }
    if (!failure.advice.isEmpty()) {
        line(QCoreApplication::translate("Cli", "  What to do: %1").arg(terminalText(failure.advice)));
    }
}

void Console::note(const QString &text)
{
    progress({});
    line(u"tenantry-cli: "_s + terminalText(text));
}

void Console::progress(const QString &text)
{
    if (!m_watched || (text.isEmpty() && !m_progressShown)) {
        return;
    }
    // Back to the line's start and clear it: the one place where a control sequence is meant.
    m_error.write(QByteArray("\r\x1b[K") + terminalText(text).toUtf8());
    m_progressShown = !text.isEmpty();
}

void Console::line(const QString &text)
{
    m_error.write(text.toUtf8() + '\n');
}

} // namespace Cli
