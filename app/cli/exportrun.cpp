#include "cli/exportrun.h"

#include "cli/console.h"
#include "cli/exportselection.h"
#include "cli/jsonarray.h"
#include "cli/mapcost.h"
#include "cli/targetqueue.h"

#include "analysis/customerrounds.h"
#include "reports/deployexport.h"
#include "reports/exportchoice.h"
#include "reports/terraformexport.h"
#include "session/organizationparts.h"
#include "json/mask.h"

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
}

ExportRun::~ExportRun()
{
    m_writing.waitForFinished();
}

void ExportRun::start()
{
    m_console.progress(tr("0 of %1 Auth0 tenants read").arg(m_readings.size()));
    m_queue->start();
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
    const auto looksAtUsers
        = [](const Domain::CustomerRule &rule) { return rule.kind == Domain::CustomerRule::Kind::AppMetadata; };
    needs.setFlag(Need::Users,
                  isOfCustomer && (!target.customers || std::ranges::any_of(target.customers->rules, looksAtUsers)));
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
            questions.append(
                {reading.read ? &reading.read->snapshot : nullptr, target.customers, target.profile.clientId});
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
    for (const QString &text : unknown) {
        m_console.note(text);
    }
    const bool isAnyRead
        = std::ranges::any_of(m_readings, [](const Reading &reading) { return reading.read.has_value(); });
    if (isAnyRead && !isFound) {
        m_console.progress({});
        m_console.say({ExitCode::Usage, tr("There is no customer “%1”.").arg(m_request.customer),
                       tr("No rule finds one of this name in the Auth0 tenants that were read."),
                       tr("tenantry-cli customers lists them.")});
        return m_finish(ExitCode::Usage);
    }
    readParts();
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
                    m_console.progress(tr("%1: %L2 of %L3 organizations read").arg(nameOf(i)).arg(read).arg(total));
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
        }
    }
    QList<QString> paths;
    Reports::ExportFileNames names;
    for (qsizetype i = 0; i < m_readings.size(); ++i) {
        const QString name = names.unique(nameOf(i));
        paths.append(m_targets.several ? QDir(m_request.output).filePath(name) : m_request.output);
    }
    m_writing.setFuture(QtConcurrent::run([inputs, paths, format = m_request.format] {
        const Json::SecretKeys secrets = Json::SecretKeys::fromResource();
        QList<Done> all;
        for (const auto &[index, input] : inputs) {
            Done done;
            done.index = index;
            const Reports::ExportFolder folder = format == ExportFormat::DeployCli
                ? Reports::deployFolder(input, secrets)
                : Reports::terraformFolder(input, secrets);
            if (const auto written = Reports::writeExportFolder(folder.files, paths.at(index)); written) {
                done.folder = ExportedFolder{input.tenant, paths.at(index), folder};
            } else {
                done.failure = Failure{ExitCode::Network, tr("The export was not written."), written.error(),
                                       tr("Choose another folder with --output; nothing was left half written.")};
            }
            all.append(done);
        }
        return all;
    }));
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
    ExitCode code = ExitCode::Done;
    const auto note = [&code](const Failure &failure) { code = code == ExitCode::Done ? failure.code : code; };
    JsonArray array(m_console);
    const QList<Done> written = m_writing.result();
    for (const Done &done : written) {
        if (done.folder && m_request.json) {
            printExport(*done.folder, m_request.format, array);
        } else if (done.folder) {
            printExport(*done.folder, m_request.format, m_console);
        }
    }
    if (m_request.json && (!written.isEmpty() && std::ranges::any_of(written, [](const Done &done) {
            return done.folder.has_value();
        }))) {
        array.close();
    }
    m_console.flush();
    for (const Done &done : written) {
        if (done.failure) {
            say(done.index, *done.failure);
            note(*done.failure);
        }
    }
    for (qsizetype i = 0; i < m_readings.size(); ++i) {
        const Reading &reading = m_readings.at(i);
        for (const Failure *failure :
             {reading.failure ? &*reading.failure : nullptr, reading.incomplete ? &*reading.incomplete : nullptr}) {
            if (failure != nullptr) {
                say(i, *failure);
                note(*failure);
            }
        }
        if (reading.read) {
            for (const QString &line : reading.read->notes) {
                m_console.note(nameOf(i) + u": "_s + line);
            }
        }
    }
    m_finish(code);
}

} // namespace Cli
