#pragma once

#include "json/parseerror.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace Json {

/// The elements of an array, each byte for byte as it stands in `text` (without the space around it).
/// Fails where `text` is not a well-formed array within maximumDepth.
Outcome<QList<QByteArray>> elements(const QByteArray &text);

/// The member's value byte for byte, or nothing where `object` has no such member. Of duplicate keys, the last.
/// `object` must be well-formed: it comes from elements() or has passed parse().
std::optional<QByteArrayView> memberSlice(QByteArrayView object, QByteArrayView key);

/// Follows a path of object keys and array indexes ("options.password_complexity_options.min_length",
/// "identities.0.connection"). A key that itself holds a dot is found where no shorter key matches.
std::optional<QByteArrayView> pathSlice(QByteArrayView object, QByteArrayView path);

/// The text of a JSON string slice, its quotes removed and its escapes resolved.
QString unquoted(QByteArrayView string);

/// The same object as the text without the named members at its first level; everything else byte for byte.
QByteArray withoutMembers(const QByteArray &object, const QList<QByteArray> &keys);

} // namespace Json
