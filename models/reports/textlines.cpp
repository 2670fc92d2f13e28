#include "reports/textlines.h"

#include <QTextLayout>

namespace Reports {

namespace {

constexpr double lineSpacing = 1.25;
constexpr double kerning = 1.03; // pairs may stand further apart than their advances say

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
    QTextLayout layout(text, m_font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    QStringList lines;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        if (lines.size() + 1 == most && line.textStart() + line.textLength() < text.size()) {
            lines.append(
                m_metrics.elidedText(text.mid(line.textStart(), line.textLength() + 8), Qt::ElideRight, width));
            break;
        }
        lines.append(text.mid(line.textStart(), line.textLength()).trimmed());
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
