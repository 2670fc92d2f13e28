#include "reports/glyphcheck.h"

#include "reports/paper.h"
#include "reports/translation.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

constexpr int mostTold = 8;
constexpr char16_t firstLooked = 0x0250; ///< the fonts of pages have what comes before: Latin

/// What is drawn by no glyph of its own.
bool isSilent(char32_t character)
{
    const bool isSelector
        = (character >= 0xFE00 && character <= 0xFE0F) || (character >= 0xE0100 && character <= 0xE01EF);
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Space:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return isSelector;
    }
}

/// The package of Debian and its like with a font for the character.
QString packageFor(char32_t character)
{
    switch (QChar::script(character)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Hangul:
    case QChar::Script_Bopomofo:
        return u"fonts-noto-cjk"_s;
    default:
        break;
    }
    return QChar::category(character) == QChar::Symbol_Other ? u"fonts-noto-color-emoji"_s : u"fonts-noto-core"_s;
}

} // namespace

GlyphCheck::GlyphCheck()
    : m_metrics(Paper::font(7.5))
{ }

void GlyphCheck::look(const QString &text)
{
    for (qsizetype i = 0; i < text.size() && m_count < mostTold; ++i) {
        char32_t character = text.at(i).unicode();
        if (character < firstLooked) {
            continue;
        }
        const bool isPair = text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        if (isPair) {
            character = QChar::surrogateToUcs4(text.at(i), text.at(i + 1));
            ++i;
        }
        if (m_seen.contains(character)) {
            continue;
        }
        m_seen.insert(character);
        if (!isSilent(character) && !m_metrics.inFontUcs4(character)) {
            m_lacking += QString::fromUcs4(&character, 1);
            ++m_count;
        }
    }
}

QString lackingText(const QString &characters)
{
    QStringList packages;
    QStringList told;
    for (const char32_t character : characters.toUcs4()) {
        packages.append(packageFor(character));
        told.append(QString::fromUcs4(&character, 1));
    }
    packages.removeDuplicates();
    told.removeDuplicates(); // of several files
    return tr("No font of this computer has some characters of the report, as %1: its PDF shows boxes for them, and "
              "they "
              "are not found in it. Install fonts for them, as Debian's %2, and write it again.")
        .arg(told.mid(0, mostTold).join(QString()), packages.join(u", "_s));
}

} // namespace Reports
