#pragma once

#include "reports/exportfolder.h"
#include "reports/exportinput.h"
#include "session/exportreading.h"

#include <QFutureWatcher>
#include <QPointer>

#include <stop_token>

namespace Session {
class Estate;
class JobList;
} // namespace Session

namespace Ui {

using Reports::ExportTool;

/// Objects of one Auth0 tenant that are to become a folder of another tool. A value.
struct FolderWish
{
    ExportTool tool = ExportTool::DeployCli;
    Session::ExportWish objects;
    Reports::ExportInput::KeptPolicy keptPolicy = Reports::ExportInput::KeptPolicy::None;
    QString path;
};

/// Why there is no folder: one sentence each, translated. A value.
struct ExportProblem
{
    QString what;
    QString why;
    QString advice;
};

/// What came of it. A value.
struct FolderResult
{
    FolderWish wish;
    Reports::ExportFolder folder;
    QStringList missing; ///< what the folder lacks because it could not be read
    std::optional<ExportProblem> problem; ///< nothing was written
    bool isStopped = false; ///< by somebody who knows it
};

/// Exports objects of an Auth0 tenant: reads what is missing, as a job of the tenant, and makes and writes the folder
/// on another thread. Where a reading fails, somebody stops it or the tenant is closed, nothing is written, and it says
/// so. Child of whoever waits for it; deletes itself at its end.
class FolderExport : public QObject
{
    Q_OBJECT
public:
    FolderExport(Session::Estate &estate, Session::TenantSession &session, FolderWish wish, QObject *parent);
    ~FolderExport() override;

    void start();

Q_SIGNALS:
    void finished(const Ui::FolderResult &result);

private:
    void write(const Session::ExportRead &read);
    void stop();
    void refuse(const ExportProblem &problem);
    void endJob();
    void end();

    FolderResult m_result;
    QString m_tenant; ///< its name
    QPointer<Session::JobList> m_jobs; ///< of the tenant
    quint64 m_job = 0;
    QPointer<Session::ExportReading> m_reading; ///< child; nullptr: it is being written
    std::stop_source m_stop;
    QFutureWatcher<FolderResult> m_writing;
};

} // namespace Ui
