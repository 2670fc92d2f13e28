#pragma once

#include "cli/reportrequest.h"
#include "cli/snapshotaccess.h"
#include "cli/snapshotreading.h"
#include "cli/target.h"

#include "analysis/customerrounds.h"
#include "change/journal.h"
#include "reports/reportinput.h"

namespace Settings {
class ProfileStore;
class UserCountStore;
} // namespace Settings

namespace Cli {

struct SavedProfiles;

/// Makes the input of a report of what was read of Auth0 tenants, and of what this account keeps: the journal, counted
/// users, snapshots. Reads files, so it belongs on a worker thread. The request outlives it.
class ReportGathering
{
public:
    explicit ReportGathering(const ReportRequest &request);
    ~ReportGathering();

    void add(const Target &target, const ReadSnapshot &read);
    /// One of which nothing could be read: it stands in the report all the same, with the reason.
    void add(const Target &target, const Failure &why);

    /// All that was added. Once.
    Reports::ReportInput take();
    /// What of the journal could not be read.
    const QStringList &notes() const { return m_notes; }

private:
    Reports::TenantInput begun(const Target &target) const;
    void addPast(Reports::TenantInput &tenant, const Target &target, const ReadSnapshot &read) const;
    void append(const Target &target, const Reports::TenantInput &tenant, const QString &ownApplication = {});

    const ReportRequest &m_request;
    QStringList m_notes;
    QList<Change::JournalEntry> m_journal;
    std::unique_ptr<SavedProfiles> m_saved; ///< nullptr: none could be opened
    std::unique_ptr<Settings::UserCountStore> m_counts; ///< the same
    OpenedStore m_snapshots;
    Reports::ReportInput m_input;
    QList<Analysis::CustomerQuestion> m_questions; ///< one for each, without its snapshot
};

} // namespace Cli
