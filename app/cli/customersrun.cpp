#include "cli/customersrun.h"

#include "cli/auditchoice.h"
#include "cli/console.h"
#include "cli/customerswanted.h"
#include "cli/mapcost.h"
#include "cli/profiles.h"
#include "cli/snapshotaccess.h"
#include "cli/targetqueue.h"
#include "cli/translation.h"

#include "analysis/audit.h"
#include "analysis/customerrounds.h"
#include "session/connectionmap.h"
#include "session/secretages.h"
#include "settings/paths.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"
#include "settings/usercountstore.h"

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

using Analysis::Need;

/// What checks may need and the reading of a tenant does not tell: `check` has options for it.
constexpr Analysis::Needs unasked = Need::Plan | Need::Baseline | Need::Credentials | Need::SecretHistory;

/// How many connections each application shows in Lock, as its table tells it.
void putLockCounts(Analysis::Snapshot &snapshot)
{
    if (!snapshot.enabled || !snapshot.applications || !snapshot.connections) {
        return;
    }
    Session::ConnectionMap map;
    for (auto one = snapshot.enabled->cbegin(); one != snapshot.enabled->cend(); ++one) {
        for (const QString &connection : *one) {
            map.insert(Domain::ApplicationId(one.key()), Domain::ConnectionId(connection));
        }
    }
    snapshot.applications
        = Session::withMap(Query::Kind::Applications, *snapshot.applications, *snapshot.connections, map);
}

} // namespace

CustomersRun::CustomersRun(CustomersRequest request, Targets targets, bool asks, Console &console, Finish finish,
                           QObject *parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_targets(std::move(targets))
    , m_console(console)
    , m_finish(std::move(finish))
    , m_queue(new TargetQueue(
          m_targets.list, asks, [this](qsizetype index, Api::ManagementClient &client) { read(index, client); },
          [this](qsizetype index, const Failure &why) {
              m_results[index].failure = why;
              end();
          },
          this))
    , m_results(m_targets.list.size())
{
    m_queue->onInterrupt([this] { interrupt(); });
}

void CustomersRun::start()
{
    m_console.progress(tr("0 of %1 Auth0 tenants read").arg(m_results.size()));
    m_queue->start();
}

void CustomersRun::interrupt()
{
    if (m_count) {
        return m_count->cancel();
    }
    m_console.progress({});
    m_console.say({ExitCode::Network, tr("The customers were not found."), tr("It was interrupted."),
                   tr("Start it again; nothing was changed.")});
    m_finish(ExitCode::Network);
}

void CustomersRun::read(qsizetype index, Api::ManagementClient &client)
{
    const Target &target = m_targets.list[index];
    m_results[index].client = &client;
    // As `check` does it: the keys of applications take a request each.
    Analysis::Needs more = m_request.countsFindings ? Analysis::needsOf({}) : Analysis::Needs();
    more.setFlag(Need::Credentials, false);
    auto *reading = new SnapshotReading(client, target.profile, customerNeeds(target) | more, true, this,
                                        [this, index](const Outcome<ReadSnapshot> &read) {
                                            if (read) {
                                                m_results[index].read = *read;
                                            } else {
                                                m_results[index].failure = read.error();
                                            }
                                            end();
                                        });
    // Proposals are better with them.
    reading->setExtras(Need::Map | Need::Users | (more & ~customerNeeds(target)));
    tellMapCost(*reading, target.profile.name, m_console);
    reading->start();
}

void CustomersRun::end()
{
    m_console.progress(tr("%1 of %2 Auth0 tenants read").arg(++m_ended).arg(m_results.size()));
    m_queue->next();
    if (m_ended == m_results.size()) {
        conclude();
    }
}

void CustomersRun::findCustomers()
{
    QList<Analysis::CustomerQuestion> questions;
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        const Target &target = m_targets.list.at(i);
        const std::optional<ReadSnapshot> &read = m_results.at(i).read;
        questions.append({read ? &read->snapshot : nullptr, target.customers, read ? read->ownApplication : QString()});
    }
    const QList<Analysis::CustomerAnswer> answers = Analysis::customersOfAll(questions);
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        m_results[i].rules = answers.at(i).rules;
        m_results[i].customers = answers.at(i).customers;
    }
}

