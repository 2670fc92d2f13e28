#include "change/journal.h"

#include "change/planfile.h"
#include "change/translation.h"
#include "json/objects.h"

#include <QDir>
#include <QHash>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

QList<Json::LeafChange> changesAt(const Json::Value &line, const char *key)
{
    QList<Json::LeafChange> changes;
    if (const Json::Value *list = Json::memberAt(line, key); list && list->is_array()) {
        for (const Json::Value &entry : *list) {
            if (const auto change = leafChangeFrom(entry)) {
                changes.append(*change);
            }
        }
    }
    return changes;
}

QList<Json::LeafConflict> conflictsAt(const Json::Value &line)
{
    const QList<Json::LeafChange> pairs = changesAt(line, "conflicts");
    QList<Json::LeafConflict> conflicts;
    for (qsizetype i = 0; i + 1 < pairs.size(); i += 2) {
        conflicts.append({pairs.at(i), pairs.at(i + 1).after});
    }
    return conflicts;
}

/// One line's news of an item.
void apply(ItemRecord &record, const QString &event, const Json::Value &line)
{
    if (event == "sending"_L1) {
        record.isOpen = true;
        if (record.result.made.isEmpty()) {
            record.result.made = changesAt(line, "made");
        }
    } else if (event == "answered"_L1) {
        record.result.id = Json::stringAt(line, "id");
    } else if (event == "concluded"_L1) {
        record.result.id = Json::stringAt(line, "id");
        record.isOpen = false;
        record.result.outcome = itemOutcomeFor(Json::stringAt(line, "outcome")).value_or(ItemOutcome::Unknown);
        record.result.reason = Json::stringAt(line, "reason");
        record.result.made = changesAt(line, "made");
        record.result.differences = changesAt(line, "differences");
        record.result.conflicts = conflictsAt(line);
    }
}

/// Puts the ids of what was made where their stand-ins stood.
void resolve(JournalEntry &entry)
{
    MadeIds ids;
    for (qsizetype i = 0; i < entry.items.size(); ++i) {
        if (const QString &id = entry.items.at(i).result.id; !id.isEmpty()) {
            ids.insert(entry.plan.items.at(i).object.id, id);
        }
    }
    for (PlanItem &item : entry.plan.items) {
        item = resolved(std::move(item), ids);
    }
}

} // namespace

tl::expected<JournalEntry, QString> readJournalEntry(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return tl::make_unexpected(
            tr("The journal entry %1 could not be read: %2.").arg(QDir::toNativeSeparators(path), file.errorString()));
    }
    JournalEntry entry;
    entry.path = path;
    bool hasBegun = false;
    while (!file.atEnd()) {
        const QByteArray text = file.readLine();
        const Json::Outcome<Json::Value> line = Json::parse(text);
        if (!text.endsWith('\n') || !line) {
            break; // cut off while it was written
        }
        const QString event = Json::stringAt(*line, "event");
        const int item = Json::intAt(*line, "item").value_or(-1);
        if (event == "begin"_L1) {
            const Json::Value *json = Json::memberAt(*line, "plan");
            auto plan = json ? planFrom(*json) : tl::make_unexpected(QString());
            if (!plan) {
                break;
            }
            hasBegun = true;
            entry.plan = *std::move(plan);
            entry.who = Json::stringAt(*line, "who");
            entry.begun = Json::timeAt(*line, "at");
            entry.items.resize(entry.plan.items.size());
        } else if (event == "end"_L1) {
            entry.ended = Json::timeAt(*line, "at");
        } else if (item >= 0 && item < entry.items.size()) {
            apply(entry.items[item], event, *line);
        }
    }
    if (!hasBegun) {
        return tl::make_unexpected(
            tr("The journal entry %1 holds no plan; it was cut off before anything was sent, or is not Tenantry's.")
                .arg(QDir::toNativeSeparators(path)));
    }
    resolve(entry);
    return entry;
}

QList<JournalEntry> readJournal(const QString &folder, QStringList *problems)
{
    QList<JournalEntry> entries;
    const QStringList names = QDir(folder).entryList({u"*.jsonl"_s}, QDir::Files, QDir::Name | QDir::Reversed);
    for (const QString &name : names) {
        auto entry = readJournalEntry(QDir(folder).filePath(name));
        if (entry) {
            entries.append(*std::move(entry));
        } else if (problems) {
            problems->append(entry.error());
        }
    }
    return entries;
}

