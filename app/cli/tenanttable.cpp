#include "cli/tenanttable.h"

#include <QCoreApplication>

namespace Cli {

TenantTable::TenantTable(bool several, const QList<TextTable::Heading> &headings)
    : m_several(several)
    , m_table(several ? QList<TextTable::Heading>{{QCoreApplication::translate("Cli", "Tenant")}} + headings : headings)
{ }

void TenantTable::add(const QString &tenant, const QStringList &cells)
{
    m_table.add(m_several ? QStringList{tenant} + cells : cells);
    ++m_count;
}

QString TenantTable::text(int widest) const
{
    return m_table.text(widest) + u'\n';
}

} // namespace Cli