void CustomersRun::merge()
{
    // A tenant that is not saved has no id of its own: its place in the list stands for it.
    std::map<Domain::TenantId, const Analysis::TenantCustomers *> tenants;
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        if (m_results.at(i).read) {
            tenants.emplace(Domain::TenantId(QString::number(i)), &m_results.at(i).customers);
        }
    }
    m_customers = Analysis::mergedCustomers(tenants);
}

/// After the users, which may name more customers.
void CustomersRun::countFindings()
{
    const OpenedStore snapshots = openSnapshotsIfAny();
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        Result &result = m_results[i];
        if (!result.read) {
            continue;
        }
        const Target &target = m_targets.list.at(i);
        Analysis::Snapshot &snapshot = result.read->snapshot;
        snapshot.plan = target.profile.plan;
        Session::addSecretAges(snapshot, knownSecrets(snapshots, target.profile));
        auto audit = std::make_shared<const Analysis::AuditResult>(
            Analysis::audit(snapshot, auditOptions(target, {}), snapshot.readAt));
        putLockCounts(snapshot);
        result.tallies = Session::talliesOf(snapshot, result.customers, std::move(audit));
    }
}

/// What the reader of the result should know; the code that it ends with.
ExitCode CustomersRun::report() const
{
    ExitCode code = ExitCode::Done;
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        const Result &result = m_results.at(i);
        const Target &target = m_targets.list.at(i);
        const QString name = target.profile.name;
        if (result.failure) {
            Failure failure = *result.failure;
            failure.happened = m_targets.several ? name + u": "_s + failure.happened : failure.happened;
            m_console.say(failure);
            code = code == ExitCode::Done ? failure.code : code;
            continue;
        }
        for (const QString &note : result.read->notes) {
            m_console.note(name + u": "_s + note);
        }
        if (result.read->incomplete) {
            m_console.say(*result.read->incomplete);
            code = code == ExitCode::Done ? result.read->incomplete->code : code;
        }
        if (result.counts) {
            noteCounts(result, name);
            if (!result.counts->membersNotCounted.isEmpty()) { // asked for, and Auth0 did not tell
                code = code == ExitCode::Done ? ExitCode::Network : code;
            }
        } else if (result.notCounted) {
            Failure failure = *result.notCounted;
            failure.happened = name + u": "_s + failure.happened;
            m_console.say(failure);
            code = code == ExitCode::Done ? failure.code : code;
        }
        if (!target.customers) {
            m_console.note(
                result.rules.isEmpty()
                    ? tr("%1: nobody decided on customer rules, and neither names nor metadata propose any.").arg(name)
                    : tr("%1: nobody decided on customer rules; names and metadata propose these.").arg(name));
        }
        for (const Analysis::Gap &gap : result.tallies ? result.tallies->audit->gaps : QList<Analysis::Gap>()) {
            if (!unasked.testFlag(gap.need)) {
                m_console.note(name + u": "_s + tr("findings may be missing: %1").arg(gap.reason));
            }
        }
        if (const auto contested = result.customers.contested.size(); contested > 0 && !m_request.unclaimed) {
            m_console.note(name + u": "_s
                           + (contested == 1
                                  ? tr("1 object is claimed by several customers and counted for none; --unclaimed "
                                       "names it.")
                                  : tr("%L1 objects are claimed by several customers and counted for none; --unclaimed "
                                       "names them.")
                                        .arg(contested)));
        }
    }
    // Of tenants that were not read whole nobody can tell.
    const bool isSought = code == ExitCode::Done && !m_request.name.isEmpty() && !m_request.unclaimed;
    if (const auto nobody = isSought ? noSuchCustomer(m_customers, m_request.name) : std::nullopt) {
        m_console.say(*nobody);
        code = nobody->code;
    }
    return code;
}

