#include "cli/journalcommand.h"

#include "cli/changeoutput.h"
#include "cli/console.h"
#include "cli/jsonarray.h"
#include "cli/listrequest.h"
#include "cli/terminaltext.h"
#include "cli/texttable.h"
#include "cli/translation.h"

#include "change/journal.h"
#include "change/planfile.h"
#include "settings/paths.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

using Change::ItemOutcome;
using Change::JournalEntry;

using Reversals = QHash<QString, Change::Reversal>;

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
}

/// How many objects ended how; what was begun and not written down counts as unknown.
std::map<ItemOutcome, qsizetype> countsOf(const JournalEntry &entry)
{
    std::map<ItemOutcome, qsizetype> counts;
    for (const Change::ItemRecord &record : entry.items) {
        ++counts[record.isOpen ? ItemOutcome::Unknown : record.result.outcome];
    }
    return counts;
}

/// "3 done, 1 conflict": the words of --json, which filters know.
QString outcomeWords(const JournalEntry &entry)
{
    QStringList parts;
    if (entry.isUnfinished()) {
        parts.append(tr("not finished"));
    }
    for (const auto &[outcome, count] : countsOf(entry)) {
        parts.append("%1 %2"_L1.arg(QString::number(count), Change::wordOf(outcome)));
    }
    return parts.join(", "_L1);
}

/// "Done: 3; Was so already: 1"
QString outcomeText(const JournalEntry &entry)
{
    QStringList parts;
    if (entry.isUnfinished()) {
        parts.append(tr("Not finished"));
    }
    for (const auto &[outcome, count] : countsOf(entry)) {
        parts.append(entry.items.size() == 1 ? Change::titleOf(outcome)
                                             : tr("%1: %L2").arg(Change::titleOf(outcome)).arg(count));
    }
    return parts.join("; "_L1);
}

/// "takes back 1a2b3c4d, taken back by 5e6f7a8b on ..."; empty for a run that has to do with no other.
QString relationText(const JournalEntry &entry, const Reversals &reversals)
{
    QStringList parts{Change::takesBackText(entry)};
    if (const auto own = reversals.constFind(entry.plan.id); own != reversals.cend()) {
        parts.append(Change::textOf(*own, timeText(own->when)));
    }
    parts.removeAll(QString());
    return parts.join(", "_L1);
}

/// What the list tells of an entry; the filter of --where sees the same.
Json::Value rowOf(const JournalEntry &entry, const Reversals &reversals)
{
    Json::Value takesBack = nullptr;
    if (!entry.plan.reverts.isEmpty()) {
        takesBack = entry.plan.reverts.toStdString();
    }
    Json::Value takenBack = nullptr;
    if (const auto own = reversals.constFind(entry.plan.id); own != reversals.cend()) {
        takenBack
            = {{"id", own->id.toStdString()}, {"when", timeText(own->when).toStdString()}, {"whole", own->isWhole}};
    }
    Json::Value outcomes = Json::Value::object();
    for (const auto &[outcome, count] : countsOf(entry)) {
        outcomes[Change::wordOf(outcome).toStdString()] = count;
    }
    return {{"id", entry.plan.id.toStdString()},
            {"when", timeText(entry.begun).toStdString()},
            {"tenant", entry.plan.tenant.name.toStdString()},
            {"who", entry.who.toStdString()},
            {"title", entry.plan.title.toStdString()},
            {"outcome", outcomeWords(entry).toStdString()},
            {"finished", !entry.isUnfinished()},
            {"outcomes", std::move(outcomes)},
            {"takes_back", std::move(takesBack)},
            {"taken_back", std::move(takenBack)}};
}

/// The row as the filter language reads it: its members are paths, but for the tenant, which is a column.
Query::Record recordOf(const JournalEntry &entry, const Reversals &reversals)
{
    Query::Record record{{}, entry.plan.id, {}, Json::write(rowOf(entry, reversals))};
    record.cells.fill(Query::Value(), Query::columnsOf(Query::Kind::Tenants).size());
    record.cells[Query::columnIndex(Query::Kind::Tenants, u"tenant")] = entry.plan.tenant.name;
    return record;
}

/// The entry as PlanReport tells it: each object with what became of it.
PlanReport reportOf(const JournalEntry &entry)
{
    PlanReport report{entry.plan, {}, std::nullopt};
    for (const Change::ItemRecord &record : entry.items) {
        report.results.append(record.result);
        if (record.isOpen) {
            report.results.last().outcome = ItemOutcome::Unknown;
        }
    }
    return report;
}

void printEntry(const JournalEntry &entry, const Reversals &reversals, bool asJson, Console &console)
{
    if (asJson) {
        Json::Value json = rowOf(entry, reversals);
        json["ended"] = entry.isUnfinished() ? Json::Value(nullptr) : Json::Value(timeText(entry.ended).toStdString());
        const Json::Value report = *Json::parse(jsonOf({reportOf(entry)}, false));
        json["plan"] = report.at("plan");
        json["results"] = report.at("results");
        console.write(Json::writePretty(json) + '\n');
        return;
    }
    QString text
        = tr("%1\n  begun %2, ended %3, by %4\n  %5\n")
              .arg(entry.plan.id, timeText(entry.begun), entry.isUnfinished() ? tr("never") : timeText(entry.ended),
                   terminalText(entry.who), outcomeText(entry));
    if (const QString relation = relationText(entry, reversals); !relation.isEmpty()) {
        text += "  "_L1 + relation + '\n'_L1;
    }
    text += QString::fromUtf8(textOf({reportOf(entry)}, {}));
    console.write(text);
}

