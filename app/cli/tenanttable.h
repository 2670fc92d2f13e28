#pragma once

#include "cli/texttable.h"

namespace Cli {

/// A TextTable that names the Auth0 tenant of each row in front, where there are several.
class TenantTable
{
public:
    TenantTable(bool several, const QList<TextTable::Heading> &headings);

    /// One cell per heading.
    void add(const QString &tenant, const QStringList &cells);
    qsizetype count() const { return m_count; }
    /// As TextTable has it, and an empty line.
    QString text(int widest) const;

private:
    bool m_several;
    TextTable m_table;
    qsizetype m_count = 0;
};

} // namespace Cli
