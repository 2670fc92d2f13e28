#include "cli/diffrun.h"

#include "cli/console.h"
#include "cli/diffoutput.h"
#include "cli/mapcost.h"
#include "cli/snapshotaccess.h"
#include "cli/targetqueue.h"

#include "session/storedstate.h"

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

using Analysis::Need;
using Store::Part;

constexpr std::pair<Need, Part> parts[] = {
    {Need::Settings, Part::Settings},           {Need::Applications, Part::Applications},
    {Need::Connections, Part::Connections},     {Need::Map, Part::Enabled},
    {Need::Organizations, Part::Organizations}, {Need::OrganizationConnections, Part::OrganizationConnections},
};

} // namespace

DiffRun::DiffRun(DiffSide before, DiffSide after, Wish wish, Console &console, Finish finish, QObject *parent)
    : QObject(parent)
    , m_sides{std::move(before), std::move(after)}
    , m_wish(wish)
    , m_console(console)
    , m_finish(std::move(finish))
{ }

void DiffRun::start()
{
    QList<Target> targets;
    for (std::size_t side = 0; side < m_sides.size(); ++side) {
        if (m_sides.at(side).live) {
            m_read.append(side);
            targets.append(*m_sides.at(side).live);
        }
    }
    if (targets.isEmpty()) {
        return conclude();
    }
    m_console.progress(tr("0 of %1 Auth0 tenants read").arg(targets.size()));
    m_queue = new TargetQueue(
        targets, m_wish.asks,
        [this](qsizetype index, Api::ManagementClient &client) { read(m_read.at(index), &client); },
        [this](qsizetype index, const Failure &why) { read(m_read.at(index), tl::make_unexpected(why)); }, this);
    m_queue->start();
}

/// What the other side has; where that is read too, everything.
Analysis::Needs DiffRun::needsOf(std::size_t side) const
{
    const DiffSide &other = m_sides.at(1 - side);
    Analysis::Needs needs;
    for (const auto &[need, part] : parts) {
        needs.setFlag(need, other.live.has_value() || other.state.part(part).isRead);
    }
    return needs;
}

void DiffRun::read(std::size_t side, const Outcome<Api::ManagementClient *> &client)
{
    if (!client) {
        return take(side, tl::make_unexpected(client.error()));
    }
    const Domain::TenantProfile &profile = m_sides.at(side).live->profile;
    auto *reading = new SnapshotReading(**client, profile, needsOf(side), false, this,
                                        [this, side](const Outcome<ReadSnapshot> &read) { take(side, read); });
    tellMapCost(*reading, profile.name, m_console);
    reading->start();
}

void DiffRun::take(std::size_t side, const Outcome<ReadSnapshot> &read)
{
    const Domain::TenantProfile &profile = m_sides.at(side).live->profile;
    if (read) {
        Session::ComparedState &state = m_sides.at(side).state;
        state.tenant = Session::storedName(profile);
        state.name = profile.name;
        state.title = tr("%1, now").arg(profile.name);
        state.held = Session::storedState(read->snapshot, state.tenant, read->snapshot.readAt, read->notWhole);
        if (!read->moved.isEmpty()) {
            m_notes.append(profile.name + u": "_s + read->moved);
        }
        if (read->incomplete && m_code == ExitCode::Done) {
            m_code = read->incomplete->code;
        }
    } else if (!m_failure) {
        m_failure = read.error();
    }
    m_console.progress(tr("%1 of %2 Auth0 tenants read").arg(++m_ended).arg(m_read.size()));
    m_queue->next();
    if (m_ended == m_read.size()) {
        conclude();
    }
}

void DiffRun::conclude()
{
    m_console.progress({});
    if (m_failure) {
        m_console.say(*m_failure);
        return end(m_failure->code);
    }
    const auto differences
        = Session::compareStates(m_sides[0].state, m_sides[1].state, Json::SecretKeys::fromResource());
    if (!differences) {
        const Failure failure = failureOf(differences.error());
        m_console.say(failure);
        return end(failure.code);
    }
    printDifferences(*differences, m_sides[0].state, m_sides[1].state, m_wish.json, m_console);
    m_console.flush();
    for (const QString &note : m_notes + differences->notCompared) {
        m_console.note(note);
    }
    if (m_wish.failOnDifference && !differences->objects.isEmpty()) {
        m_code = ExitCode::Findings;
    }
    end(m_code);
}

void DiffRun::end(ExitCode code)
{
    deleteLater();
    m_finish(code);
}

} // namespace Cli
