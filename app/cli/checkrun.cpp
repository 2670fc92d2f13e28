#include "cli/checkrun.h"

#include "cli/auditchoice.h"
#include "cli/console.h"
#include "cli/jsonarray.h"
#include "cli/mapcost.h"
#include "cli/targetqueue.h"

#include "analysis/lockchecks.h"
#include "session/storedstate.h"
#include "json/finding_json.h"
#include "json/value.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

/// Widest cell on a terminal; a script that reads the table gets all of it.
constexpr int widestCell = 80;

} // namespace

CheckRun::CheckRun(CheckRequest request, Targets targets, bool asks, Console &console, Finish finish, QObject *parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_targets(std::move(targets))
    , m_console(console)
    , m_finish(std::move(finish))
    , m_queue(new TargetQueue(
          m_targets.list, asks, [this](qsizetype index, Api::ManagementClient &client) { read(index, client); },
          [this](qsizetype index, const Failure &why) { take(index, tl::make_unexpected(why), nullptr); }, this))
    , m_results(m_targets.list.size())
{ }

void CheckRun::start()
{
    m_console.progress(tr("0 of %1 Auth0 tenants checked").arg(m_results.size()));
    // Before anything is read: the snapshots may have to be waited for.
    m_snapshots = openSnapshotsIfAny();
    for (qsizetype i = 0; asksForSecrets() && i < m_results.size(); ++i) {
        m_secrets.append(knownSecrets(m_snapshots, m_targets.list[i].profile));
    }
    m_queue->start();
}

void CheckRun::read(qsizetype index, Api::ManagementClient &client)
{
    auto *reading = new SnapshotReading(
        client, m_targets.list[index].profile, m_request.needs, m_request.namesChecks(), this,
        [this, index, &client](const Outcome<ReadSnapshot> &read) { take(index, read, &client); });
    reading->setExtras(m_request.extras);
    tellMapCost(*reading, nameOf(index), m_console);
    reading->start();
}

/// The client is there where something was read.
void CheckRun::take(qsizetype index, const Outcome<ReadSnapshot> &read, Api::ManagementClient *client)
{
    Result &result = m_results[index];
    if (read) {
        Analysis::Snapshot snapshot = read->snapshot;
        const QString &ownPlan = m_targets.list[index].profile.plan;
        snapshot.plan = m_request.plan.isEmpty() ? ownPlan : m_request.plan;
        snapshot.absent[Analysis::Need::Plan] = tr("The API does not tell the plan. Name it with --plan.");
        snapshot.absent[Analysis::Need::Baseline]
            = tr("Name a template with --template that policies are held against, or choose one in the window's "
                 "preferences.");
        if (!m_request.needs.testFlag(Analysis::Need::Credentials)) {
            snapshot.absent[Analysis::Need::Credentials]
                = tr("That takes a request for each application with keys. Ask for it with --with-credentials.");
        }
        if (asksForSecrets()) {
            Session::addSecretAges(snapshot, m_secrets.at(index));
        }
        result.notes = read->notes;
        if (m_request.extras.testFlag(Analysis::Need::Settings) && !snapshot.settings) {
            result.notes.append(tr("Which connection Lock falls back on cannot be told: the settings, which name the "
                                   "default directory, were not read. %1")
                                    .arg(snapshot.absent[Analysis::Need::Settings]));
        }
        result.readAt = snapshot.readAt;
        result.incomplete = read->incomplete;
        check(result, snapshot, optionsFor(index));
        if (m_request.probesLock) {
            (new LockProbing(*client, snapshot, result.audit.findings, this, [this, index](const LockSights &sights) {
                m_results[index].sights = sights;
                end();
            }))->start();
            return;
        }
    } else {
        result.failure = read.error();
    }
    end();
}

void CheckRun::end()
{
    m_console.progress(tr("%1 of %2 Auth0 tenants checked").arg(++m_ended).arg(m_results.size()));
    m_queue->next();
    if (m_ended == m_results.size()) {
        conclude();
    }
}

Analysis::AuditOptions CheckRun::optionsFor(qsizetype index) const
{
    return auditOptions(m_targets.list[index], m_request.audit, m_request.secretDays);
}

void CheckRun::check(Result &result, const Analysis::Snapshot &snapshot, const Analysis::AuditOptions &options) const
{
    // Its gaps are those of the supposed one as well.
    result.audit = Analysis::audit(snapshot, options, snapshot.readAt);
    if (!m_request.whatIf.isEmpty()) {
        suppose(result, snapshot, options);
    }
}

void CheckRun::suppose(Result &result, const Analysis::Snapshot &snapshot, const Analysis::AuditOptions &options) const
{
    auto whatIf = Session::whatIf(snapshot, m_request.whatIf, options, snapshot.readAt, result.audit.findings);
    if (!whatIf) {
        const QString happened = tr("Cannot be supposed of “%1”.").arg(snapshot.name);
        result.failure = usage(happened, whatIf.error().happened, whatIf.error().advice).value();
        result.audit = {};
        return;
    }
    result.notes += whatIf->notes;
    result.audit.findings = whatIf->then;
    result.whatIf = {snapshot.name, *std::move(whatIf), options.lock};
}

/// Once nothing more is read. A tenant as it would be has no past.
void CheckRun::learnTrends()
{
    if (!m_request.whatIf.isEmpty()) {
        return;
    }
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        Result &result = m_results[i];
        if (result.failure || (m_snapshots && !*m_snapshots)) {
            continue;
        }
        const Outcome<LockTrends> trends = m_snapshots
            ? lockTrends(**m_snapshots, Session::storedName(m_targets.list[i].profile), result.audit.findings,
                         result.readAt)
            : tl::make_unexpected(m_snapshots.error());
        if (trends) {
            result.trends = *trends;
        } else {
            result.notes.append(tr("no trend: %1").arg(textOf(trends.error())));
        }
    }
}

