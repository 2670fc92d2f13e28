#include "reports/sections.h"

#include "reports/translation.h"

using namespace Qt::StringLiterals;

namespace Reports {

using Analysis::ObjectChange;
using Query::ColumnType;

namespace {

QString titleOf(ObjectChange change)
{
    switch (change) {
    case ObjectChange::Added:
        return tr("added");
    case ObjectChange::Removed:
        return tr("removed");
    case ObjectChange::Changed:
        break;
    }
    return tr("changed");
}

Tone toneOf(ObjectChange change)
{
    return change == ObjectChange::Added ? Tone::Ok : change == ObjectChange::Removed ? Tone::Near : Tone::Plain;
}

Query::Value valueOf(const QString &words)
{
    return words.isEmpty() ? notSet() : words;
}

/// One for each field that is another one; one for an object that came or went.
void addRows(const FactsPtr &facts, const TenantInput &tenant, QList<Row> &rows)
{
    for (const Analysis::ObjectDifference &difference : tenant.past->differences) {
        const auto add = [&](const QString &field, const Query::Value &before, const Query::Value &after) {
            QList<Query::Value> cells{Analysis::titleOf(difference.kind), difference.name};
            cells += tenantCell(facts, tenant);
            cells += QList<Query::Value>{titleOf(difference.change), field, before, after};
            rows.append({difference.id, difference.name, cells, toneOf(difference.change)});
        };
        if (difference.change != ObjectChange::Changed) {
            add({}, {}, {});
        }
        for (const Analysis::FieldDifference &field : difference.fields) {
            const QString place = field.pointer.text();
            const auto title = tenant.past->titles.find({difference.kind, place});
            const auto words = tenant.past->values->find({difference.kind, difference.id, place});
            const auto [before, after] = words != tenant.past->values->end()
                ? words->second
                : std::pair(QString::fromUtf8(field.before.value_or("")), QString::fromUtf8(field.after.value_or("")));
            add(title == tenant.past->titles.end() ? place : title->second, valueOf(before), valueOf(after));
        }
    }
}

Figures figuresOf(const TenantInput &tenant)
{
    const Analysis::DifferenceCounts counts = Analysis::countsOf(tenant.past->differences);
    return {{u"added"_s, tr("Objects that came"), qint64(counts.added)},
            {u"removed"_s, tr("Objects that went"), qint64(counts.gone)},
            {u"changed"_s, tr("Objects that changed"), qint64(counts.changed)}};
}

/// Why parts were not compared lies in the settings of those who look after the Auth0 tenant: no customer is told.
QStringList notesOf(const TenantInput &tenant, bool isForCustomer)
{
    QStringList notes{tenant.pastNote};
    if (!isForCustomer) {
        notes += tenant.notCompared;
    } else if (const QStringList parts = partTitles(tenant.notComparedParts, isForCustomer); !parts.isEmpty()) {
        notes.append(tr("Not compared: %1.").arg(parts.join(u"; "_s)));
    }
    notes.removeAll(QString());
    return notes;
}

} // namespace

QString notSet()
{
    return tr("not set");
}

QList<Block> comparisonBlocks(const FactsPtr &facts)
{
    QList<Block> blocks;
    QList<Row> rows;
    bool isCompared = false;
    for (const TenantInput &tenant : facts->input->tenants) {
        const QString name = facts->hasSeveralTenants() ? tenant.snapshot.name + u": "_s : QString();
        if (tenant.past) {
            isCompared = true;
            blocks.append(Text{name
                               + tr("Compared with the snapshot of %1 UTC.")
                                     .arg(tenant.past->at.toUTC().toString(u"yyyy-MM-dd HH:mm"_s))});
            blocks.append(figuresOf(tenant));
            addRows(facts, tenant, rows);
        }
        for (const QString &note : notesOf(tenant, facts->isOfCustomer)) {
            blocks.append(Text{name + note, Tone::Muted});
        }
    }
    if (isCompared) {
        blocks.append(withRows({.id = u"differences"_s,
                                .title = tr("What differs"),
                                .kind = u"difference"_s,
                                .columns = QList<Column>{{u"kind"_s, tr("Kind"), ColumnType::Text, 10},
                                                         {u"name"_s, tr("Object"), ColumnType::Text, 18}}
                                    + tenantColumn(facts)
                                    + QList<Column>{{u"change"_s, tr("Change"), ColumnType::Text, 8},
                                                    {u"field"_s, tr("Setting"), ColumnType::Text, 24},
                                                    {u"before"_s, tr("Before"), ColumnType::Text, 18},
                                                    {u"after"_s, tr("Now"), ColumnType::Text, 18}},
                                .rows = {},
                                .whenEmpty = tr("Nothing differs.")},
                               std::move(rows)));
    } else if (blocks.isEmpty()) {
        blocks.append(Text{tr("There is no earlier snapshot to compare with."), Tone::Muted});
    }
    return blocks;
}

} // namespace Reports
