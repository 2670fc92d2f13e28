#include "reports/sheetlines.h"

#include <QStringTokenizer>

#include <cmath>

namespace Reports {

namespace {

constexpr char16_t firstWide = 0x1100; // from here on letters are as wide as high

double widthOf(QChar letter)
{
    const char16_t code = letter.unicode();
    if (QStringView(u" .,:;'!|ijlI()[]-/").contains(letter)) {
        return 0.65;
    }
    if (QStringView(u"ftr").contains(letter)) {
        return 0.75;
    }
    if (QStringView(u"mwMWO@%&").contains(letter)) {
        return 1.75;
    }
    if (code >= firstWide && !letter.isPunct()) {
        return letter.isSurrogate() ? 1 : 2; // of a pair each half
    }
    return letter.isUpper() ? 1.25 : 1.05;
}

} // namespace

double sheetWidth(QStringView text)
{
    double width = 0;
    for (const QChar letter : text) {
        width += widthOf(letter);
    }
    return width;
}

int sheetLines(QStringView text, double width)
{
    int lines = 1;
    double used = 0;
    for (const QStringView word : text.tokenize(u' ')) {
        const double needed = sheetWidth(word);
        if (used > 0 && used + needed > width) {
            ++lines;
            used = 0;
        }
        if (needed > width) {
            const double more = std::ceil(needed / width) - 1;
            lines += int(more);
            used = needed - more * width;
        } else {
            used += needed;
        }
        used += widthOf(u' ');
    }
    return lines;
}

} // namespace Reports
