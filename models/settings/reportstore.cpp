#include "settings/reportstore.h"

#include "settings/inifile.h"
#include "settings/keyarrays.h"

#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;
using Domain::SavedReport;

namespace Settings {

namespace {

constexpr QLatin1StringView reportsKey("reports/saved");
constexpr int mostDays = 3660; ///< ten years

bool isCalled(const SavedReport &report, const QString &name)
{
    return report.name.compare(name, Qt::CaseInsensitive) == 0;
}

QList<SavedReport> read(QSettings &keys)
{
    QList<SavedReport> reports;
    readArray(keys, reportsKey, [&] {
        const SavedReport report{
            keys.value("name"_L1).toString(),       keys.value("sections"_L1).toStringList(),
            keys.value("listsUsers"_L1).toBool(),   std::clamp(keys.value("changeDays"_L1).toInt(), 0, mostDays),
            keys.value("format"_L1).toString(),     keys.value("customer"_L1).toString(),
            keys.value("eachCustomer"_L1).toBool(), keys.value("tenants"_L1).toString()};
        const bool isTaken = std::ranges::any_of(
            reports, [&report](const SavedReport &other) { return isCalled(other, report.name); });
        if (!report.name.isEmpty() && !report.sections.isEmpty() && !isTaken
            && reports.size() < ReportStore::mostReports) {
            reports.append(report);
        }
    });
    return reports;
}

} // namespace

ReportStore::ReportStore(IniFile &file, QObject *parent)
    : QObject(parent)
    , m_file(file)
    , m_reports(read(file.keys()))
{ }

std::optional<SavedReport> ReportStore::find(const QString &name) const
{
    const auto found = std::ranges::find_if(
        m_reports, [wanted = name.simplified()](const SavedReport &report) { return isCalled(report, wanted); });
    return found == m_reports.end() ? std::nullopt : std::optional(*found);
}

Outcome<void> ReportStore::keep(SavedReport report)
{
    report.name = report.name.simplified();
    if (report.name.isEmpty()) {
        return tl::make_unexpected(
            Problem{Problem::Kind::Invalid, tr("Give it a name: it is found by that, and it is the report's title.")});
    }
    if (report.name.size() > longestName) {
        return tl::make_unexpected(
            Problem{Problem::Kind::Invalid, tr("Shorten the name to %L1 characters.").arg(longestName)});
    }
    if (report.sections.isEmpty()) {
        return tl::make_unexpected(Problem{Problem::Kind::Invalid, tr("Choose at least one section.")});
    }
    QList<SavedReport> reports = current();
    reports.removeIf([&report](const SavedReport &other) { return isCalled(other, report.name); });
    if (reports.size() >= mostReports) {
        return tl::make_unexpected(
            Problem{Problem::Kind::Invalid,
                    tr("There are %L1 saved reports already. Delete one of them first.").arg(mostReports)});
    }
    reports.append(report);
    std::ranges::stable_sort(reports, [](const SavedReport &left, const SavedReport &right) {
        return left.name.localeAwareCompare(right.name) < 0;
    });
    return write(reports);
}

Outcome<void> ReportStore::remove(const QString &name)
{
    QList<SavedReport> reports = current();
    const qsizetype gone
        = reports.removeIf([&name](const SavedReport &report) { return isCalled(report, name.simplified()); });
    return gone == 0 ? Outcome<void>() : write(reports);
}

/// With what another window saved meanwhile: the list is written as a whole.
QList<SavedReport> ReportStore::current()
{
    m_file.keys().sync();
    return read(m_file.keys());
}

Outcome<void> ReportStore::write(QList<SavedReport> reports)
{
    QSettings &keys = m_file.keys();
    keys.remove(reportsKey);
    writeArray(keys, reportsKey, reports, [&keys](const SavedReport &report) {
        keys.setValue("name"_L1, report.name);
        keys.setValue("sections"_L1, report.sections);
        keys.setValue("listsUsers"_L1, report.listsUsers);
        keys.setValue("changeDays"_L1, report.changeDays);
        keys.setValue("format"_L1, report.format);
        keys.setValue("customer"_L1, report.customer);
        keys.setValue("eachCustomer"_L1, report.eachCustomer);
        keys.setValue("tenants"_L1, report.tenants);
    });
    if (auto saved = m_file.save(); !saved) {
        return saved;
    }
    m_reports = std::move(reports);
    Q_EMIT changed();
    return {};
}

} // namespace Settings
