#include "settings/decisionstore.h"

#include "settings/decisionkeys.h"
#include "settings/inifile.h"
#include "settings/profilestore.h"

namespace Settings {

using Domain::AuditDecisions;
using Domain::FindingIdentity;
using Domain::TenantId;

namespace {

tl::unexpected<Problem> invalid(const QString &message)
{
    return tl::make_unexpected(Problem{Problem::Kind::Invalid, message});
}

} // namespace

DecisionStore::DecisionStore(IniFile &file, const ProfileStore &profiles, QObject *parent)
    : QObject(parent)
    , m_file(file)
    , m_profiles(profiles)
    , m_decisions(readDecisions(file.keys()))
{
    // Should the file refuse that, the rest stays there unseen: an id is given once and never comes back.
    connect(&profiles, &ProfileStore::removed, this, [this](const TenantId &tenant) { keep(tenant, {}); });
}

AuditDecisions DecisionStore::of(const TenantId &tenant) const
{
    const auto found = m_decisions.find(tenant);
    return found == m_decisions.end() ? AuditDecisions() : found->second;
}

Outcome<void> DecisionStore::setLockMarks(const TenantId &tenant, const QStringList &applications,
                                          std::optional<bool> usesLock)
{
    AuditDecisions decisions = of(tenant);
    for (const QString &application : applications) {
        if (usesLock) {
            decisions.lockMarks.insert(application, *usesLock);
        } else {
            decisions.lockMarks.remove(application);
        }
    }
    return keep(tenant, decisions);
}

Outcome<void> DecisionStore::waive(const TenantId &tenant, const QList<FindingIdentity> &findings,
                                   const Domain::Waiver &waiver)
{
    const Domain::Waiver kept{waiver.note.trimmed(), waiver.by.trimmed(), waiver.until};
    if (kept.note.isEmpty() || kept.by.isEmpty() || !kept.until.isValid()) {
        return invalid(tr("A waiver needs a note that says why, the name of whoever decides, and a last day: whoever "
                          "reads it later must be able to ask."));
    }
    if (kept.by.size() > maximumNoteLength) {
        return invalid(tr("The name is longer than %L1 characters. Shorten it.").arg(maximumNoteLength));
    }
    if (kept.note.size() > maximumNoteLength) {
        return invalid(tr("The note is longer than %L1 characters. Shorten it, and name where more is written.")
                           .arg(maximumNoteLength));
    }
    AuditDecisions decisions = of(tenant);
    for (const FindingIdentity &finding : findings) {
        decisions.waivers.insert_or_assign(finding, kept);
    }
    return keep(tenant, decisions);
}

Outcome<void> DecisionStore::withdraw(const TenantId &tenant, const QList<FindingIdentity> &findings)
{
    AuditDecisions decisions = of(tenant);
    for (const FindingIdentity &finding : findings) {
        decisions.waivers.erase(finding);
    }
    return keep(tenant, decisions);
}

Outcome<void> DecisionStore::keep(const TenantId &tenant, const AuditDecisions &decisions)
{
    if (decisions == of(tenant)) {
        return {};
    }
    // Of a tenant that was removed there is something to take away.
    if (m_profiles.find(tenant) || decisions.isEmpty()) {
        writeDecisions(m_file.keys(), tenant, decisions);
        if (auto saved = m_file.save(); !saved) {
            return saved;
        }
    }
    if (decisions.isEmpty()) {
        m_decisions.erase(tenant);
    } else {
        m_decisions.insert_or_assign(tenant, decisions);
    }
    Q_EMIT changed(tenant);
    return {};
}

} // namespace Settings
