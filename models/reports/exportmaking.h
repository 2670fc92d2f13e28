#pragma once

#include "reports/exportfolder.h"
#include "reports/exportinput.h"

namespace Reports {

/// An export that was made, and what became of it. A value.
struct MadeExport
{
    enum class End {
        Written,
        NothingLeft, ///< all that was chosen was left out: an empty folder is not worth the place of an earlier one
        Stopped,
        Refused, ///< the folder could not be written
    };

    ExportFolder folder;
    End end = End::Written;
    QString why; ///< of Refused: a sentence, translated
};

/// Makes the folder for this tool, and writes it to its place. An earlier one with more objects is told among the
/// notes. Pure but for the place; it belongs on a worker thread.
MadeExport makeExport(const ExportInput &input, ExportTool tool, const QString &path);

} // namespace Reports
