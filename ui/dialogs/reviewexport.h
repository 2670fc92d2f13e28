#pragma once

#include "session/tenantplan.h"

#include <functional>

class QWidget;

namespace Ui {

class Prompt;

/// What came of an export: where it went, or why it did not.
struct ExportOutcome
{
    QString path;
    QString problem; ///< empty where it went well
};
using OnExported = std::function<void(const ExportOutcome &outcome)>;

/// Asks for a file and saves the plans, as `tenantry-cli apply` takes them, secrets masked. Nothing is said where the
/// user cancels.
void savePlans(Prompt &prompt, QWidget *parent, const QList<Session::TenantPlan> &plans, const OnExported &done);
/// Asks for a file and writes what the journal says of these plans: CSV, or the journal's own lines where the name ends
/// in .jsonl.
void saveEvidence(Prompt &prompt, QWidget *parent, const QString &journalFolder, const QStringList &planIds,
                  const OnExported &done);
/// The requests of the plans as curl commands, by tenant.
QString plansAsCurl(const QList<Session::TenantPlan> &plans);

} // namespace Ui
