#include "cli/reportcommand.h"

#include "cli/console.h"
#include "cli/reportrun.h"
#include "cli/secretquestion.h"
#include "cli/snapshotaccess.h"

#include "session/storedstate.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

bool isBinary(Reports::Format format)
{
    return format == Reports::Format::Pdf || format == Reports::Format::Xlsx;
}

/// When the latest snapshot of any of them was taken: up to then each has its own latest one. Invalid: none has one.
QDateTime latestSnapshot(const Targets &targets)
{
    QDateTime latest;
    const OpenedStore store = openSnapshotsIfAny();
    if (!store || !*store) {
        return latest; // the comparison says so
    }
    for (const Target &target : targets.list) {
        const auto snapshots = (*store)->snapshots(Session::storedName(target.profile));
        if (snapshots && !snapshots->isEmpty() && (!latest.isValid() || snapshots->last().at > latest)) {
            latest = snapshots->last().at;
        }
    }
    return latest;
}

void startReport(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish)
{
    const Outcome<void> time = checkTimeOfSnapshot();
    Outcome<ReportRequest> request = reportRequest(arguments);
    const Outcome<Targets> targets = chooseTargets(arguments, request ? request->savedTenants : QString());
    if (const Failure *failure = firstFailure(time, request, targets)) {
        console.say(*failure);
        return finish(failure->code);
    }
    if (request->output.isEmpty() && isBinary(request->format) && console.isTerminal()) {
        console.say(Failure{ExitCode::Usage, ReportRun::tr("A terminal cannot show this format."),
                            ReportRun::tr("It is no text."), ReportRun::tr("Name a file with --output.")});
        return finish(ExitCode::Usage);
    }
    const QString saved = request->savedTenants == Domain::SavedReport::all ? QString() : request->savedTenants;
    if (!saved.isEmpty() && (targets->list.size() > 1 || Session::storedName(targets->list.first().profile) != saved)) {
        console.note(
            ReportRun::tr("The report was saved for %1; it is made of what the command line names.").arg(saved));
    }
    if (const QDateTime latest = request->isSinceLast ? latestSnapshot(*targets) : QDateTime(); latest.isValid()) {
        request->since = latest;
    }
    (new ReportRun(*request, *targets, mayAsk(arguments), console, finish, parent))->start();
}

/// With the ids of presets and sections. Kept here: the table holds no more than a pointer.
const char *description()
{
    static const QByteArray text = [] {
        QStringList presets;
        for (const Reports::Definition &preset : Reports::presets()) {
            presets.append(u"%1 (%2)"_s.arg(preset.id, preset.sections.join(u", "_s)));
        }
        return QCoreApplication::translate(
                   "Cli",
                   "Reads what the sections need, and changes nothing. Several Auth0 tenants make one report. No "
                   "secret and, without --list-users, no user is in it. SOURCE_DATE_EPOCH sets every date; the same "
                   "objects then give the same bytes.\n\n"
                   "Presets: %1; and what was saved in the window, by its name. That is of the Auth0 tenants and the "
                   "customer that it was saved for, unless others are named.\n\n"
                   "Formats are html (one file without script or references), pdf, csv (one long table "
                   "section,kind,id,name,field,value), xlsx (a sheet a table), json and md. Without --format the end "
                   "of the file's name decides. In CSV a quote stands before what a spreadsheet would take for a "
                   "formula, unless --raw-formulas is given.\n\n"
                   "With --customer the report tells of one customer, and with --each-customer there is a file for "
                   "each in the folder that --output names: nobody else's name is in it, and no number of anybody "
                   "else's. Which customers there are, the window's rules tell, or those that names and metadata "
                   "propose, as customers prints them.\n\n"
                   "A file is there whole or not at all. How many users a customer has is told as customers "
                   "--count-users counted them last of the same Auth0 tenant on this computer; the changes are those "
                   "of this computer's journal.")
            .arg(presets.join(u"; "_s))
            .toUtf8();
    }();
    return text.constData();
}

} // namespace

Command reportCommand()
{
    return {
        "report"_L1,
        "",
        QT_TRANSLATE_NOOP("Cli", "Write a report that can be handed over: HTML, PDF, CSV, XLSX, JSON or Markdown."),
        description(),
        {
            {OptionName::preset, QT_TRANSLATE_NOOP("Cli", "PRESET"),
             QT_TRANSLATE_NOOP("Cli", "The choice of sections; support unless another is named")},
            {OptionName::sections, QT_TRANSLATE_NOOP("Cli", "ID,..."),
             QT_TRANSLATE_NOOP("Cli", "These sections, in this order, instead of the preset's")},
            {OptionName::format, QT_TRANSLATE_NOOP("Cli", "FORMAT"),
             QT_TRANSLATE_NOOP("Cli", "html, pdf, csv, xlsx, json or md")},
            {OptionName::output, QT_TRANSLATE_NOOP("Cli", "FILE"),
             QT_TRANSLATE_NOOP("Cli", "Where it is written; standard output where none is named")},
            {OptionName::title, QT_TRANSLATE_NOOP("Cli", "TEXT"), QT_TRANSLATE_NOOP("Cli", "What it is called")},
            {OptionName::customer, QT_TRANSLATE_NOOP("Cli", "NAME"),
             QT_TRANSLATE_NOOP("Cli", "Tell of this customer only")},
            {OptionName::eachCustomer, nullptr,
             QT_TRANSLATE_NOOP("Cli", "Write a file for each customer into the folder that --output names")},
            {OptionName::listUsers, nullptr, QT_TRANSLATE_NOOP("Cli", "List the users as well, 1,000 at most")},
            {OptionName::since, QT_TRANSLATE_NOOP("Cli", "DATE"),
             QT_TRANSLATE_NOOP(
                 "Cli",
                 "Tell changes from this day on: 2026-10-01; last: from the latest snapshot on; of the preset "
                 "customer else the last 90 days")},
            {OptionName::policyTemplate, QT_TRANSLATE_NOOP("Cli", "NAME"),
             QT_TRANSLATE_NOOP("Cli", "Hold password policies against this template, or template file")},
            {OptionName::plan, QT_TRANSLATE_NOOP("Cli", "PLAN"),
             QT_TRANSLATE_NOOP("Cli", "The plan of the Auth0 tenants: free, self-service or enterprise")},
            {OptionName::delimiter, QT_TRANSLATE_NOOP("Cli", "CHARACTER"),
             QT_TRANSLATE_NOOP("Cli", "Between the cells of CSV: a comma, a semicolon, | or tab")},
            {OptionName::bom, nullptr,
             QT_TRANSLATE_NOOP("Cli", "Begin CSV with a byte order mark: Excel reads ü as Ã¼ without it")},
            {OptionName::rawFormulas, nullptr,
             QT_TRANSLATE_NOOP("Cli", "Leave texts in CSV as they are, for other programs than spreadsheets")},
        },
        0,
        true,
        startReport,
    };
}

} // namespace Cli
