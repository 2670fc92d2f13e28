#pragma once

#include <QByteArray>
#include <QString>

namespace Settings {

/// Writes a file whole or not at all: on a full disk the one of before is still there. Empty where it went well, else
/// why not, for people.
QString writeWholeFile(const QString &fileName, const QByteArray &content);

} // namespace Settings
