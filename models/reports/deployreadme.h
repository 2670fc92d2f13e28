#pragma once

#include "reports/exportfolder.h"

namespace Reports {

struct ExportInput;

/// Adds README.txt, which says what to do with a deploy-cli folder, a configuration for it with each placeholder, and
/// what was left out for who compares with it.
/// `kinds`: those of tenant.yaml.
void addDeployReadme(ExportFolder &folder, const ExportInput &input, const QStringList &kinds);

/// Why a connection with two generations of password policy is left out.
QString bothPoliciesText();

/// Why a connection is left out of which nobody knows what it is enabled for.
QString unmappedText();

/// The paragraphs of what was left out and what to know, as both READMEs have them; empty for nothing.
QString leftOutText(const ExportFolder &folder);

} // namespace Reports
