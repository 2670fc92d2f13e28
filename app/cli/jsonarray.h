#pragma once

#include <QByteArray>

namespace Cli {

class Console;

/// A JSON array written element by element, so that nothing of it needs to be kept. Nothing is written before the first
/// element or close(), so that a command that fails at once prints nothing.
class JsonArray
{
public:
    explicit JsonArray(Console &console);

    /// `element` is JSON text, written as it is. False once nothing can be written any more.
    bool add(const QByteArray &element);
    bool close();
    bool isEmpty() const { return !m_open; }

private:
    Console &m_console;
    bool m_open = false;
};

} // namespace Cli
