#include "ui/reports/reportsource.h"

#include "analysis/audit.h"
#include "change/journal.h"
#include "session/auditor.h"
#include "session/customerbook.h"
#include "session/estate.h"
#include "session/madechanges.h"
#include "session/pastcomparison.h"
#include "session/secretages.h"
#include "session/snapshotkeeper.h"
#include "session/snapshotparts.h"
#include "session/storedstate.h"
#include "settings/usercountstore.h"
#include "ui/pages/agetext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

using Analysis::Need;
using Query::Kind;
using Phase = Session::KindStatus::Phase;

QString tr(const char *text)
{
    return QCoreApplication::translate("Ui", text);
}

/// What is told of one list; empty where it was read whole.
QString gapOf(const Session::KindStatus &status, const QString &what)
{
    switch (status.phase) {
    case Phase::NotRead:
        return tr("%1 were not read").arg(what);
    case Phase::Reading:
        return tr("%1 are being read").arg(what);
    case Phase::Complete:
        break;
    case Phase::Partial:
        return tr("%1 were not read whole: %2").arg(what, status.note);
    case Phase::Failed:
        return tr("%1 could not be read").arg(what);
    case Phase::Cancelled:
        return tr("%1 were not read to the end").arg(what);
    }
    return {};
}

/// When the oldest part was so that a snapshot tells; invalid: all that is there was read.
QDateTime oldestPast(const Session::TenantSession &session)
{
    QDateTime past = session.mapStatus().pastAt;
    for (const Kind kind : {Kind::Tenants, Kind::Applications, Kind::Connections, Kind::Organizations}) {
        past = earlier(past, session.status(kind).pastAt);
    }
    return past;
}

/// All that is known of one Auth0 tenant. A value; cheap to take, since what it holds is shared.
struct Part
{
    Session::SnapshotParts parts;
    Domain::TenantProfile profile;
    Reports::TenantInput input; ///< all but what takes its time
    std::shared_ptr<const Domain::UserCounts> users; ///< nullptr: nobody counted them
    std::map<Analysis::Need, QString> gaps; ///< see Session::notWhole()
    std::optional<QString> snapshots; ///< their file; nothing: it is not compared
    std::optional<Store::SecretHistory> secrets; ///< what snapshots tell of client secrets
};

void complete(Part &part, const QList<Change::JournalEntry> &journal, const QDateTime &since)
{
    Reports::TenantInput &input = part.input;
    input.snapshot = part.parts.snapshot();
    input.snapshot.plan = part.profile.plan;
    for (const auto &[need, why] : part.gaps) {
        input.notWhole |= need;
    }
    if (part.secrets) {
        Session::addSecretAges(input.snapshot, *part.secrets);
    }
    input.audit = Analysis::audit(input.snapshot, input.options, input.snapshot.readAt);
    input.changes = Session::madeChanges(journal, part.profile, since);
    if (part.snapshots) {
        const Session::PastComparison past = Session::comparedWithPast(
            *part.snapshots, part.profile, input.snapshot, part.gaps, since, Json::SecretKeys::fromResource());
        input.setPast(past.at, past.differences.objects, past.titles, past.values);
        input.pastNote = past.note;
        input.notCompared = past.differences.notCompared;
        input.notComparedParts = past.differences.lacking;
    }
    input.users = part.users ? std::optional(*part.users) : std::nullopt;
}

} // namespace

ReportSource::ReportSource(const CustomerServices &services)
    : m_services(services)
{ }

QStringList ReportSource::gapsOf(const Domain::TenantId &tenant, Analysis::Needs needs) const
{
    const Session::TenantSession *session = m_services.estate.find(tenant);
    if (session == nullptr) {
        return {};
    }
    QStringList gaps;
    const auto ask = [&](Need need, const Session::KindStatus &status, const QString &what) {
        if (needs.testFlag(need)) {
            gaps.append(gapOf(status, what));
        }
    };
    ask(Need::Settings, session->status(Kind::Tenants), tr("settings"));
    ask(Need::Applications, session->status(Kind::Applications), tr("applications"));
    ask(Need::Connections, session->status(Kind::Connections), tr("connections"));
    ask(Need::Organizations, session->status(Kind::Organizations), tr("organizations"));
    ask(Need::Map, session->mapStatus(), tr("the connections of applications"));
    gaps.removeAll(QString());
    return gaps;
}

std::function<Reports::InputPtr()> ReportSource::take(const Wish &wish) const
{
    QList<Part> parts;
    Reports::ReportInput whole;
    whole.made = QDateTime::currentDateTimeUtc();
    whole.since = wish.changeDays > 0 ? whole.made.addDays(-wish.changeDays) : QDateTime();
    constexpr Analysis::Needs all = Need::Settings | Need::Applications | Need::Connections | Need::Organizations;
    for (const Domain::TenantId &tenant : wish.tenants) {
        const Session::TenantSession *session = m_services.estate.find(tenant);
        if (session == nullptr) {
            continue;
        }
        Part part{
            Session::SnapshotParts(*session), session->profile(), {}, nullptr, Session::notWhole(*session), {}, {}};
        part.input.environment = Domain::tagOf(session->profile().environment);
        if (m_services.auditor != nullptr) {
            part.input.options = m_services.auditor->optionsFor(tenant);
        }
        if (const Analysis::TenantCustomers *customers = m_services.book.of(tenant)) {
            part.input.customers = *customers;
            part.input.rules = m_services.book.rulesOf(tenant);
            part.input.areRulesProposed = m_services.book.isProposed(tenant);
            part.input.noteUsers(session->status(Kind::Users).phase != Phase::NotRead);
        }
        if (const Settings::UserCountStore *counts = m_services.book.userCounts()) {
            part.users = counts->of(tenant);
        }
        if (m_services.snapshots != nullptr) {
            part.secrets = m_services.snapshots->secretHistory(tenant);
        }
        if (wish.compares && m_services.snapshots != nullptr) {
            part.snapshots = m_services.snapshots->fileFor(tenant);
        }
        part.input.asOf = oldestPast(*session);
        for (const QString &gap : gapsOf(tenant, all)) {
            part.input.notes.append(gap);
        }
        whole.lock = part.input.options.lock;
        whole.baseline = part.input.options.baseline.value_or(Policy::Baseline());
        whole.baselineName = part.input.options.baselineName;
        parts.append(part);
    }
    return [parts, whole, folder = m_services.journalFolder] {
        Reports::ReportInput input = whole;
        const QList<Change::JournalEntry> journal
            = folder.isEmpty() ? QList<Change::JournalEntry>() : Change::readJournal(folder);
        for (Part part : parts) {
            complete(part, journal, whole.since);
            input.tenants.append(part.input);
        }
        return std::make_shared<const Reports::ReportInput>(std::move(input));
    };
}

} // namespace Ui
