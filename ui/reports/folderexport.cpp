#include "ui/reports/folderexport.h"

#include "reports/exportchoice.h"
#include "reports/exportmaking.h"
#include "session/estate.h"
#include "session/joblist.h"

#include <QtConcurrentRun>

#include <utility>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

using Query::Kind;

FolderResult stopped(FolderResult result)
{
    result.problem = ExportProblem{FolderExport::tr("The export was stopped."),
                                   {},
                                   FolderExport::tr("Nothing was written; what was there before still is.")};
    result.isStopped = true;
    return result;
}

/// Runs on a worker.
FolderResult written(FolderResult result, const Session::ExportRead &read, const std::stop_token &stop)
{
    const Session::ExportWish &wish = result.wish.objects;
    const QSet<QString> &ids = wish.ids;
    qsizetype found = 0;
    Reports::ExportInput input
        = Reports::exportInput(read.parts->snapshot(), [&](Kind kind, const Analysis::Snapshot::Records &records) {
              QList<QByteArray> objects;
              if (!records || !wish.wants(kind)) {
                  return objects;
              }
              for (const Query::RecordPtr &record : *records) {
                  if (!wish.kind || ids.contains(record->id)) {
                      objects.append(record->original);
                  }
              }
              found += wish.kind ? objects.size() : 0;
              return objects;
          });
    input.parts = read.organizations.parts;
    input.unmapped = read.unmapped;
    input.keptPolicy = result.wish.keptPolicy;
    input.isSelection = wish.kind.has_value();
    input.stop = stop;
    result.missing = read.missing;
    if (found < ids.size()) {
        result.missing.append(FolderExport::tr("%n chosen object(s) are not in the Auth0 tenant any more.", nullptr,
                                               int(ids.size() - found)));
    }
    using End = Reports::MadeExport::End;
    const Reports::MadeExport made = Reports::makeExport(input, result.wish.tool, result.wish.path);
    result.folder = made.folder;
    if (made.end == End::Stopped) {
        return stopped(result);
    }
    if (made.end == End::NothingLeft) {
        result.problem = ExportProblem{FolderExport::tr("Nothing was exported."),
                                       FolderExport::tr("Nothing was left that could be written."),
                                       FolderExport::tr("No folder was made, and none was replaced.")};
    } else if (made.end == End::Refused) {
        result.problem = ExportProblem{FolderExport::tr("The export was not written."), made.why,
                                       FolderExport::tr("Choose another folder; nothing was left half written.")};
    }
    return result;
}

} // namespace

FolderExport::FolderExport(Session::Estate &estate, Session::TenantSession &session, FolderWish wish, QObject *parent)
    : QObject(parent)
    , m_tenant(session.profile().name)
    , m_jobs(&session.jobList())
    , m_reading(new Session::ExportReading(session, wish.objects, this))
{
    m_result.wish = std::move(wish);
    connect(m_reading, &Session::ExportReading::progressed, this,
            [this](qint64 done, qint64 total) { m_jobs->progress(m_job, done, total); });
    connect(m_reading, &Session::ExportReading::finished, this, &FolderExport::write);
    connect(m_reading, &Session::ExportReading::failed, this, [this](const Api::ApiError &error) {
        std::exchange(m_reading, nullptr)->deleteLater(); // it is what calls
        refuse({error.happened(), error.why(), error.advice()});
    });
    connect(&estate, &Session::Estate::closing, this, [this, tenant = session.id()](const Domain::TenantId &gone) {
        if (gone == tenant && m_reading) {
            delete m_reading; // what it asks with goes
            refuse({tr("The export was ended."), tr("The Auth0 tenant “%1” was closed.").arg(m_tenant),
                    tr("Nothing was written. Open the tenant again, then export.")});
        }
    });
    connect(&m_writing, &QFutureWatcherBase::finished, this, [this] {
        m_result = m_writing.result();
        end();
    });
}

FolderExport::~FolderExport()
{
    m_stop.request_stop();
    m_writing.waitForFinished();
    endJob(); // what would end it is this
}

void FolderExport::start()
{
    m_job = m_jobs->begin(tr("Exporting for %1").arg(Reports::exportToolName(m_result.wish.tool)), {},
                          [this] { stop(); });
    m_reading->start();
}

void FolderExport::write(const Session::ExportRead &read)
{
    std::exchange(m_reading, nullptr)->deleteLater(); // it is what calls
    m_writing.setFuture(QtConcurrent::run(
        [result = m_result, read, stop = m_stop.get_token()] { return written(result, read, stop); }));
}

/// What is being written is taken back by the writing itself.
void FolderExport::stop()
{
    m_stop.request_stop();
    if (m_reading) {
        delete m_reading;
        m_result = stopped(m_result);
        end();
    }
}

void FolderExport::refuse(const ExportProblem &problem)
{
    m_result.problem = problem;
    end();
}

void FolderExport::endJob()
{
    if (m_jobs) {
        m_jobs->end(std::exchange(m_job, 0));
    }
}

void FolderExport::end()
{
    endJob();
    deleteLater();
    Q_EMIT finished(m_result);
}

} // namespace Ui
