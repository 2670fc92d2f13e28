#include "cli/checkoutput.h"

#include "cli/tenanttable.h"
#include "cli/terminaltext.h"
#include "cli/translation.h"

#include <QLocale>
#include <QMap>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

using Domain::Severity;

constexpr Severity worstFirst[] = {Severity::Critical, Severity::High, Severity::Medium, Severity::Low};

/// "critical (3)" above its rows.
QString headed(const QString &title, const TenantTable &table, int widest)
{
    return u"%1 (%2)\n"_s.arg(title, QLocale().toString(table.count())) + table.text(widest);
}

/// Those that are waived: they stand apart, with who decided that and until when.
QString waivedText(const QList<TenantFindings> &tenants, bool several, int widest)
{
    TenantTable table(several, {{tr("Subject")}, {tr("Check")}, {tr("Until")}, {tr("By")}, {tr("Note")}});
    for (const TenantFindings &tenant : tenants) {
        for (const Domain::Finding &finding : tenant.findings) {
            if (const auto &waiver = finding.waiver) {
                table.add(tenant.tenant,
                          {finding.subject.name, finding.check, waiver->until.toString(Qt::ISODate), waiver->by,
                           waiver->note});
            }
        }
    }
    return table.count() > 0 ? headed(tr("waived"), table, widest) : QString();
}

/// Lines of each tenant below a heading; empty where there are none.
QString linesText(const QString &heading, const QList<TenantFindings> &tenants, QStringList TenantFindings::*lines,
                  bool several)
{
    QString result;
    for (const TenantFindings &tenant : tenants) {
        for (const QString &line : tenant.*lines) {
            result += u"  %1\n"_s.arg(terminalText(several ? tenant.tenant + u": "_s + line : line));
        }
    }
    return result.isEmpty() ? result : heading + u'\n' + result + u'\n';
}

} // namespace

QString text(const QList<TenantFindings> &tenants, bool several, int widest)
{
    QString result;
    QMap<QString, QString> advice;
    QStringList totals;
    for (const Severity severity : worstFirst) {
        TenantTable table(several, {{tr("Subject")}, {tr("Kind")}, {tr("Check")}, {tr("Message")}});
        for (const TenantFindings &tenant : tenants) {
            for (const Domain::Finding &finding : tenant.findings) {
                if (finding.severity == severity && !finding.waiver) {
                    table.add(
                        tenant.tenant,
                        {finding.subject.name, Domain::wordOf(finding.subject.kind), finding.check, finding.message});
                    advice.insert(finding.check, finding.advice);
                }
            }
        }
        totals.append(u"%1 %2"_s.arg(QLocale().toString(table.count()), Domain::wordOf(severity)));
        if (table.count() > 0) {
            result += headed(Domain::wordOf(severity), table, widest);
        }
    }
    result += waivedText(tenants, several, widest);
    result += linesText(tr("What Lock sees:"), tenants, &TenantFindings::sights, several);
    // How close to Lock's limit applications came, and when they will reach it.
    result += linesText(tr("How it went, from the snapshots:"), tenants, &TenantFindings::trends, several);
    if (!advice.isEmpty()) {
        result += tr("What to do:") + u'\n';
        for (auto line = advice.cbegin(); line != advice.cend(); ++line) {
            result += u"  %1: %2\n"_s.arg(line.key(), terminalText(line.value()));
        }
        result += u'\n';
    }
    return result + tr("Findings: %1.").arg(totals.join(", "_L1)) + u'\n';
}

} // namespace Cli
