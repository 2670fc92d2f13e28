#include "cli/reportrequest.h"

#include "cli/namedtemplate.h"
#include "cli/planoption.h"
#include "cli/profiles.h"
#include "cli/snapshotaccess.h"
#include "cli/translation.h"

#include "settings/profilestore.h"
#include "settings/reportstore.h"
#include "settings/settingsstore.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

using Reports::Format;

constexpr QLatin1StringView lastSnapshot("last"); ///< for --since

QStringList formatWords()
{
    return {u"html"_s, u"pdf"_s, u"csv"_s, u"xlsx"_s, u"json"_s, u"md"_s};
}

/// What --format says, else the end of the file's name, else what the operator saved, else HTML.
Outcome<Format> formatIn(const Arguments &arguments, const QString &saved)
{
    const QString name = arguments.value(OptionName::output).section(u'/', -1);
    const QString suffix = name.contains(u'.') ? name.section(u'.', -1).toLower() : QString();
    const auto named = Reports::formatFor(suffix);
    if (arguments.has(OptionName::format)) {
        const QString word = arguments.value(OptionName::format);
        const auto format = Reports::formatFor(word);
        if (format && named && *format != *named && !arguments.has(OptionName::eachCustomer)) {
            return usage(tr("--format says %1, and the file's name ends in .%2.").arg(word, suffix),
                         tr("Programs open a file by the end of its name."),
                         tr("Leave --format out, or let the name end in .%1.").arg(word));
        }
        if (format) {
            return *format;
        }
        return usage(tr("--format does not take “%1”.").arg(word), tr("Reports have six formats."),
                     meaning(word, formatWords(), tr("Give one of %1.").arg(formatWords().join(u", "_s))));
    }
    if (!named && !suffix.isEmpty() && !arguments.has(OptionName::eachCustomer)) {
        return usage(
            tr("No format ends in .%1.").arg(suffix), tr("Without --format the file's name says it."),
            meaning(suffix, formatWords(),
                    tr("Let the name end in one of .%1, or give --format.").arg(formatWords().join(u", ."_s))));
    }
    return named.value_or(Reports::formatFor(saved).value_or(Format::Html));
}

/// A preset, or what the operator saved in the window under this name.
struct Chosen
{
    Reports::Definition definition;
    QString format; ///< a word; empty: none was saved
    int changeDays = 0; ///< 0: all
    bool eachCustomer = false; ///< a file for each was saved
    QString tenants{}; ///< see Domain::SavedReport
};

Outcome<Chosen> chosenIn(const Arguments &arguments)
{
    const QString word = arguments.has(OptionName::preset) ? arguments.value(OptionName::preset) : u"support"_s;
    if (const Reports::Definition *preset = Reports::findPreset(word)) {
        return Chosen{*preset, {}, preset->changeDays};
    }
    const Outcome<SavedProfiles> saved = openProfiles();
    if (!saved) {
        return tl::make_unexpected(saved.error());
    }
    const Settings::ReportStore store(saved->settings->file());
    if (const auto report = store.find(word)) {
        return Chosen{Reports::definitionOf(*report), report->format, report->changeDays, report->eachCustomer,
                      report->tenants};
    }
    QStringList words;
    for (const Reports::Definition &preset : Reports::presets()) {
        words.append(preset.id);
    }
    for (const Domain::SavedReport &report : store.reports()) {
        words.append(report.name);
    }
    return usage(tr("There is no preset “%1”.").arg(word),
                 tr("A preset is a choice of sections: one that comes with the program, or one that was saved in the "
                    "window."),
                 meaning(word, words, tr("Give one of %1.").arg(words.join(u", "_s))));
}

Outcome<Reports::Definition> definitionIn(const Arguments &arguments, Reports::Definition definition)
{
    if (arguments.has(OptionName::sections)) {
        definition.sections.clear();
        for (const QString &part : arguments.value(OptionName::sections).split(u',')) {
            const QString id = part.trimmed();
            if (!Reports::sectionIds().contains(id)) {
                return usage(tr("There is no section “%1”.").arg(id), tr("--sections takes ids of sections."),
                             meaning(id, Reports::sectionIds(),
                                     tr("Give some of %1.").arg(Reports::sectionIds().join(u", "_s))));
            }
            definition.sections.append(id);
        }
        definition.sections.removeDuplicates();
        if (!arguments.has(OptionName::preset)) {
            definition.title = tr("Report"); // nothing of the preset is left
        }
    }
    if (arguments.has(OptionName::title)) {
        definition.title = arguments.value(OptionName::title);
    }
    // What was saved for one customer is never of all.
    if (arguments.has(OptionName::customer) || arguments.has(OptionName::eachCustomer)) {
        definition.customer = arguments.value(OptionName::customer);
    }
    definition.listsUsers = definition.listsUsers || arguments.has(OptionName::listUsers);
    return definition;
}

