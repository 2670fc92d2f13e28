#pragma once

#include <QString>

namespace Query {

/// A name made fit for being found by what somebody types on any keyboard: case and accents fold ("Łódź" is "lodz"),
/// what cannot be seen goes, and every run of blanks and control characters is one blank.
QString foldedName(QStringView name);

} // namespace Query
