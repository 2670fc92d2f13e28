#include "cli/secretquestion.h"

#include "cli/arguments.h"
#include "cli/terminaltext.h"

#include <QByteArray>

#include <cstdio>
#include <termios.h>
#include <unistd.h>

namespace Cli {

namespace {

/// Keeps the terminal from showing what is typed, as long as it lives.
class SilentTerminal
{
public:
    SilentTerminal()
        : m_known(::tcgetattr(STDIN_FILENO, &m_before) == 0)
    {
        termios silent = m_before;
        silent.c_lflag &= ~tcflag_t(ECHO);
        m_silent = m_known && ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~SilentTerminal()
    {
        if (m_silent) {
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        }
    }
    SilentTerminal(const SilentTerminal &) = delete;
    SilentTerminal &operator=(const SilentTerminal &) = delete;

    bool isSilent() const { return m_silent; }

private:
    termios m_before = {};
    bool m_known;
    bool m_silent = false;
};

} // namespace

bool mayAsk(const Arguments &arguments)
{
    return !arguments.has(OptionName::noInput) && ::isatty(STDIN_FILENO) == 1;
}

Api::Secret askSecret(const QString &question)
{
    const SilentTerminal terminal;
    if (!terminal.isSilent()) {
        return {};
    }
    (void)std::fputs(terminalText(question).toUtf8().constData(), stderr);
    QByteArray line;
    for (char byte = 0; ::read(STDIN_FILENO, &byte, 1) == 1 && byte != '\n';) {
        line.append(byte);
    }
    (void)std::fputs("\n", stderr);
    Api::Secret secret(line);
    line.fill('\0');
    return secret;
}

} // namespace Cli
