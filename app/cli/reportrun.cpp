#include "cli/reportrun.h"

#include "cli/console.h"
#include "cli/jsonarray.h"
#include "cli/mapcost.h"
#include "cli/reportgathering.h"
#include "cli/targetqueue.h"

#include "analysis/usercustomers.h"
#include "reports/customerfiles.h"
#include "reports/glyphcheck.h"
#include "reports/onecustomer.h"
#include "json/value.h"

#include <QDir>
#include <QtConcurrent>

#include <cerrno>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

using Analysis::Need;

/// `done`: files of the same run, which are whole.
Failure unwritten(const QString &path, const Reports::WriteProblem &problem, qsizetype done = 0)
{
    if (problem.kind == Reports::WriteProblem::Kind::Stopped) {
        return {ExitCode::Network,
                done > 0 ? ReportRun::tr("Not all reports were written.")
                         : ReportRun::tr("The report was not written."),
                ReportRun::tr("It was interrupted."),
                done > 0 ? ReportRun::tr("Start it again. Files that are there, each whole: %L1.").arg(done)
                         : ReportRun::tr("Start it again; nothing was left of it.")};
    }
    return {ExitCode::Network,
            path.isEmpty() ? ReportRun::tr("The report could not be written.")
                           : ReportRun::tr("“%1” could not be written.").arg(path),
            problem.why,
            done > 0 ? ReportRun::tr("Choose another place, or make room there. Files that are there, each whole: %L1.")
                           .arg(done)
                     : ReportRun::tr("Choose another place, or make room there; nothing was left half written.")};
}

} // namespace

ReportRun::ReportRun(ReportRequest request, Targets targets, bool asks, Console &console, Finish finish,
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
    connect(&m_writing, &QFutureWatcher<Done>::finished, this, &ReportRun::take);
    m_queue->onInterrupt([this] { interrupt(); });
    m_shown.setInterval(200); // ms
    connect(&m_shown, &QTimer::timeout, this,
            [this] { m_console.progress(tr("%L1 rows written").arg(m_rows.load())); });
}

ReportRun::~ReportRun()
{
    m_stop.request_stop();
    m_writing.waitForFinished();
}

void ReportRun::start()
{
    m_console.progress(tr("0 of %1 Auth0 tenants read").arg(m_results.size()));
    m_queue->start();
}

Analysis::Needs ReportRun::needsOf(const Target &target) const
{
    Analysis::Needs needs = Reports::needsOf(m_request.definition);
    const bool asksForCustomers = m_request.eachCustomer || !m_request.definition.customer.isEmpty()
        || m_request.definition.sections.contains(u"customers"_s)
        || m_request.definition.sections.contains(u"summary"_s);
    if (m_request.eachCustomer) {
        needs |= Need::Applications | Need::Connections | Need::Organizations;
    }
    if (m_request.definition.listsUsers) {
        needs |= Need::Users;
    }
    if (asksForCustomers) {
        // Rules on app_metadata find customers in users; proposals are better with them.
        const bool looksAtUsers = !target.customers || !Analysis::metadataPlaces(*target.customers).isEmpty();
        needs.setFlag(Need::Users, looksAtUsers || needs.testFlag(Need::Users));
    }
    return needs;
}

void ReportRun::read(qsizetype index, Api::ManagementClient &client)
{
    const Target &target = m_targets.list.at(index);
    auto *reading = new SnapshotReading(client, target.profile, needsOf(target), true, this,
                                        [this, index](const Outcome<ReadSnapshot> &read) {
                                            if (read) {
                                                m_results[index].read = *read;
                                            } else {
                                                m_results[index].failure = read.error();
                                            }
                                            end();
                                        });
    // Sections say themselves what they lack.
    reading->setExtras(Need::Users | Need::Logs | Need::Settings | Need::Organizations | Need::OrganizationConnections);
    tellMapCost(*reading, target.profile.name, m_console);
    reading->start();
}

void ReportRun::end()
{
    m_console.progress(tr("%1 of %2 Auth0 tenants read").arg(++m_ended).arg(m_results.size()));
    m_queue->next();
    if (m_ended < m_results.size()) {
        return;
    }
    if (std::ranges::all_of(m_results, [](const Result &result) { return result.failure.has_value(); })) {
        m_console.progress({});
        for (const Result &result : m_results) {
            m_console.say(*result.failure);
        }
        return m_finish(m_results.first().failure->code);
    }
    write();
}

void ReportRun::interrupt()
{
    m_stop.request_stop();
    if (!m_writing.isRunning()) { // else take() says it
        m_console.say(unwritten({}, {Reports::WriteProblem::Kind::Stopped, {}}));
        m_finish(ExitCode::Network);
    }
}

void ReportRun::write()
{
    m_shown.start();
    m_writing.setFuture(QtConcurrent::run([this] { return make(); }));
}

/// On the worker.
Reports::ReportInput ReportRun::gathered(QStringList &notes) const
{
    ReportGathering gathering(m_request);
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        const Target &target = m_targets.list.at(i);
        const Result &result = m_results.at(i);
        if (result.read) {
            gathering.add(target, *result.read);
        } else {
            gathering.add(target, *result.failure);
        }
    }
    notes += gathering.notes();
    return gathering.take();
}

