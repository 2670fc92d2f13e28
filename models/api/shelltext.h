#pragma once

#include <QString>

namespace Api {

/// One word for a POSIX shell, whatever is in it: within single quotes it leaves everything alone but the quote itself.
QString shellQuoted(QString text);

} // namespace Api
