#pragma once

#include <QByteArray>
#include <QString>

/// The Secret Service as other programs use it, by D-Bus alone: an independent witness beside the code under test.
namespace ForeignItem {

/// Makes an entry as Go's keyring library does. False where the service refuses.
bool create(const QString &service, const QString &account, const QByteArray &secret);
/// Locks the default collection.
bool lockAll();
/// How many entries all collections hold together; -1 where the service does not answer.
int count();

} // namespace ForeignItem
