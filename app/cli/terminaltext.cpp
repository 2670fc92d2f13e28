#include "cli/terminaltext.h"

#include <QList>

#include <cwchar>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

bool isHarmless(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // bidi controls, zero-width characters, tags
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    default:
        return true;
    }
}

} // namespace

QString terminalText(const QString &text)
{
    QString safe;
    safe.reserve(text.size());
    for (const char32_t character : text.toUcs4()) {
        if (isHarmless(character)) {
            safe += QChar::fromUcs4(character);
        } else {
            safe += u"\\u{%1}"_s.arg(QString::number(character, 16).toUpper());
        }
    }
    return safe;
}

int terminalWidth(const QString &text)
{
    int width = 0;
    for (const char32_t character : text.toUcs4()) {
        const int columns = wcwidth(wchar_t(character)); // -1 where the C library does not know the character
        width += columns < 0 ? 1 : columns;
    }
    return width;
}

} // namespace Cli