/// On the worker.
ReportRun::Done ReportRun::make()
{
    Done done;
    const auto shared = std::make_shared<const Reports::ReportInput>(gathered(done.notes));
    if (m_request.eachCustomer || !m_request.definition.customer.isEmpty()) {
        for (const Reports::TenantInput &tenant : shared->tenants) {
            if (tenant.areRulesProposed && !tenant.customers.shares.empty()) {
                done.notes.append(tr("%1: nobody decided on customer rules; names and metadata propose the customers.")
                                      .arg(tenant.snapshot.name));
            }
        }
    }
    if (m_request.eachCustomer) {
        done.notes.append(Reports::withoutFileText(*shared));
        done.notes.removeAll(QString());
        done.failure = makeEach(shared, done.files);
        return done;
    }
    const Reports::Definition &definition = m_request.definition;
    const QString key = Domain::customerKeyOf(definition.customer);
    const bool isKnown = std::ranges::any_of(
        shared->tenants, [&key](const Reports::TenantInput &tenant) { return tenant.customers.shares.contains(key); });
    if (!definition.customer.isEmpty() && !isKnown) {
        done.failure = Failure{ExitCode::Usage, tr("There is no customer “%1”.").arg(definition.customer),
                               tr("No rule finds one of this name in the Auth0 tenants that were read."),
                               tr("tenantry-cli customers lists them.")};
        return done;
    }
    done.failure = makeOne(definition.customer.isEmpty() ? Reports::reportOf(definition, shared)
                                                         : Reports::CustomerReports(shared).of(definition, key),
                           m_request.output);
    if (!done.failure) {
        done.files.append({m_request.output, key});
    }
    return done;
}

std::optional<Failure> ReportRun::makeEach(const Reports::InputPtr &input, QList<File> &files)
{
    const QDir folder(m_request.output);
    if (!folder.mkpath(u"."_s)) {
        return Failure{ExitCode::Network,
                       tr("The folder “%1” could not be made.").arg(m_request.output),
                       {},
                       tr("Choose another place.")};
    }
    const Reports::CustomerReports customers(input);
    for (const Reports::CustomerFile &file : Reports::customerFiles(*input)) {
        const QString path = folder.filePath(u"%1.%2"_s.arg(file.name, Reports::wordOf(m_request.format)));
        if (auto failure = makeOne(customers.of(m_request.definition, file.key), path, files.size())) {
            return failure;
        }
        files.append({path, file.key});
    }
    return std::nullopt;
}

std::optional<Failure> ReportRun::makeOne(const Reports::Report &report, const QString &path, qsizetype done)
{
    Reports::Writing writing;
    writing.delimiter = m_request.delimiter;
    writing.formulas = m_request.formulas;
    writing.beginsWithMark = m_request.beginsWithMark;
    writing.stop = m_stop.get_token();
    writing.progress = [this](qint64 rows) { m_rows = rows; };
    writing.lacking = [this](const QString &characters) { m_lacking += characters; };
    Reports::Written written;
    if (path.isEmpty()) {
        QFile out;
        if (!out.open(stdout, QIODevice::WriteOnly)) {
            return unwritten(path, {Reports::WriteProblem::Kind::Device, out.errorString()});
        }
        written = Reports::write(report, m_request.format, out, writing);
        if (written && !out.flush()) {
            written = tl::unexpected(Reports::WriteProblem{Reports::WriteProblem::Kind::Device, out.errorString()});
        }
        if (!written && out.errorString() == qt_error_string(EPIPE)) {
            return std::nullopt; // who read it, as head does, has enough
        }
    } else {
        written = Reports::writeFile(report, m_request.format, path, writing);
    }
    return written ? std::nullopt : std::optional(unwritten(path, written.error(), done));
}

void ReportRun::take()
{
    m_shown.stop();
    m_console.progress({});
    const Done done = m_writing.result();
    if (m_request.json) {
        JsonArray array(m_console);
        for (const File &file : done.files) {
            Json::Value object;
            object["file"] = file.path.toStdString();
            object["format"] = Reports::wordOf(m_request.format).data();
            object["customer"] = file.customer.isEmpty() ? Json::Value() : Json::Value(file.customer.toStdString());
            array.add(Json::write(object));
        }
        array.close();
    } else if (!m_request.output.isEmpty() && !done.files.isEmpty()) {
        m_console.write(done.files.size() == 1
                            ? tr("Written: %1\n").arg(done.files.first().path)
                            : tr("Written: %L1 files in %2\n").arg(done.files.size()).arg(m_request.output));
    }
    m_console.flush();
    for (const QString &note : done.notes) {
        m_console.note(note);
    }
    if (m_request.isFormatUnsaid && !done.files.isEmpty()) {
        const QString word(Reports::wordOf(m_request.format));
        m_console.note(tr("“%1” is %2, since its name says no format. --format chooses another.")
                           .arg(done.files.first().path, word.toUpper()));
    }
    if (!m_lacking.isEmpty()) {
        m_console.note(Reports::lackingText(m_lacking));
    }
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        const Result &result = m_results.at(i);
        const QString name = m_targets.list.at(i).profile.name;
        if (result.failure) {
            Failure failure = *result.failure;
            failure.happened = name + u": "_s + failure.happened;
            m_console.say(failure);
        } else {
            for (const QString &note : result.read->notes) {
                m_console.note(name + u": "_s + note);
            }
        }
    }
    if (done.failure) {
        m_console.say(*done.failure);
    }
    m_finish(exitCode(done));
}

ExitCode ReportRun::exitCode(const Done &done) const
{
    if (done.failure) {
        return done.failure->code;
    }
    for (const Result &result : m_results) {
        if (result.failure) {
            return result.failure->code;
        }
        if (result.read->incomplete) {
            return result.read->incomplete->code;
        }
    }
    return ExitCode::Done;
}

} // namespace Cli
