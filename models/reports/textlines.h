#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QStringList>

#include <array>

namespace Reports {

/// Breaks texts into lines of a width, in one font; words that are too long are broken anywhere. Asked for each cell of
/// a table: plain short texts are told without shaping them.
class TextLines
{
public:
    explicit TextLines(const QFont &font);

    const QFont &font() const { return m_font; }
    double lineHeight() const { return m_lineHeight; }
    double ascent() const { return m_metrics.ascent(); }
    double widthOf(const QString &text) const { return m_metrics.horizontalAdvance(text); }
    QString elided(const QString &text, double width) const;
    /// At most so many; the last one then ends with an ellipsis.
    QStringList broken(const QString &text, double width, int most) const;

private:
    bool fits(const QString &text, double width) const;

    QFont m_font;
    QFontMetricsF m_metrics;
    double m_lineHeight;
    std::array<double, 128> m_advances{}; ///< of ASCII
};

} // namespace Reports