void CheckRun::report(qsizetype index) const
{
    const Result &result = m_results[index];
    if (result.failure) {
        Failure failure = *result.failure;
        if (m_targets.several) {
            failure.happened = nameOf(index) + u": "_s + failure.happened;
        }
        m_console.say(failure);
        return;
    }
    // The array of --json holds findings only: an application below Lock's bands has none.
    for (const Analysis::LockChange &change :
         m_request.json ? result.whatIf.of.counts : QList<Analysis::LockChange>()) {
        m_console.note(nameOf(index) + u": "_s + lineOf(change));
    }
    for (const QString &note : result.notes) {
        m_console.note(nameOf(index) + u": "_s + note);
    }
    for (const QString &line : m_request.json ? linesOf(result.sights) : QStringList()) {
        m_console.note(nameOf(index) + u": "_s + line);
    }
    for (const Analysis::Gap &gap : result.audit.gaps) {
        const QString what = gap.objects == 0 ? tr("not checked") : tr("not checked for %L1 objects").arg(gap.objects);
        m_console.note(u"%1: %2: %3 (%4)"_s.arg(nameOf(index), what, gap.reason, gap.checks.join(", "_L1)));
    }
}

void CheckRun::print() const
{
    if (m_request.json) {
        JsonArray array(m_console);
        for (qsizetype i = 0; i < m_results.size(); ++i) {
            for (const Domain::Finding &finding : m_results[i].audit.findings) {
                Json::Value value = Json::valueOf(finding, nameOf(i));
                const auto trend = m_results[i].trends.constFind(finding.subject.id);
                if (finding.check == Analysis::lockLimitCheck && trend != m_results[i].trends.cend()) {
                    value["trend"] = valueOf(*trend);
                }
                if (finding.check == Analysis::lockLimitCheck && m_request.probesLock) {
                    value["lock_sees"] = valueOf(m_results[i].sights, finding.subject.id);
                }
                array.add(Json::write(value));
            }
        }
        array.close();
        return;
    }
    const int widest = m_console.isTerminal() ? widestCell : 0;
    if (!m_request.whatIf.isEmpty()) {
        QList<TenantWhatIf> tenants;
        for (const Result &result : m_results) {
            tenants.append(result.whatIf);
        }
        m_console.write(text(tenants, m_targets.several, widest));
        return;
    }
    QList<TenantFindings> tenants;
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        const Result &result = m_results[i];
        tenants.append({nameOf(i), result.audit.findings, linesOf(result.sights),
                        linesOf(result.trends, result.audit.findings, result.readAt)});
    }
    m_console.write(text(tenants, m_targets.several, widest));
}

void CheckRun::conclude()
{
    m_console.progress({});
    if (m_snapshots && *m_snapshots && !(*m_snapshots)->setAside().isEmpty()) {
        m_console.note(setAsideNote((*m_snapshots)->setAside()));
    }
    const bool nothingRead = std::all_of(m_results.begin(), m_results.end(),
                                         [](const Result &result) { return result.failure.has_value(); });
    if (!nothingRead) {
        learnTrends();
        print();
        m_console.flush();
    }
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        report(i);
    }
    m_finish(exitCode());
}

ExitCode CheckRun::exitCode() const
{
    ExitCode code = ExitCode::Done;
    for (const Result &result : m_results) {
        for (const Domain::Finding &finding : result.audit.findings) {
            if (m_request.failOn && finding.severity >= *m_request.failOn && !finding.waiver) {
                return ExitCode::Findings;
            }
        }
        // A check that was not run must not look like one that found nothing. Auth0 says nothing where it leaves the
        // options of a connection out for want of a scope.
        const bool lacksOptions
            = std::any_of(result.audit.gaps.begin(), result.audit.gaps.end(),
                          [](const Analysis::Gap &gap) { return gap.need == Analysis::Need::Options; });
        if (lacksOptions && code == ExitCode::Done) {
            code = ExitCode::Authentication;
        }
        const std::optional<Failure> unseen = failureOf(result.sights);
        for (const auto *failure : {&result.failure, &result.incomplete, &unseen}) {
            if (*failure && code == ExitCode::Done) {
                code = (*failure)->code;
            }
        }
    }
    return code;
}

} // namespace Cli
