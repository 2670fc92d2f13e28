#pragma once

#include <QString>

namespace Api {

/// Words of others as a sentence: they often go without their full stop, and what follows would run on.
inline QString sentence(const QString &words)
{
    static const QString ends = QStringLiteral(".!?\u2026");
    return words.isEmpty() || ends.contains(words.back()) ? words : words + u'.';
}

} // namespace Api
