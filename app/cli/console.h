#pragma once

#include "cli/failure.h"

#include <QFile>

namespace Cli {

/// The program's standard output and error. Results go to the one, what is said about them to the other.
class Console
{
public:
    Console();

    /// Writes to standard output. False once that is impossible: the reader went away, or the disk is full.
    bool write(const QByteArray &bytes);
    bool write(const QString &text) { return write(text.toUtf8()); }
    /// Hands on what was written so far.
    bool flush();
    /// Why write() fails; nothing where the reader went away, which is no failure.
    std::optional<Failure> writeFailure() const;

    /// What happened, why, what to do; the last two once only where the next failure has the same.
    void say(const Failure &failure);
    /// One line about the result, which every reader should know.
    void note(const QString &line);
    /// Replaces the line of progress; silent unless a person is watching. An empty text takes it away.
    void progress(const QString &line);

    /// True where standard output is a terminal.
    bool isTerminal() const { return m_terminal; }

private:
    void line(const QString &text);

    QFile m_out;
    QFile m_error;
    bool m_terminal;
    bool m_watched; ///< standard error is a terminal
    bool m_progressShown = false;
    Failure m_said; ///< last
    int m_writeError = 0; ///< errno of the first write that failed
};

} // namespace Cli
