#include "cli/exportrun.h"

#include "cli/console.h"
#include "cli/exportselection.h"
#include "cli/jsonarray.h"
#include "cli/mapcost.h"
#include "cli/targetqueue.h"

#include "analysis/customerrounds.h"
#include "analysis/usercustomers.h"
#include "reports/exportchoice.h"
#include "reports/exportmaking.h"
#include "reports/exportplace.h"
#include "session/organizationparts.h"

#include <QDir>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Cli {

using Analysis::Need;

ExportRun::ExportRun(ExportRequest request, Targets targets, bool asks, Console &console, Finish finish,
                     QObject *parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_targets(std::move(targets))
    , m_console(console)
    , m_finish(std::move(finish))
    , m_queue(new TargetQueue(
          m_targets.list, asks, [this](qsizetype index, Api::ManagementClient &client) { read(index, client); },
          [this](qsizetype index, const Failure &why) {
              m_readings[index].failure = why;
              end();
          },
          this))
    , m_readings(m_targets.list.size())
    , m_left(m_targets.list.size())
{
    connect(&m_writing, &QFutureWatcherBase::finished, this, &ExportRun::print);
    m_queue->onInterrupt([this] { interrupt(); });
}

ExportRun::~ExportRun()
{
    m_stop.request_stop();
    m_writing.waitForFinished();
}

void ExportRun::start()
{
    // Reading may take minutes, for a place that is not to be had. Of several, the others are.
    const QString obstacle = m_targets.several
        ? QString()
        : Reports::exportObstacle(m_request.output, m_request.tool, m_request.isSelection());
    if (!obstacle.isEmpty()) {
        return refuse({ExitCode::Network, tr("The export was not written."), obstacle,
                       tr("Choose another folder with --output; nothing was read.")});
    }
    m_console.progress(tr("0 of %1 Auth0 tenants read").arg(m_readings.size()));
    m_queue->start();
}

/// What is being written takes itself back, and is told of then.
void ExportRun::interrupt()
{
    m_stop.request_stop();
    if (!m_writing.isRunning()) {
        refuse({ExitCode::Network, tr("The export was not written."), tr("It was interrupted."),
                tr("Start it again; nothing was left of it.")});
    }
}

void ExportRun::read(qsizetype index, Api::ManagementClient &client)
{
    m_readings[index].client = &client;
    const Target &target = m_targets.list.at(index);
    const bool isOfCustomer = !m_request.customer.isEmpty();
    // Applications are named wherever something refers to them.
    Analysis::Needs needs = Need::Applications | Need::Connections | Need::Options;
    if (m_request.wants(Query::Kind::Connections)) {
        needs |= Need::Map;
    }
    if (isOfCustomer || m_request.wants(Query::Kind::Organizations)) {
        needs |= Need::Organizations;
    }
    const bool looksAtUsers = !target.customers || !Analysis::metadataPlaces(*target.customers).isEmpty();
    needs.setFlag(Need::Users, isOfCustomer && looksAtUsers);
    auto *reading = new SnapshotReading(client, target.profile, needs, true, this,
                                        [this, index](const Outcome<ReadSnapshot> &read) {
                                            if (read) {
                                                m_readings[index].read = *read;
                                            } else {
                                                m_readings[index].failure = read.error();
                                            }
                                            end();
                                        });
    reading->setExtras(Need::Users);
    tellMapCost(*reading, target.profile.name, m_console);
    reading->start();
}

void ExportRun::end()
{
    --m_left;
    m_console.progress(tr("%1 of %2 Auth0 tenants read").arg(m_readings.size() - m_left).arg(m_readings.size()));
    m_queue->next();
    if (m_left == 0) {
        choose();
    }
}

void ExportRun::choose()
{
    const QString key = Domain::customerKeyOf(m_request.customer);
    QList<Analysis::CustomerAnswer> answers(m_readings.size());
    if (!m_request.customer.isEmpty()) {
        QList<Analysis::CustomerQuestion> questions;
        for (qsizetype i = 0; i < m_readings.size(); ++i) {
            Reading &reading = m_readings[i];
            const Target &target = m_targets.list.at(i);
            if (reading.read) {
                // One that is not saved has no id of its own: its place in the list stands for it.
                reading.read->snapshot.tenant = Domain::TenantId(QString::number(i));
            }
            questions.append({reading.read ? &reading.read->snapshot : nullptr, target.customers,
                              reading.read ? reading.read->ownApplication : QString()});
        }
        answers = Analysis::customersOfAll(questions);
    }
    QStringList unknown;
    bool isFound = m_request.customer.isEmpty();
    for (qsizetype i = 0; i < m_readings.size(); ++i) {
        Reading &reading = m_readings[i];
        if (!reading.read) {
            continue;
        }
        reading.incomplete = reading.read->incomplete;
        const auto &shares = answers.at(i).customers.shares;
        const auto share = shares.find(key);
        if (m_request.customer.isEmpty() || share != shares.end()) {
            isFound = true;
            reading.input = selected(m_request, reading.read->snapshot,
                                     m_request.customer.isEmpty() ? nullptr : &share->second, unknown);
        }
    }
    unknown.removeDuplicates();
    for (const QString &text : std::as_const(unknown)) {
        m_console.note(text);
    }
    const bool isAnyRead
        = std::ranges::any_of(m_readings, [](const Reading &reading) { return reading.read.has_value(); });
    if (isAnyRead && !isFound) {
        return refuse({ExitCode::Usage, tr("There is no customer “%1”.").arg(m_request.customer),
                       tr("No rule finds one of this name in the Auth0 tenants that were read."),
                       tr("tenantry-cli customers lists them.")});
    }
    // Where something could not be read, that is why there is nothing, and it is told at the end.
    const bool isAllRead = std::ranges::all_of(
        m_readings, [](const Reading &reading) { return reading.read.has_value() && !reading.incomplete; });
    if (!dropEmpty() && isAllRead) {
        return refuse({ExitCode::Usage, tr("Nothing was exported."),
                       m_request.isFiltered() ? tr("No object matches what was asked for.")
                                              : tr("There is no application, connection or organization."),
                       tr("tenantry-cli list shows what there is, and takes the same filters with --where. What lies "
                          "in the folder was left as it is.")});
    }
    readParts();
}

/// An Auth0 tenant of which nothing was chosen gets no folder: in the place of an earlier export it would be that one
/// lost. Whether there is something left to export.
bool ExportRun::dropEmpty()
{
    bool isAnything = false;
    for (qsizetype i = 0; i < m_readings.size(); ++i) {
        std::optional<Reports::ExportInput> &input = m_readings[i].input;
        if (input && input->applications.isEmpty() && input->connections.isEmpty() && input->organizations.isEmpty()) {
            input.reset();
            m_readings[i].isEmpty = true;
        }
        isAnything = isAnything || input;
    }
    return isAnything;
}

void ExportRun::refuse(const Failure &failure)
{
    m_console.progress({});
    m_console.say(failure);
    m_finish(failure.code);
}

void ExportRun::readParts()
{
    m_left = 1;
    for (qsizetype i = 0; i < m_readings.size(); ++i) {
        if (!m_readings.at(i).input) {
            continue;
        }
        ++m_left;
        auto *parts = new Session::OrganizationPartsReading(
            *m_readings.at(i).client, Reports::organizationIds(*m_readings.at(i).input), this,
            [this, i](const Api::Outcome<Session::ReadParts> &read) {
                Reading &reading = m_readings[i];
                if (!read) {
                    reading.failure = failureOf(read.error());
                    reading.input.reset();
                } else {
                    reading.input->parts = read->parts;
                    if (!reading.incomplete && read->incomplete) {
                        reading.incomplete = failureOf(*read->incomplete);
                    }
                }
                endParts();
            });
        connect(parts, &Session::OrganizationPartsReading::progressed, this,
                [this, i](qsizetype read, qsizetype total) {
                    m_console.progress(nameOf(i) + u": "_s + tr("%L1 of %L2 organizations read").arg(read).arg(total));
                });
        parts->start();
    }
    endParts();
}

void ExportRun::endParts()
{
    if (--m_left == 0) {
        write();
    }
}

void ExportRun::write()
{
    QList<std::pair<qsizetype, Reports::ExportInput>> inputs;
    for (qsizetype i = 0; i < m_readings.size(); ++i) {
        if (m_readings.at(i).input) {
            inputs.append({i, *m_readings.at(i).input});
            inputs.last().second.stop = m_stop.get_token();
        }
    }
    QList<QString> paths;
    Reports::ExportFileNames names;
    for (qsizetype i = 0; i < m_readings.size(); ++i) {
        const QString name = names.unique(nameOf(i));
        paths.append(m_targets.several ? QDir(m_request.output).filePath(name) : m_request.output);
    }
    m_writing.setFuture(QtConcurrent::run([inputs, paths, tool = m_request.tool] {
        QList<Done> all;
        for (const auto &[index, input] : inputs) {
            all.append(written(input, tool, paths.at(index)));
            all.last().index = index;
        }
        return all;
    }));
}

/// Runs on a worker.
ExportRun::Done ExportRun::written(const Reports::ExportInput &input, ExportTool tool, const QString &path)
{
    using End = Reports::MadeExport::End;
    const Reports::MadeExport made = Reports::makeExport(input, tool, path);
    Done done;
    done.exported = {input.tenant, path, made.folder};
    done.isWritten = made.end == End::Written;
    if (made.end == End::NothingLeft) {
        done.failure = Failure{ExitCode::Usage, tr("Nothing was exported."), tr("All that was chosen was left out."),
                               tr("See why above. What lies in the folder was left as it was.")};
    } else if (made.end == End::Stopped) {
        done.failure = Failure{ExitCode::Network, tr("The export was not written."), tr("It was interrupted."),
                               tr("Start it again; nothing was left of it.")};
    } else if (made.end == End::Refused) {
        done.failure = Failure{ExitCode::Network, tr("The export was not written."), made.why,
                               tr("Choose another folder with --output; nothing was left half written.")};
    }
    return done;
}

void ExportRun::say(qsizetype index, Failure failure)
{
    if (m_targets.several) {
        failure.happened = nameOf(index) + u": "_s + failure.happened;
    }
    m_console.say(failure);
}

void ExportRun::print()
{
    m_console.progress({});
    JsonArray array(m_console);
    const QList<Done> all = m_writing.result();
    for (const Done &done : all) {
        if (done.isWritten && m_request.json) {
            printExport(done.exported, m_request.tool, array);
        } else if (done.isWritten) {
            printExport(done.exported, m_request.tool, m_console);
        }
    }
    if (m_request.json && std::ranges::any_of(all, &Done::isWritten)) {
        array.close();
    }
    m_console.flush();
    ExitCode code = ExitCode::Done;
    const auto tell = [this, &code](qsizetype index, const std::optional<Failure> &failure) {
        if (failure) {
            say(index, *failure);
            code = code == ExitCode::Done ? failure->code : code;
        }
    };
    for (const Done &done : all) {
        if (done.failure && done.failure->code != ExitCode::Usage) {
            tell(done.index, done.failure);
        }
    }
    for (qsizetype i = 0; i < m_readings.size(); ++i) {
        const Reading &reading = m_readings.at(i);
        tell(i, reading.failure);
        tell(i, reading.incomplete);
        if (reading.read) {
            for (const QString &line : reading.read->notes) {
                m_console.note(nameOf(i) + u": "_s + line);
            }
        }
        if (reading.isEmpty) {
            m_console.note(tr("%1: nothing matches what was asked for; no folder was written.").arg(nameOf(i)));
        }
    }
    // Last: a scope that is missing is why everything was left out.
    for (const Done &done : all) {
        if (done.failure && done.failure->code == ExitCode::Usage) {
            noteLeftOut(done.exported.folder.leftOut, m_console);
            tell(done.index, done.failure);
        }
    }
    m_finish(code);
}

} // namespace Cli
