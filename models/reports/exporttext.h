#pragma once

#include "reports/exportfolder.h"

namespace Reports {

/// What stands in the place of a secret in the tool's files: "##NAME##", "@@NAME@@" or "var.name".
QString markerOf(const ExportPlaceholder &placeholder, ExportTool tool);

/// A line for each reason, with some of the objects that it goes for: “one”, “another” and 3 more. Names are the Auth0
/// tenant's own, as it has them. `policyChoice`: where the program lets one say which of two policies is written, a
/// sentence.
QStringList leftOutLines(const QList<ExportLeftOut> &all, qsizetype namesAtMost, const QString &policyChoice);

/// Why a connection with two generations of password policy is left out.
QString bothPoliciesText();
/// Why a connection is left out of which nobody knows what it is enabled for.
QString unmappedText();
/// Why the application is left out that stands for all of an Auth0 tenant.
QString globalApplicationText();

/// The paragraphs of what was left out and what to know, as both READMEs have them; empty for nothing.
QString leftOutText(const ExportFolder &folder);

} // namespace Reports
