#include "cli/jsonarray.h"

#include "cli/console.h"

namespace Cli {

JsonArray::JsonArray(Console &console)
    : m_console(console)
{ }

bool JsonArray::add(const QByteArray &element)
{
    const QByteArray before = m_open ? ",\n" : "[\n";
    m_open = true;
    return m_console.write(before + element);
}

bool JsonArray::close()
{
    return m_console.write(QByteArray(m_open ? "\n]\n" : "[]\n")) && m_console.flush();
}

} // namespace Cli
