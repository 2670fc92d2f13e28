#include "cli/checkoutput.h"

#include "cli/terminaltext.h"
#include "cli/texttable.h"

#include <QCoreApplication>
#include <QLocale>
#include <QMap>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

using Domain::Severity;

constexpr Severity worstFirst[] = {Severity::Critical, Severity::High, Severity::Medium, Severity::Low};

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

/// Those that are waived: they stand apart, with who decided that and until when.
QString waivedText(const QList<TenantFindings> &tenants, bool several, int widest)
{
    QList<TextTable::Heading> headings{{tr("Subject")}, {tr("Check")}, {tr("Until")}, {tr("By")}, {tr("Note")}};
    if (several) {
        headings.prepend({tr("Tenant")});
    }
    TextTable table(headings);
    qsizetype count = 0;
    for (const TenantFindings &tenant : tenants) {
        for (const Domain::Finding &finding : tenant.findings) {
            if (!finding.waiver) {
                continue;
            }
            QStringList cells{finding.subject.name, finding.check, finding.waiver->until.toString(Qt::ISODate),
                              finding.waiver->by, finding.waiver->note};
            if (several) {
                cells.prepend(tenant.tenant);
            }
            table.add(cells);
            ++count;
        }
    }
    return count > 0 ? u"%1 (%2)\n"_s.arg(tr("waived"), QLocale().toString(count)) + table.text(widest) + u'\n'
                     : QString();
}

} // namespace

QString text(const QList<TenantFindings> &tenants, bool several, int widest)
{
    QString result;
    QMap<QString, QString> advice;
    QStringList totals;
    for (const Severity severity : worstFirst) {
        QList<TextTable::Heading> headings{{tr("Subject")}, {tr("Kind")}, {tr("Check")}, {tr("Message")}};
        if (several) {
            headings.prepend({tr("Tenant")});
        }
        TextTable table(headings);
        qsizetype count = 0;
        for (const TenantFindings &tenant : tenants) {
            for (const Domain::Finding &finding : tenant.findings) {
                if (finding.severity != severity || finding.waiver) {
                    continue;
                }
                QStringList cells{finding.subject.name, Domain::wordOf(finding.subject.kind), finding.check,
                                  finding.message};
                if (several) {
                    cells.prepend(tenant.tenant);
                }
                table.add(cells);
                advice.insert(finding.check, finding.advice);
                ++count;
            }
        }
        totals.append(u"%1 %2"_s.arg(QLocale().toString(count), Domain::wordOf(severity)));
        if (count > 0) {
            result
                += u"%1 (%2)\n"_s.arg(Domain::wordOf(severity), QLocale().toString(count)) + table.text(widest) + u'\n';
        }
    }
    result += waivedText(tenants, several, widest);
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
