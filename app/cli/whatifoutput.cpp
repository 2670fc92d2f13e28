#include "cli/whatifoutput.h"

#include "cli/texttable.h"

#include "domain/locklimit.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

/// A table with the tenant in front where there are several.
class Rows
{
public:
    Rows(bool several, QList<TextTable::Heading> headings)
        : m_several(several)
        , m_table(several ? QList<TextTable::Heading>{{tr("Tenant")}} + headings : headings)
    { }

    void add(const QString &tenant, const QStringList &cells)
    {
        m_table.add(m_several ? QStringList{tenant} + cells : cells);
        ++m_count;
    }

    qsizetype count() const { return m_count; }
    QString text(int widest) const { return m_table.text(widest) + u'\n'; }

private:
    bool m_several;
    TextTable m_table;
    qsizetype m_count = 0;
};

} // namespace

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
    Rows counts(several,
                {{tr("Application")},
                 {tr("Now"), Right},
                 {tr("Then"), Right},
                 {tr("Lock's limit"), Right},
                 {tr("Then it is")}});
    Rows findings(several, {{tr("Finding")}, {tr("Severity")}, {tr("Subject")}, {tr("Check")}, {tr("Message")}});
    for (const TenantWhatIf &tenant : tenants) {
        for (const Analysis::LockChange &change : tenant.of.counts) {
            counts.add(tenant.tenant,
                       {change.name, change.now ? locale.toString(*change.now) : QString(),
                        locale.toString(change.then), locale.toString(Domain::lockLimit),
                        Session::standOf(change.then, tenant.lock)});
        }
        const auto add = [&](const QString &change, const Domain::Finding &finding, const QString &severity) {
            findings.add(tenant.tenant, {change, severity, finding.subject.name, finding.check, finding.message});
        };
        const auto addAll = [&](const QString &change, const QList<Domain::Finding> &changed) {
            for (const Domain::Finding &finding : changed) {
                add(change, finding, Domain::wordOf(finding.severity));
            }
        };
        const auto addShifts = [&](const QString &change, const QList<Session::FindingShift> &shifts) {
            for (const Session::FindingShift &shift : shifts) {
                add(change, shift.after,
                    Domain::wordOf(shift.before.severity) + u" → "_s + Domain::wordOf(shift.after.severity));
            }
        };
        addAll(tr("would appear"), tenant.of.changes.appearing);
        addShifts(tr("would get graver"), tenant.of.changes.graver);
        addShifts(tr("would ease"), tenant.of.changes.eased);
        addAll(tr("would vanish"), tenant.of.changes.vanishing);
    }
    QString result = counts.count() > 0 ? counts.text(widest) : QString();
    result += findings.count() > 0 ? findings.text(widest)
                                   : tr("No finding would appear, vanish or become another.") + u"\n\n"_s;
    return result + tr("Nothing was changed: this is only supposed.") + u'\n';
}

} // namespace Cli
