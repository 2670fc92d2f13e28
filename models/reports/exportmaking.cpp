#include "reports/exportmaking.h"

#include "reports/deployexport.h"
#include "reports/exportplace.h"
#include "reports/terraformexport.h"
#include "reports/translation.h"

#include "json/mask.h"

namespace Reports {

MadeExport makeExport(const ExportInput &input, ExportTool tool, const QString &path)
{
    const Json::SecretKeys secrets = Json::SecretKeys::fromResource();
    MadeExport made;
    made.folder = tool == ExportTool::DeployCli ? deployFolder(input, secrets) : terraformFolder(input, secrets);
    if (input.stop.stop_requested()) {
        made.end = MadeExport::End::Stopped;
        return made;
    }
    if (made.folder.objects() == 0) {
        made.end = MadeExport::End::NothingLeft;
        return made;
    }
    const std::optional<EarlierExport> earlier = earlierExport(path);
    if (const auto written = writeExportFolder(made.folder, path, input.stop); !written) {
        made.end = input.stop.stop_requested() ? MadeExport::End::Stopped : MadeExport::End::Refused;
        made.why = written.error();
    } else if (earlier && earlier->objects.value_or(0) > made.folder.objects()) {
        made.folder.notes.append(tr("The export that stood there before held more objects: %1, now %2.")
                                     .arg(*earlier->objects)
                                     .arg(made.folder.objects()));
    }
    return made;
}

} // namespace Reports
