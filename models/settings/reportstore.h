#pragma once

#include "settings/problem.h"

#include "domain/savedreport.h"

#include <QList>
#include <QObject>

#include <optional>

namespace Settings {

class IniFile;

/// The reports that the operator defined, by their names. Where the file cannot be written, nothing changes. Owned by
/// the program's main(); the file outlives it.
class ReportStore : public QObject
{
    Q_OBJECT
public:
    explicit ReportStore(IniFile &file, QObject *parent = nullptr);

    /// By name.
    const QList<Domain::SavedReport> &reports() const & { return m_reports; }
    void reports() const && = delete; // of a temporary: the reference would outlive it
    /// The one of this name, whatever its case.
    std::optional<Domain::SavedReport> find(const QString &name) const;

    /// Keeps one; another of the same name goes.
    Outcome<void> keep(Domain::SavedReport report);
    /// One that is not there is no error.
    Outcome<void> remove(const QString &name);

    static constexpr qsizetype mostReports = 100;
    static constexpr qsizetype longestName = 100;

Q_SIGNALS:
    void changed();

private:
    QList<Domain::SavedReport> current();
    Outcome<void> write(QList<Domain::SavedReport> reports);

    IniFile &m_file;
    QList<Domain::SavedReport> m_reports;
};

} // namespace Settings
