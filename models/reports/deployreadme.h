#pragma once

#include "reports/exportfolder.h"

namespace Reports {

struct ExportInput;

/// Adds README.txt, which says what to do with a deploy-cli folder, a configuration for it with each placeholder, and
/// what was left out for who compares with it.
/// `kinds`: those of tenant.yaml.
void addDeployReadme(ExportFolder &folder, const ExportInput &input, const QStringList &kinds);

} // namespace Reports
