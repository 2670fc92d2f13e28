#include "cli/listrun.h"

#include "cli/console.h"
#include "cli/mapreading.h"
#include "cli/targetqueue.h"

#include <QCoreApplication>

#include <algorithm>

namespace Cli {

namespace {

/// Why a listing ended before its end.
QString reasonOf(Api::Extent::End end)
{
    switch (end) {
    case Api::Extent::End::Complete:
        break;
    case Api::Extent::End::Capped:
        return ListRun::tr("Auth0 gives no more of this list.");
    case Api::Extent::End::RepeatedCursor:
        return ListRun::tr("Auth0 named the same next page twice.");
    case Api::Extent::End::Short:
        return ListRun::tr("Auth0 announced more than it gave; try again.");
    }
    return {};
}

} // namespace

ListRun::ListRun(ListRequest request, Targets targets, bool asks, std::unique_ptr<RecordOutput> output,
                 Console &console, Finish finish, QObject *parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_unknown(m_request.filter)
    , m_targets(std::move(targets))
    , m_console(console)
    , m_finish(std::move(finish))
    , m_output(std::move(output))
    , m_queue(new TargetQueue(
          m_targets.list, asks, [this](qsizetype index, Api::ManagementClient &client) { read(index, client); },
          [this](qsizetype index, const Failure &why) { fail(index, why); }, this))
    , m_readings(m_targets.list.size())
{ }

ListRun::~ListRun() = default;

void ListRun::start()
{
    showProgress();
    m_queue->start();
}

void ListRun::read(qsizetype index, Api::ManagementClient &client)
{
    const auto onRecords = [this, index](const QList<Query::RecordPtr> &records) { accept(index, records); };
    const auto onEnd = [this, index](const Api::Outcome<Api::Extent> &outcome) { end(index, outcome); };
    const Domain::TenantProfile &profile = m_targets.list[index].profile;
    if (m_request.needsMap()) {
        (new MapReading(client, profile, m_request.kind, this, onRecords, onEnd))->start();
    } else {
        readKind(client, profile, m_request.kind, this, onRecords, onEnd, {m_request.strategies, m_request.query});
    }
}

void ListRun::accept(qsizetype index, const QList<Query::RecordPtr> &records)
{
    Reading &reading = m_readings[index];
    reading.extent.read += records.size();
    for (const Query::RecordPtr &record : records) {
        m_unknown.look(*record);
        if (m_request.filter.matches(*record)) {
            reading.held.append(record);
            ++reading.matched;
        }
    }
    print();
    showProgress();
}

void ListRun::end(qsizetype index, const Api::Outcome<Api::Extent> &outcome)
{
    if (!outcome) {
        return fail(index, failureOf(outcome.error()));
    }
    m_readings[index].extent = *outcome;
    m_readings[index].ended = true;
    print();
    m_queue->next();
}

void ListRun::fail(qsizetype index, const Failure &failure)
{
    m_readings[index].failure = failure;
    m_readings[index].ended = true;
    print();
    m_queue->next();
}

void ListRun::print()
{
    while (!m_concluded && m_printed < m_readings.size()) {
        Reading &reading = m_readings[m_printed];
        for (const Query::RecordPtr &record : std::exchange(reading.held, {})) {
            if (!m_output->add(nameOf(m_printed), *record)) {
                return conclude();
            }
        }
        if (!reading.ended) {
            return;
        }
        report(m_printed++);
    }
    if (m_printed == m_readings.size()) {
        conclude();
    }
}

void ListRun::report(qsizetype index)
{
    const Reading &reading = m_readings[index];
    if (reading.failure) {
        Failure failure = *reading.failure;
        if (m_targets.several) {
            failure.happened = nameOf(index) + QStringLiteral(": ") + failure.happened;
        }
        if (reading.extent.read > 0) {
            failure.happened += u' ' + tr("The list is incomplete.");
        }
        m_console.say(failure);
    } else if (reading.extent.isPartial()) {
        m_console.note(tr("%1: %2: %3. %4")
                           .arg(nameOf(index), Query::wordFor(m_request.kind), reading.extent.text(),
                                reasonOf(reading.extent.end)));
    }
}

void ListRun::conclude()
{
    if (std::exchange(m_concluded, true)) {
        return;
    }
    m_queue->stop();
    m_console.progress({});
    const auto failed = std::count_if(m_readings.begin(), m_readings.end(),
                                      [](const Reading &reading) { return reading.failure.has_value(); });
    const bool nothingRead = failed == m_readings.size()
        && std::all_of(m_readings.begin(), m_readings.end(),
                       [](const Reading &reading) { return reading.extent.read == 0; });
    m_output->close(nothingRead);
    if (const QString unknown = m_unknown.text(); !unknown.isEmpty()) {
        m_console.note(unknown);
    }
    const auto first = std::find_if(m_readings.begin(), m_readings.end(),
                                    [](const Reading &reading) { return reading.failure.has_value(); });
    m_finish(first == m_readings.end() ? ExitCode::Done : first->failure->code);
}

void ListRun::showProgress()
{
    if (m_concluded) {
        return;
    }
    qint64 read = 0;
    for (const Reading &reading : std::as_const(m_readings)) {
        read += reading.extent.read;
    }
    m_console.progress(tr("%L1 %2 read, %3 of %4 Auth0 tenants done")
                           .arg(read)
                           .arg(Query::wordFor(m_request.kind))
                           .arg(m_printed)
                           .arg(m_readings.size()));
}

} // namespace Cli
