#pragma once

#include <QFontMetricsF>
#include <QSet>
#include <QString>

namespace Reports {

/// Finds characters that no font of this computer has: pages show boxes for them, and no reader finds them. Looks at
/// each character once. Needs a QGuiApplication.
class GlyphCheck
{
public:
    GlyphCheck();

    void look(const QString &text);
    /// A few of them, in the order in which they came; empty: there are fonts for all.
    const QString &lacking() const { return m_lacking; }

private:
    QFontMetricsF m_metrics;
    QSet<char32_t> m_seen;
    QString m_lacking;
    int m_count = 0;
};

/// What is to be told of characters that are boxes in a PDF, or in several: which, and what to install.
QString lackingText(const QString &characters);

} // namespace Reports
