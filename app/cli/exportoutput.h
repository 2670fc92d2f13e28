#pragma once

#include "cli/exportrequest.h"

#include "reports/exportfolder.h"

namespace Cli {

class Console;
class JsonArray;

/// A folder that was written. A value.
struct ExportedFolder
{
    QString tenant;
    QString path;
    Reports::ExportFolder folder;
};

/// What was written, and which placeholders must be filled in, for a person; what was left out goes to standard error.
void printExport(const ExportedFolder &exported, ExportTool tool, Console &console);
/// The same as one object of JSON.
void printExport(const ExportedFolder &exported, ExportTool tool, JsonArray &array);
/// A line on standard error for each reason, with some of the objects that it goes for; README.txt has all of them.
void noteLeftOut(const QList<Reports::ExportLeftOut> &list, Console &console);

} // namespace Cli
