#include "reports/textlines.h"

#include <QTextLayout>

namespace Reports {

namespace {

constexpr double lineSpacing = 1.25;
constexpr double kerning = 1.03; // pairs may stand further apart than their advances say
constexpr qsizetype longWord = 16; // letters: dates are shorter, ids are not
constexpr QChar mayBreak(0x200B);

/// Where ids and the like may be broken, if they must be: a half of a word says nothing.
QString withPlacesToBreak(const QString &text)
{
    QString result;
    for (const QStringView word : QStringView(text).tokenize(u' ')) {
        for (const QChar letter : word) {
            result += letter;
            if (word.size() > longWord && QStringView(u"-_|.@/:").contains(letter)) {
                result += mayBreak;
            }
        }
        result += u' ';
    }
    result.chop(1);
    return result;
}

} // namespace

TextLines::TextLines(const QFont &font)
    : m_font(font)
    , m_metrics(font)
    , m_lineHeight(font.pixelSize() * lineSpacing)
{
    for (size_t i = 0; i < m_advances.size(); ++i) {
        m_advances.at(i) = m_metrics.horizontalAdvance(QChar(char16_t(i))) * kerning;
    }
}

QString TextLines::elided(const QString &text, double width) const
{
    return fits(text, width) ? text : m_metrics.elidedText(text, Qt::ElideRight, width);
}

QStringList TextLines::broken(const QString &text, double width, int most) const
{
    if (fits(text, width)) {
        return {text};
    }
    const QString breakable = withPlacesToBreak(text);
    const auto partOf = [&breakable](int start, int length) { return breakable.mid(start, length).remove(mayBreak); };
    QTextLayout layout(breakable, m_font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    QStringList lines;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        if (lines.size() + 1 == most && line.textStart() + line.textLength() < breakable.size()) {
            lines.append(m_metrics.elidedText(partOf(line.textStart(), line.textLength() + 8), Qt::ElideRight, width));
            break;
        }
        lines.append(partOf(line.textStart(), line.textLength()).trimmed());
    }
    layout.endLayout();
    return lines;
}

bool TextLines::fits(const QString &text, double width) const
{
    double sum = 0;
    for (const QChar character : text) {
        if (character.unicode() >= m_advances.size()) {
            return m_metrics.horizontalAdvance(text) <= width;
        }
        sum += m_advances.at(character.unicode());
        if (sum > width) {
            return false;
        }
    }
    return true;
}

} // namespace Reports
