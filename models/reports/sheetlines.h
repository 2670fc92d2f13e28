#pragma once

#include <QStringView>

namespace Reports {

/// How wide a text is in a workbook, in digits of the usual font, as columns are: by classes of letters, rather too
/// wide than too narrow. Fonts differ from computer to computer, and the file must not.
double sheetWidth(QStringView text);

/// The lines that it takes in a cell of so many digits that wraps at words; a word wider than that is broken.
int sheetLines(QStringView text, double width);

} // namespace Reports
