#pragma once

#include <QStringList>

namespace Analysis {

/// Names in a script to which a text is given that looks like a secret: "password", "apiKey". The texts themselves are
/// not returned, since what is found is shown and saved. Linear in the script; a guess, since no script is run.
QStringList secretsIn(const QString &script);

} // namespace Analysis
