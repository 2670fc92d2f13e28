#pragma once

#include "reports/exportfolder.h"

#include <tl/expected.hpp>

#include <optional>
#include <stop_token>

namespace Reports {

/// What an export left in a folder, as the list beside its files says. A value.
struct EarlierExport
{
    ExportTool tool = ExportTool::DeployCli;
    bool isSelection = true; ///< true as well where the list does not say
    std::optional<int> objects; ///< nothing: it does not say
};
/// Nothing where no export wrote the folder.
std::optional<EarlierExport> earlierExport(const QString &path);

/// Why an export may not take this place, a sentence or two, translated; empty: it may. A folder that is there gives
/// way where it is empty, or holds nothing but files that an earlier export names as its own: one for the same tool,
/// and none of a whole Auth0 tenant to a selection. Tries to write beside the place, and walks the whole folder: it
/// belongs on a worker thread.
QString exportObstacle(const QString &path, ExportTool tool, bool isSelection);

/// Writes the folder's files to its place, where it is whole or not at all: beside it first, then in its place. One
/// that is there is replaced, unless exportObstacle() says why not. Stopped, it leaves what was there before, and
/// nothing else. The error is a sentence, translated.
tl::expected<void, QString> writeExportFolder(const ExportFolder &folder, const QString &path,
                                              const std::stop_token &stop = {});

} // namespace Reports
