#include "session/madechanges.h"

#include "change/changewords.h"
#include "change/journal.h"

namespace Session {

namespace {

QList<Domain::MadeChange> changesOf(const Change::JournalEntry &entry, qsizetype index)
{
    const Change::PlanItem &item = entry.plan.items.at(index);
    const Change::ItemRecord record = entry.items.value(index);
    const Change::ItemOutcome outcome = record.isOpen ? Change::ItemOutcome::Unknown : record.result.outcome;
    Domain::MadeChange change{entry.begun,
                              entry.who,
                              QString(Change::wordOf(item.object.kind)),
                              item.object.id,
                              item.object.name.isEmpty() ? item.object.id : item.object.name,
                              entry.plan.title,
                              {},
                              {},
                              titleOf(outcome)};
    const bool isRelation = item.object.kind == Change::ObjectKind::ConnectionClients
        || item.object.kind == Change::ObjectKind::OrganizationConnections
        || item.object.kind == Change::ObjectKind::UserOrganizations;
    QList<Domain::MadeChange> changes;
    for (const Change::ChangeWords &words : Change::wordsOf(item, item.seen)) {
        change.other = isRelation && !words.leaf.pointer.isWhole() ? words.leaf.pointer.first() : QString();
        change.field = words.title.isEmpty() ? words.leaf.pointer.text() : words.title;
        change.before = words.before;
        change.after = words.after;
        changes.append(change);
    }
    change.isWhole = changes.isEmpty();
    return changes.isEmpty() ? QList{change} : changes;
}

} // namespace

QList<Domain::MadeChange> madeChanges(const QList<Change::JournalEntry> &journal, const Domain::TenantProfile &tenant,
                                      const QDateTime &since)
{
    const QString origin = Change::planTenant(tenant).origin;
    QList<Domain::MadeChange> changes;
    for (const Change::JournalEntry &entry : journal) {
        if (entry.plan.tenant.origin == origin && (!since.isValid() || entry.begun >= since)) {
            for (qsizetype i = 0; i < entry.plan.items.size(); ++i) {
                changes += changesOf(entry, i);
            }
        }
    }
    return changes;
}

} // namespace Session
