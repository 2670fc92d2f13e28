#pragma once

#include <QString>

namespace Query {

/// The filter text with this term in every alternative: only rows that hold it are left. What was written stays as it
/// is; a text that cannot be read yet gets it in front.
QString withTerm(const QString &text, const QString &term);

/// The filter text without this term, with the `or` or `and` that is left over. A text that cannot be read to its end
/// loses it as far as it can.
QString withoutTerm(const QString &text, const QString &term);

/// Whether each alternative has the term, however it is written.
bool isNarrowedTo(const QString &text, const QString &term);

} // namespace Query