namespace {

/// The ids of what a run made.
QSet<QString> madeBy(const JournalEntry &entry)
{
    QSet<QString> ids;
    for (const ItemRecord &record : entry.items) {
        ids.insert(record.result.id);
    }
    ids.remove(QString());
    return ids;
}

/// Whether the item only relates something to what the run made, so that it goes with that.
bool goesWithMade(const PlanItem &item, const QSet<QString> &made)
{
    const bool isRelation
        = item.object.kind == ObjectKind::ConnectionClients || item.object.kind == ObjectKind::OrganizationConnections;
    return isRelation
        && (made.contains(item.object.id)
            || std::all_of(item.changes.cbegin(), item.changes.cend(), [&made](const Json::LeafChange &change) {
                   return !change.pointer.isWhole() && made.contains(change.pointer.first());
               }));
}

/// The objects that a run wrote and that could be taken back.
QSet<ObjectRef> writtenBy(const JournalEntry &entry)
{
    QSet<ObjectRef> written;
    const QSet<QString> made = madeBy(entry);
    for (qsizetype i = 0; i < entry.items.size(); ++i) {
        if (entry.plan.items.at(i).removal) {
            if (entry.items.at(i).result.isWritten()) {
                written.insert(entry.plan.items.at(i).object);
            }
        } else if (entry.items.at(i).mayHaveChanged() && !goesWithMade(entry.plan.items.at(i), made)) {
            written.insert(entry.plan.items.at(i).object);
        }
    }
    return written;
}

/// Whether the item makes a field something else than `own`, which takes it back: edits came on top.
bool isOverruled(const PlanItem &item, const PlanItem &own)
{
    QHash<Json::Pointer, std::optional<QByteArray>> wanted;
    for (const Json::LeafChange &change : own.changes) {
        wanted.insert(change.pointer, change.after);
    }
    return std::any_of(item.changes.cbegin(), item.changes.cend(), [&wanted](const Json::LeafChange &change) {
        const auto found = wanted.constFind(change.pointer);
        return found != wanted.cend() && *found != change.after;
    });
}

/// The objects that a run which takes back left as they were before, or found so and left out. `back`: what takes all
/// of it back, and what it leaves out since that cannot be.
QSet<ObjectRef> settledBy(const JournalEntry &run, const Plan &back)
{
    QSet<ObjectRef> settled;
    for (const Skipped &skipped : run.plan.skipped) {
        settled.insert(skipped.object);
    }
    for (const Skipped &skipped : back.skipped) {
        settled.remove(skipped.object);
    }
    QHash<ObjectRef, const PlanItem *> wanted;
    for (const PlanItem &item : back.items) {
        wanted.insert(item.object, &item);
    }
    for (qsizetype i = 0; i < run.items.size(); ++i) {
        const ItemOutcome outcome = run.items.at(i).result.outcome;
        const bool isSo = outcome == ItemOutcome::Done || outcome == ItemOutcome::AlreadySo;
        const PlanItem &item = run.plan.items.at(i);
        const PlanItem *own = wanted.value(item.object);
        if (isSo && (!own || !isOverruled(item, *own))) {
            settled.insert(item.object);
        }
    }
    return settled;
}

/// Looks from run to run: what takes back may have been taken back itself.
class ReversalSearch
{
public:
    explicit ReversalSearch(const QList<JournalEntry> &journal)
        : m_journal(journal)
    {
        for (qsizetype i = 0; i < journal.size(); ++i) {
            if (!journal.at(i).plan.reverts.isEmpty()) {
                m_reverting[journal.at(i).plan.reverts].append(i);
            }
        }
    }

    std::optional<Reversal> of(const JournalEntry &entry)
    {
        const QList<qsizetype> runs = m_reverting.value(entry.plan.id);
        if (runs.isEmpty() || m_asked.contains(entry.plan.id)) { // files that name each other in a ring
            return std::nullopt;
        }
        m_asked.insert(entry.plan.id);
        std::optional<Reversal> found;
        QSet<ObjectRef> left = writtenBy(entry);
        const Plan back = inversePlan(entry);
        for (const qsizetype i : runs) { // the latest first
            const JournalEntry &run = m_journal.at(i);
            const std::optional<Reversal> again = of(run);
            if (writtenBy(run).isEmpty() || (again && again->isWhole)) {
                continue;
            }
            const QSet<ObjectRef> settled = settledBy(run, back);
            if (!found && settled.intersects(left)) {
                found = Reversal{run.plan.id, run.begun, false};
            }
            left.subtract(settled);
        }
        m_asked.remove(entry.plan.id);
        if (found) {
            found->isWhole = left.isEmpty();
        }
        return found;
    }

private:
    const QList<JournalEntry> &m_journal;
    QHash<QString, QList<qsizetype>> m_reverting;
    QSet<QString> m_asked;
};

} // namespace

