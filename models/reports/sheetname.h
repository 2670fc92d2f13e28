#pragma once

#include <QSet>
#include <QString>

namespace Reports {

/// Gives the sheets of a workbook names that Excel takes: 31 characters, none of []:*?/\, no apostrophe at either end,
/// not "History", and no two that differ by case alone.
class SheetNames
{
public:
    QString next(const QString &title);

private:
    QSet<QString> m_taken; ///< folded
};

} // namespace Reports
