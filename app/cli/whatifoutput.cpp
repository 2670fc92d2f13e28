#include "cli/whatifoutput.h"

#include "cli/tenanttable.h"
#include "cli/translation.h"

#include "domain/locklimit.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Cli {

QString lineOf(const Analysis::LockChange &change)
{
    const QLocale locale;
    return tr("%1: %2 → %3 of Lock's %4 database connections")
        .arg(change.name, change.now ? locale.toString(*change.now) : tr("none"), locale.toString(change.then),
             locale.toString(Domain::lockLimit));
}

QString text(const QList<TenantWhatIf> &tenants, bool several, int widest)
{
    using enum TextTable::Alignment;
    const QLocale locale;
    TenantTable counts(several,
                       {{tr("Application")},
                        {tr("Now"), Right},
                        {tr("Then"), Right},
                        {tr("Lock's limit"), Right},
                        {tr("Then it is")}});
    TenantTable findings(several, {{tr("Finding")}, {tr("Severity")}, {tr("Subject")}, {tr("Check")}, {tr("Message")}});
    for (const TenantWhatIf &tenant : tenants) {
        for (const Analysis::LockChange &change : tenant.of.counts) {
            counts.add(tenant.tenant,
                       {change.name, change.now ? locale.toString(*change.now) : QString(),
                        locale.toString(change.then), locale.toString(Domain::lockLimit),
                        Session::standOf(change.then, tenant.lock)});
        }
        for (const Session::ForecastRow &row : Session::rowsOf(tenant.of.changes)) {
            const Domain::Finding &finding = row.finding;
            const QString before = row.before ? Domain::wordOf(*row.before) + u" → "_s : QString();
            findings.add(tenant.tenant,
                         {row.what, before + Domain::wordOf(finding.severity), finding.subject.name, finding.check,
                          finding.message});
        }
    }
    QString result = counts.count() > 0 ? counts.text(widest) : QString();
    result += findings.count() > 0 ? findings.text(widest)
                                   : tr("No finding would appear, vanish or become another.") + u"\n\n"_s;
    return result + tr("Nothing was changed: this is only supposed.") + u'\n';
}

} // namespace Cli
