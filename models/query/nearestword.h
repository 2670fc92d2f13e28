#pragma once

#include <QString>
#include <QStringList>

namespace Query {

/// The one of the words that was probably meant: the same but for case and at most two slips (letters too many, too
/// few or others); the first of several as near. Empty where none is.
QString nearestWord(const QString &word, const QStringList &known);

} // namespace Query
