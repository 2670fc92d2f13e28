#include "cli/arguments.h"

namespace Cli {

Arguments::Arguments(QHash<QString, QStringList> options, QStringList words)
    : m_options(std::move(options))
    , m_words(std::move(words))
{ }

QString Arguments::value(QLatin1StringView option) const
{
    const QStringList all = m_options.value(option);
    return all.isEmpty() ? QString() : all.last();
}

Arguments Arguments::with(QLatin1StringView option, const QString &value) const
{
    Arguments more = *this;
    more.m_options[option].append(value);
    return more;
}

} // namespace Cli
