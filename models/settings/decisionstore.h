#pragma once

#include "settings/problem.h"

#include "domain/auditdecisions.h"
#include "domain/id.h"

#include <QObject>

#include <map>

namespace Settings {

class IniFile;
class ProfileStore;

/// Longest note of a waiver, in UTF-16 units: it stands in reports.
inline constexpr int maximumNoteLength = 1000;

/// What the operator decided about findings: which are waived, why, by whom and until when, and which applications use
/// Lock. Kept per profile, and gone with it; of a tenant that is not saved, such as the sandbox's, for as long as this
/// lives. Where the file cannot be written, nothing changes. Owned by the program's main(); file and profiles must
/// outlive it.
class DecisionStore : public QObject
{
    Q_OBJECT
public:
    DecisionStore(IniFile &file, const ProfileStore &profiles, QObject *parent = nullptr);

    /// None where nothing was decided.
    Domain::AuditDecisions of(const Domain::TenantId &tenant) const;

    /// Of all these applications or of none. Nothing for `usesLock` takes the marks away.
    Outcome<void> setLockMarks(const Domain::TenantId &tenant, const QStringList &applications,
                               std::optional<bool> usesLock);
    /// Refuses a waiver without a note, a name or a day.
    Outcome<void> waive(const Domain::TenantId &tenant, const QList<Domain::FindingIdentity> &findings,
                        const Domain::Waiver &waiver);
    /// These findings count again; those that are not waived stay as they are.
    Outcome<void> withdraw(const Domain::TenantId &tenant, const QList<Domain::FindingIdentity> &findings);

Q_SIGNALS:
    /// Something else is decided of the tenant.
    void changed(const Domain::TenantId &tenant);

private:
    Outcome<void> keep(const Domain::TenantId &tenant, const Domain::AuditDecisions &decisions);

    IniFile &m_file;
    const ProfileStore &m_profiles;
    std::map<Domain::TenantId, Domain::AuditDecisions> m_decisions;
};

} // namespace Settings