Outcome<QChar> delimiterIn(const Arguments &arguments)
{
    if (!arguments.has(OptionName::delimiter)) {
        return u',';
    }
    const QString word = arguments.value(OptionName::delimiter);
    if (word == "tab"_L1) {
        return u'\t';
    }
    if (word == u","_s || word == u";"_s || word == u"|"_s) {
        return word.front();
    }
    return usage(tr("--delimiter does not take “%1”.").arg(word), tr("It stands between the cells of CSV."),
                 tr("Give a comma, a semicolon, | or the word tab."));
}

/// The day that --since names, else as many days back as were saved.
Outcome<QDateTime> sinceIn(const Arguments &arguments, int savedDays)
{
    if (!arguments.has(OptionName::since) || arguments.value(OptionName::since) == lastSnapshot) {
        return savedDays > 0 ? timeOfSnapshot().addDays(-savedDays) : QDateTime();
    }
    const QDate date = QDate::fromString(arguments.value(OptionName::since), Qt::ISODate);
    if (!date.isValid()) {
        return usage(tr("--since does not take “%1”.").arg(arguments.value(OptionName::since)), tr("It is a date."),
                     tr("Give it as 2026-10-01, or the word last for the latest snapshot."));
    }
    if (date > timeOfSnapshot().date()) {
        return usage(tr("--since names a day that has not come: %1.").arg(date.toString(Qt::ISODate)),
                     tr("It says from when on changes are told."), tr("Give an earlier day."));
    }
    return QDateTime(date, QTime(0, 0), Qt::UTC);
}

} // namespace

Outcome<ReportRequest> reportRequest(const Arguments &arguments)
{
    ReportRequest request;
    const Outcome<Chosen> chosen = chosenIn(arguments);
    if (!chosen) {
        return tl::make_unexpected(chosen.error());
    }
    const Outcome<Reports::Definition> definition = definitionIn(arguments, chosen->definition);
    const Outcome<Format> format = formatIn(arguments, chosen->format);
    const Outcome<QChar> delimiter = delimiterIn(arguments);
    const Outcome<QDateTime> since = sinceIn(arguments, chosen->changeDays);
    if (const Failure *failure = firstFailure(definition, format, delimiter, since)) {
        return tl::make_unexpected(*failure);
    }
    for (const auto option : {OptionName::delimiter, OptionName::rawFormulas, OptionName::bom}) {
        if (arguments.has(option) && *format != Format::Csv) {
            return usage(tr("--%1 is for CSV, and the format is %2.").arg(QString(option), Reports::wordOf(*format)),
                         tr("No other format has cells between delimiters."),
                         tr("Leave it out, or give --format csv."));
        }
    }
    request.definition = *definition;
    request.format = *format;
    request.delimiter = *delimiter;
    request.since = *since;
    request.isSinceLast = arguments.value(OptionName::since) == lastSnapshot;
    request.output = arguments.value(OptionName::output);
    request.savedTenants = chosen->tenants;
    request.eachCustomer
        = arguments.has(OptionName::eachCustomer) || (chosen->eachCustomer && !arguments.has(OptionName::customer));
    request.json = arguments.has(OptionName::json);
    const QString name = request.output.section(u'/', -1);
    const QFileInfo there(request.output);
    const bool isDevice = there.exists() && !there.isFile();
    request.isFormatUnsaid = !request.eachCustomer && !name.isEmpty() && !name.contains(u'.') && !isDevice
        && !arguments.has(OptionName::format) && chosen->format.isEmpty();
    request.beginsWithMark = arguments.has(OptionName::bom);
    if (arguments.has(OptionName::rawFormulas)) {
        request.formulas = Query::CsvFormulas::Kept;
    }
    if (request.eachCustomer && (request.output.isEmpty() || !request.definition.customer.isEmpty())) {
        return usage(tr("A file for each customer needs a folder, and no --customer."),
                     tr("--each-customer, or what was saved so, writes a file for each that the rules find."),
                     tr("Name the folder with --output, and leave --customer out."));
    }
    if (request.json && request.output.isEmpty()) {
        return usage(tr("--json tells which files were written, and there would be none."),
                     tr("A report goes to standard output where --output names no file."),
                     tr("Name a file with --output; for a report as JSON give --format json."));
    }
    const Outcome<QString> plan = planIn(arguments);
    if (!plan) {
        return tl::make_unexpected(plan.error());
    }
    request.plan = *plan;
    if (arguments.has(OptionName::policyTemplate)) {
        const Outcome<Policy::PolicyTemplate> named = namedTemplate(arguments.value(OptionName::policyTemplate));
        if (!named) {
            return tl::make_unexpected(named.error());
        }
        request.baseline = *named;
    }
    return request;
}

} // namespace Cli
