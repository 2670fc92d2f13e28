#pragma once

#include "cli/option.h"

#include <QHash>
#include <QStringList>

namespace Cli {

/// What stands on the command line after its words were understood. A value.
class Arguments
{
public:
    Arguments() = default;
    Arguments(QHash<QString, QStringList> options, QStringList words);

    bool has(QLatin1StringView option) const { return m_options.contains(option); }
    /// The value of an option that stands once; of several, the last. Empty where it is absent.
    QString value(QLatin1StringView option) const;
    QStringList values(QLatin1StringView option) const { return m_options.value(option); }
    /// The same with one more value of an option; empty for one that takes none.
    Arguments with(QLatin1StringView option, const QString &value = {}) const;
    /// What follows the command's own name.
    const QStringList &words() const { return m_words; }

private:
    QHash<QString, QStringList> m_options;
    QStringList m_words;
};

} // namespace Cli