void CustomersRun::countUsers()
{
    QList<CountTask> tasks;
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        const Result &result = m_results.at(i);
        if (result.read && result.client && (!m_exports || m_exports->contains(i))) {
            tasks.append({i, result.client, Analysis::UserCustomers(result.customers, result.rules),
                          m_request.countsMembers ? Session::heldByOrganizations(result.customers, result.rules)
                                                  : Session::HeldByOrganizations()});
        }
    }
    if (tasks.isEmpty()) {
        keepCounts();
        return print();
    }
    m_count = new UserCount(
        tasks, m_console,
        [this](const UserCount::Outcomes &outcomes, bool wasInterrupted) { takeCounts(outcomes, wasInterrupted); },
        this);
    m_count->start();
}

void CustomersRun::takeCounts(const UserCount::Outcomes &outcomes, bool wasInterrupted)
{
    for (const auto &[target, outcome] : outcomes) {
        Result &result = m_results[target];
        if (wasInterrupted && !outcome) {
            m_console.say(outcome.error());
            return m_finish(outcome.error().code);
        }
        if (!outcome) {
            result.notCounted = outcome.error();
            continue;
        }
        result.counts = *outcome;
        result.customers = Analysis::customersOf(result.read->snapshot, result.rules,
                                                 Analysis::namedByCounts(*outcome, result.rules));
    }
    keepCounts();
    print();
}

/// Reports and the window tell them too. That they are not kept is said, and no failure: they are printed.
void CustomersRun::keepCounts()
{
    const Outcome<SavedProfiles> saved = openProfiles();
    if (!saved) {
        return m_console.note(saved.error().why);
    }
    Settings::UserCountStore store(Settings::Paths::standard().userCounts(), *saved->profiles);
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        const auto &counts = m_results.at(i).counts;
        if (!counts) {
            continue;
        }
        const Domain::TenantProfile &profile = m_targets.list.at(i).profile;
        const auto before = store.ofNamed(profile);
        Domain::UserCounts all = *counts;
        if (counts->countedAt.isValid()) {
            all = Session::withEarlier(all, before.get());
        } else if (before) {
            all = *before;
            for (const auto &[key, found] : counts->found) {
                all.found.insert_or_assign(key, found);
            }
        }
        if (const auto kept = store.setNamed(profile, all); !kept) {
            m_console.note(kept.error().message);
        }
    }
}

void CustomersRun::noteCounts(const Result &result, const QString &tenant) const
{
    const Domain::UserCounts &counts = *result.counts;
    if (!counts.countedAt.isValid()) {
        return m_console.note(tenant + u": "_s
                              + tr("Users were counted by Auth0's search, which learns of changes some moments later, "
                                   "and counts those too whom another customer claims."));
    }
    const QString told = tr("%L1 users counted, %L2 of no customer, %L3 of several.");
    m_console.note(tenant + u": "_s + told.arg(counts.users).arg(counts.nobody).arg(counts.several));
    if (counts.unreadable > 0) {
        m_console.note(tenant + u": "_s + tr("%L1 lines of the export could not be read.").arg(counts.unreadable));
    }
    if (!counts.membersNotCounted.isEmpty()) {
        m_console.note(
            tr("%1: The members of organizations were not counted: %2").arg(tenant, counts.membersNotCounted));
    }
    const auto held = Session::heldByOrganizations(result.customers, result.rules);
    if (!held.empty() && !m_request.countsMembers) {
        m_console.note(tenant + u": "_s
                       + (held.size() == 1
                              ? tr("1 customer is held by organizations alone, of which an export tells nothing; "
                                   "--count-members asks for each organization.")
                              : tr("%L1 customers are held by organizations alone, of which an export tells nothing; "
                                   "--count-members asks for each organization.")
                                    .arg(held.size())));
    }
}

void CustomersRun::conclude()
{
    m_console.progress({});
    findCustomers();
    if (!m_request.countsUsers) {
        return print();
    }
    m_request.name.isEmpty() ? countUsers() : searchUsers();
}

void CustomersRun::print()
{
    if (std::any_of(m_results.begin(), m_results.end(), [](const Result &result) { return result.read.has_value(); })) {
        merge();
        if (m_request.countsFindings && !m_request.unclaimed) {
            countFindings();
        }
        m_request.unclaimed ? printUnclaimed() : printCustomers();
        m_console.flush();
    }
    m_finish(report());
}

} // namespace Cli
