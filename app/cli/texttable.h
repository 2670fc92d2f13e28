#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace Cli {

/// Rows under aligned headings, for people. Every cell passes terminalText(); a script takes --json.
class TextTable
{
public:
    enum class Alignment { Left, Right };

    struct Heading
    {
        QString title;
        Alignment alignment = Alignment::Left;
    };

    explicit TextTable(QList<Heading> headings);

    /// One cell per heading.
    void add(const QStringList &cells);
    /// Lines ending in "\n". Cells wider than `widest` columns are cut, with "…" at their end; 0 never cuts.
    QString text(int widest = 0) const;

private:
    QList<Heading> m_headings;
    QList<QStringList> m_rows;
};

} // namespace Cli
