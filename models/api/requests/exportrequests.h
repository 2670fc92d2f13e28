#pragma once

#include "api/request.h"

#include <QList>
#include <QPair>
#include <QUrl>

namespace Api {

/// A job that writes all users of a tenant into a file.
struct ExportJob
{
    enum class Status { Waiting, Done, Failed };

    QString id;
    Status status = Status::Waiting;
    QUrl location{}; ///< of a job that is done; whoever has it can read the file, for 60 seconds
    std::optional<int> percentage{}; ///< as far as Auth0 tells

    friend bool operator==(const ExportJob &, const ExportJob &) = default;
};

/// Begins an export of all users, a JSON object a line. `fields`: what it holds of each, and under which name; an empty
/// name: under its own. Nothing is changed, though it is a POST.
Request<ExportJob> createUsersExport(const QList<QPair<QString, QString>> &fields);
/// How far it is; each answer of one that is done brings a link of its own. Auth0 forgets it after 24 hours.
Request<ExportJob> getExportJob(const QString &id);

} // namespace Api
