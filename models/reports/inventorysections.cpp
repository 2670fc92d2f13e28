#include "reports/customerwords.h"
#include "reports/sections.h"
#include "reports/translation.h"
#include "reports/words.h"

#include "query/policyrecord.h"

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

/// A column of a report's table that is one of the object's own table.
struct Shown
{
    QStringView id;
    int weight;
};

/// What a row of a record's table is made with.
struct RowSource
{
    Query::Kind kind = Query::Kind::Applications;
    QString word; ///< of the subject
    Analysis::Snapshot::Records Analysis::Snapshot::*records = nullptr;
    QList<Shown> columns; ///< the first one names the object
    QString whenEmpty;
};

/// Changes cells that a snapshot's records do not hold, since its map came apart from them.
using Fill = void (*)(const Facts &facts, qsizetype tenant, const Query::Record &record, QList<Query::Value> &cells);

QList<Column> columnsOf(const FactsPtr &facts, const RowSource &source)
{
    QList<Column> columns;
    for (const Shown &shown : source.columns) {
        const int index = Query::columnIndex(source.kind, shown.id);
        const Query::Column &column = Query::columnsOf(source.kind).at(index);
        Column told{QString(column.id), Query::titleOf(column), column.type, shown.weight,
                    wordsFor(source.kind, shown.id)};
        if (facts->isOfCustomer) {
            const CustomerColumn own = customerColumn(source.kind, shown.id);
            told.title = own.title.isEmpty() ? told.title : own.title;
            told.words = own.words == nullptr ? told.words : own.words;
            // A policy in short repeats those that stand in their own section.
            told.isForPrograms = own.isForPrograms || (shown.id == u"policy" && facts->hasPolicies);
        }
        columns.append(told);
        if (columns.size() == 1) {
            columns += tenantColumn(facts);
        }
    }
    return columns;
}

QList<int> placesOf(const RowSource &source)
{
    QList<int> places;
    for (const Shown &shown : source.columns) {
        places.append(Query::columnIndex(source.kind, shown.id));
    }
    return places;
}

Table recordTable(const FactsPtr &facts, const RowSource &source, Fill fill)
{
    Table table{.id = QString(Query::wordFor(source.kind)),
                .title = {},
                .kind = source.word,
                .columns = columnsOf(facts, source),
                .rows = {},
                .whenEmpty = source.whenEmpty};
    for (const TenantInput &tenant : facts->input->tenants) {
        const Analysis::Snapshot::Records &records = tenant.snapshot.*source.records;
        table.count += records ? records->size() : 0;
    }
    table.rows = [facts, source, fill, places = placesOf(source)](const TakeRow &take) {
        for (qsizetype i = 0; i < facts->input->tenants.size(); ++i) {
            const TenantInput &tenant = facts->input->tenants.at(i);
            const Analysis::Snapshot::Records &records = tenant.snapshot.*source.records;
            if (!records) {
                continue;
            }
            for (const Query::RecordPtr &record : *records) {
                QList<Query::Value> cells;
                for (const int place : places) {
                    cells.append(record->cells.at(place));
                }
                fill(*facts, i, *record, cells);
                const QString name = Query::textOf(cells.first());
                if (facts->hasSeveralTenants()) {
                    cells.insert(1, tenant.snapshot.name);
                }
                if (!take({record->id, name, cells})) {
                    return;
                }
            }
        }
    };
    return table;
}

constexpr qsizetype lockCell = 2;
constexpr qsizetype enterpriseCell = 3;
constexpr qsizetype socialCell = 4;
constexpr qsizetype callbacksCell = 7;

/// Of its one customer, and not shared with others.
bool isOwn(const TenantInput &tenant, const QString &application)
{
    return std::ranges::any_of(tenant.customers.shares, [&application](const auto &share) {
        return share.second.applications.contains(application);
    });
}

void fillApplication(const Facts &facts, qsizetype tenant, const Query::Record &record, QList<Query::Value> &cells)
{
    const auto counts = facts.tenants.at(tenant).counts.constFind(record.id);
    if (counts != facts.tenants.at(tenant).counts.cend()) {
        cells[lockCell] = qint64(counts->database);
        cells[enterpriseCell] = qint64(counts->enterprise);
        cells[socialCell] = qint64(counts->social);
    }
    if (facts.isOfCustomer && !isOwn(facts.input->tenants.at(tenant), record.id)) {
        cells[callbacksCell] = {}; // most are others'
    }
}

constexpr qsizetype applicationsCell = 5;

void fillConnection(const Facts &facts, qsizetype tenant, const Query::Record &record, QList<Query::Value> &cells)
{
    if (facts.input->tenants.at(tenant).snapshot.enabled) {
        cells[applicationsCell] = facts.tenants.at(tenant).applications.value(record.id);
    }
}