QHash<QString, Reversal> reversalsIn(const QList<JournalEntry> &journal)
{
    QHash<QString, Reversal> reversals;
    ReversalSearch search(journal);
    for (const JournalEntry &entry : journal) {
        if (const auto reversal = search.of(entry)) {
            reversals.insert(entry.plan.id, *reversal);
        }
    }
    return reversals;
}

QString shortId(const QString &id)
{
    constexpr qsizetype shown = 8;
    return id.left(shown);
}

QString textOf(const Reversal &reversal, const QString &date)
{
    return (reversal.isWhole ? tr("taken back by %1 on %2") : tr("taken back in part by %1 on %2"))
        .arg(shortId(reversal.id), date);
}

QString takesBackText(const JournalEntry &entry)
{
    return entry.plan.reverts.isEmpty() ? QString() : tr("takes back %1").arg(shortId(entry.plan.reverts));
}

namespace {

/// What the run itself related to an object that it made.
QStringList usersByPlan(const JournalEntry &entry, const ObjectRef &object)
{
    QStringList users;
    for (const PlanItem &item : entry.plan.items) {
        const bool isRelation = item.object.kind == ObjectKind::ConnectionClients
            || item.object.kind == ObjectKind::OrganizationConnections;
        for (const Json::LeafChange &change : item.changes) {
            if (isRelation && item.object.id == object.id && !change.pointer.isWhole()) {
                users.append(change.pointer.first());
            }
        }
    }
    users.removeDuplicates();
    return users;
}

QString removalNote(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Connection:
        return tr("It is deleted only while it holds no users and only the applications of the plan use it. Users are "
                  "searched for and, since a search is some moments behind, looked for in the log (read:logs).");
    case ObjectKind::Organization:
        return tr("It is deleted only while it has no members and only the connections of the plan. Members are listed "
                  "and, since the list is some moments behind, looked for in the log (read:logs).");
    default:
        return tr("Whether users signed in to it cannot be asked: who still uses the application is cut off.");
    }
}

} // namespace

Plan inversePlan(const JournalEntry &entry)
{
    QList<PlanItem> written;
    const QSet<QString> made = madeBy(entry);
    for (qsizetype i = 0; i < entry.items.size(); ++i) {
        const ItemRecord &record = entry.items.at(i);
        const PlanItem &item = entry.plan.items.at(i);
        const bool mayBeWritten = record.result.isWritten() || record.isOpen;
        if ((item.action || item.removal || item.creation) && mayBeWritten) {
            written.append(item); // of the first two it is told why they stay
        } else if (record.mayHaveChanged() && !goesWithMade(item, made)) {
            written.append({item.object, record.result.made, {}, {}, {}, item.names});
        }
    }
    Inverse back = inverse(written);
    back.items.removeIf([&back](const PlanItem &item) {
        const bool isUnknown = item.removal && isStandIn(item.object.id);
        if (isUnknown) {
            back.impossible.append({item.object,
                                    tr("Whether it was made is not known. Go on with the entry first, which looks for "
                                       "it; then take it back.")});
        }
        return isUnknown;
    });
    for (PlanItem &item : back.items) {
        if (item.removal) {
            item.removal->users = usersByPlan(entry, item.object);
            item.removal->made = entry.begun;
            item.notes.prepend(removalNote(item.object.kind));
        }
    }
    Plan plan = newPlan(tr("Undo: %1").arg(entry.plan.title), entry.plan.tenant);
    plan.items = std::move(back.items);
    plan.skipped = std::move(back.impossible);
    plan.reverts = entry.plan.id;
    plan.customer = entry.plan.customer;
    return plan;
}

Plan withoutLog(Plan plan)
{
    for (PlanItem &item : plan.items) {
        if (item.removal && item.object.kind != ObjectKind::Application) {
            item.removal->isWithoutLog = true;
            item.notes.append(tr("It is deleted also where the log cannot tell who came in the last moments; a user "
                                 "whom the search does not show yet would go with it."));
        }
    }
    return plan;
}

} // namespace Change