void printList(const QList<JournalEntry> &entries, const Reversals &reversals, bool asJson, Console &console)
{
    if (asJson) {
        JsonArray array(console);
        for (const JournalEntry &entry : entries) {
            array.add(Json::write(rowOf(entry, reversals)));
        }
        array.close();
        return;
    }
    TextTable table({{tr("Id")}, {tr("When (UTC)")}, {tr("Tenant")}, {tr("Who")}, {tr("What")}, {tr("Outcome")}});
    for (const JournalEntry &entry : entries) {
        const QString relation = relationText(entry, reversals);
        table.add({Change::shortId(entry.plan.id), timeText(entry.begun), entry.plan.tenant.name, entry.who,
                   entry.plan.title,
                   relation.isEmpty() ? outcomeText(entry) : outcomeText(entry) + "; "_L1 + relation});
    }
    console.write(table.text());
}

void startJournal(const Arguments &arguments, Console &console, QObject *, const Finish &finish)
{
    const QString id = arguments.words().value(0);
    const Outcome<Query::Filter> filter
        = whereFilter(arguments, Query::Kind::Tenants, tr("tenantry-cli journal --help names the fields."));
    if (!filter) {
        console.say(filter.error());
        return finish(filter.error().code);
    }
    QStringList problems;
    QList<JournalEntry> entries = Change::readJournal(Settings::Paths::standard().journal(), &problems);
    const Reversals reversals = Change::reversalsIn(entries); // before a filter leaves the other runs out
    if (!filter->isEmpty() && !entries.isEmpty()) {
        QStringList slips = filter->pathsMissingIn(recordOf(entries.first(), reversals));
        slips.removeIf([](const QString &path) { // each has its own
            return path.startsWith("outcomes."_L1) || path.startsWith("taken_back."_L1);
        });
        if (!slips.isEmpty()) {
            const Failure failure
                = usage(tr("An entry of the journal has no field “%1”.").arg(slips.first()), tr("It may be misspelt."),
                        tr("tenantry-cli journal --help names the fields."))
                      .value();
            console.say(failure);
            return finish(failure.code);
        }
    }
    entries.removeIf([&](const JournalEntry &entry) {
        return !entry.plan.id.startsWith(id) || !filter->matches(recordOf(entry, reversals));
    });
    for (const QString &problem : problems) {
        console.note(problem);
    }
    const bool asJson = arguments.has(OptionName::json);
    if (id.isEmpty()) {
        printList(entries, reversals, asJson, console);
        if (entries.isEmpty()) {
            console.note(filter->isEmpty() ? tr("nothing was changed yet.") : tr("no entry matches."));
        }
        return finish(problems.isEmpty() ? ExitCode::Done : ExitCode::Network);
    }
    if (entries.size() != 1) {
        const Failure failure
            = usage(entries.isEmpty() ? tr("The journal has no change “%1”.").arg(id)
                                      : tr("The journal has several changes whose id begins with “%1”.").arg(id),
                    tr("Each is named by its id, or by the first characters that only one has."),
                    tr("tenantry-cli journal lists them."))
                  .value();
        console.say(failure);
        return finish(failure.code);
    }
    printEntry(entries.first(), reversals, asJson, console);
    finish(ExitCode::Done);
}

} // namespace

Command journalCommand()
{
    return {
        "journal"_L1,
        QT_TRANSLATE_NOOP("Cli", "[ID]"),
        QT_TRANSLATE_NOOP("Cli", "Show what was changed from this account: who, when, where, what, how it ended."),
        QT_TRANSLATE_NOOP(
            "Cli",
            "Nothing is sent. Without ID the entries are listed, the latest first, those of the window among them; "
            "with "
            "the id of one, or its first characters, all of it is shown: each object, what was there and what was "
            "set, and what came of it. Secrets were masked before anything was written down.\n\n"
            "A filter is made of terms `field op value`, as in list. Fields are id, when (UTC, such as "
            "2026-11-28T09:30:00Z), tenant, who, title, outcome, finished, takes_back, taken_back.id, and "
            "outcomes.done, outcomes.conflict and so "
            "on, which count objects: --where 'tenant=production title~\"Minimum length\" when>=2026-11-01'.\n\n"
            "With --json the list is one array of {\"id\", \"when\", \"tenant\", \"who\", \"title\", \"outcome\", "
            "\"finished\", \"outcomes\", \"takes_back\", \"taken_back\"}: the id of the entry that this one takes "
            "back, "
            "and {\"id\", \"when\", \"whole\"} of the one that took this one back, or null. One entry has \"ended\", "
            "\"plan\" and \"results\" besides. What takes an "
            "entry "
            "back is tenantry-cli revert ID."),
        {
            {OptionName::where, QT_TRANSLATE_NOOP("Cli", "FILTER"),
             QT_TRANSLATE_NOOP("Cli", "List only what this filter matches")},
        },
        0,
        false,
        startJournal,
        1,
    };
}

} // namespace Cli