/// An organization without a display name goes by its name.
void fillOrganization(const Facts &, qsizetype, const Query::Record &record, QList<Query::Value> &cells)
{
    if (Query::textOf(cells.first()).isEmpty()) {
        cells.first() = Query::textAt(record, Query::Kind::Organizations, u"name");
    }
}

/// The table of what was read, below what was not and why.
QList<Block> inventoryBlocks(const FactsPtr &facts, Analysis::Need need, const RowSource &source, Fill fill)
{
    return absentBlocks(facts, need) << recordTable(facts, source, fill);
}

} // namespace

QList<Block> applicationBlocks(const FactsPtr &facts)
{
    return inventoryBlocks(facts, Analysis::Need::Applications,
                           {Query::Kind::Applications,
                            u"application"_s,
                            &Analysis::Snapshot::applications,
                            {{u"name", 22},
                             {u"type", 12},
                             {u"lock", 8},
                             {u"enterprise", 8},
                             {u"social", 7},
                             {u"first_party", 7},
                             {u"grants", 26},
                             {u"callbacks", 7},
                             {u"id", 20}},
                            tr("There is no application.")},
                           fillApplication);
}

QList<Block> connectionBlocks(const FactsPtr &facts)
{
    return inventoryBlocks(facts, Analysis::Need::Connections,
                           {Query::Kind::Connections,
                            u"connection"_s,
                            &Analysis::Snapshot::connections,
                            {{u"name", 22},
                             {u"display_name", 16},
                             {u"strategy", 10},
                             {u"policy", 20},
                             {u"signup", 7},
                             {u"applications", 8},
                             {u"brute_force_protection", 9},
                             {u"custom_database", 8},
                             {u"id", 20}},
                            tr("There is no connection.")},
                           fillConnection);
}

QList<Block> organizationBlocks(const FactsPtr &facts)
{
    return inventoryBlocks(
        facts, Analysis::Need::Organizations,
        {Query::Kind::Organizations,
         u"organization"_s,
         &Analysis::Snapshot::organizations,
         {{u"display_name", 22}, {u"name", 18}, {u"metadata_keys", 8}, {u"color", 10}, {u"logo", 24}, {u"id", 20}},
         tr("There is no organization.")},
        fillOrganization);
}

QList<Block> policyBlocks(const FactsPtr &facts)
{
    static const QList<Shown> plain{{u"name", 20},      {u"generation", 9},       {u"level", 8},
                                    {u"min_length", 7}, {u"character_types", 14}, {u"identical_characters", 8},
                                    {u"dictionary", 9}, {u"history_size", 7},     {u"profile_data", 9}};
    static const QList<Shown> compared = plain + QList<Shown>{{u"deviations", 8}, {u"deviating", 30}};
    const bool isCompared = !facts->input->baseline.isEmpty();
    const RowSource source{
        Query::Kind::Policies, u"connection"_s, &Analysis::Snapshot::connections, isCompared ? compared : plain, {}};
    QList<Block> blocks = absentBlocks(facts, Analysis::Need::Options);
    if (isCompared) {
        blocks.append(Text{tr("Deviations are from the baseline \"%1\". Settings that it does not name are free.")
                               .arg(facts->input->baselineName)});
    } else if (!facts->isOfCustomer) {
        blocks.append(Text{tr("The policies are shown as they are: no baseline was chosen to hold them against.")});
    }
    Table table{.id = u"policies"_s,
                .title = {},
                .kind = source.word,
                .columns = columnsOf(facts, source),
                .rows = {},
                .whenEmpty = tr("There is no database connection.")};
    for (qsizetype i = 0; i < facts->tenants.size(); ++i) {
        for (const Domain::ConnectionKind kind : facts->tenants.at(i).kinds) {
            table.count += kind == Domain::ConnectionKind::Database ? 1 : 0;
        }
    }
    table.rows = [facts, places = placesOf(source)](const TakeRow &take) {
        static const int deviations = Query::columnIndex(Query::Kind::Policies, u"deviations");
        for (const TenantInput &tenant : facts->input->tenants) {
            for (const Query::RecordPtr &connection : tenant.snapshot.connections.value_or(QList<Query::RecordPtr>())) {
                const Query::PolicyEntry entry = Query::policyEntry(*connection, facts->input->baseline);
                if (!entry.record) {
                    continue;
                }
                QList<Query::Value> cells;
                for (const int place : places) {
                    const Query::PolicyCell *cell = entry.cell(place);
                    cells.append(cell != nullptr && !cell->text.isEmpty() ? Query::Value(cell->text)
                                                                          : entry.record->cells.at(place));
                }
                const QString name = Query::textOf(cells.first());
                const auto *count = std::get_if<qint64>(&entry.record->cells.at(deviations));
                if (facts->hasSeveralTenants()) {
                    cells.insert(1, tenant.snapshot.name);
                }
                if (!take({connection->id, name, cells, count != nullptr && *count > 0 ? Tone::Near : Tone::Plain})) {
                    return;
                }
            }
        }
    };
    blocks.append(table);
    return blocks;
}

} // namespace Reports
