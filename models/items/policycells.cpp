#include "items/policycells.h"

#include "items/celltext.h"
#include "items/roles.h"
#include "items/translation.h"

#include "query/columns.h"

using namespace Qt::StringLiterals;

namespace Items {

namespace {

QString shownText(const Query::PolicyEntry &entry, int column)
{
    const Query::PolicyCell *cell = entry.cell(column);
    return cell && !cell->text.isEmpty()
        ? cell->text
        : displayText(Query::columnsOf(Query::Kind::Policies).at(column), entry.record->cells.at(column));
}

QVariant deviation(const Query::PolicyEntry &entry, int column)
{
    const Query::PolicyCell *cell = entry.cell(column);
    return cell && cell->deviation ? QVariant(int(*cell->deviation)) : QVariant();
}

QVariant stagedText(const Query::PolicyEntry &now, const Query::PolicyEntry *staged, int column)
{
    if (!staged || staged->record->cells.at(column) == now.record->cells.at(column)) {
        return {};
    }
    const QString text = shownText(*staged, column);
    return text.isEmpty() ? u"–"_s : text;
}

bool isAt(int column, QStringView id)
{
    return Query::columnsOf(Query::Kind::Policies).at(column).id == id;
}

bool isOn(const Query::Record &record, QStringView column)
{
    return record.cells.at(Query::columnIndex(Query::Kind::Policies, column)) == Query::Value(true);
}

bool holdsBoth(const Query::Record &record)
{
    return Query::textAt(record, Query::Kind::Policies, u"generation")
        == Policy::wordFor(Domain::PolicyGeneration::Both);
}

/// Why Tenantry leaves this connection's policy as it is (auth0.md 4.6); empty where it may be edited.
QString whyUneditable(const Query::Record &record)
{
    if (isOn(record, u"custom_database")) {
        return tr(
            "The connection uses a custom database, whose encrypted configuration may not survive being sent back: "
            "its policy is shown, and changed in Auth0's Dashboard only.");
    }
    return Query::textAt(record, Query::Kind::Policies, u"generation").isEmpty()
        ? tr("Auth0 sent no options of this connection: the token lacks read:connections_options.")
        : QString();
}

/// What a pointer that rests on the cell is told.
QString toolTip(const PolicyRows &rows, const Query::PolicyEntry &entry, const Query::PolicyEntry *staged, int column)
{
    QStringList lines;
    const Query::Record &record = *entry.record;
    if (const Query::PolicyCell *cell = entry.cell(column); cell && !cell->text.isEmpty()) {
        const QString whole = Query::policyText(record, column);
        lines << (whole == cell->text ? QString() : whole);
    }
    if (isAt(column, u"generation") && holdsBoth(record)) {
        lines << tr(
            "The connection holds both generations, legacy | flexible. Which one Auth0 applies is not documented.");
    } else if (shownText(entry, column).contains(u" | "_s) && holdsBoth(record)) {
        lines << tr("Legacy | flexible: which one Auth0 applies is not documented.");
    }
    if (isAt(column, u"deviations")) {
        lines << Query::textAt(record, Query::Kind::Policies, u"deviating");
    } else if (deviation(entry, column).isValid()) {
        lines << Query::describeDeviation(record, column, rows.baseline());
    }
    if (const QVariant text = stagedText(entry, staged, column); text.isValid()) {
        lines << tr("Staged, not sent: %1").arg(text.toString());
    }
    lines << whyUneditable(record);
    lines.removeAll(QString());
    return lines.join(u" — "_s);
}

/// Shape and colour in words, for who does not see them.
QString spoken(const Query::PolicyEntry &entry, const Query::PolicyEntry *staged, int column)
{
    const QString shown = shownText(entry, column);
    QStringList parts{shown.isEmpty() ? tr("not known") : shown};
    if (const QVariant direction = deviation(entry, column); direction.isValid()) {
        parts << textOf(Policy::Direction(direction.toInt()));
    }
    if (const QVariant text = stagedText(entry, staged, column); text.isValid()) {
        parts << tr("staged: %1").arg(text.toString());
    }
    return parts.join(u", "_s);
}

} // namespace

QString textOf(Policy::Direction direction)
{
    switch (direction) {
    case Policy::Direction::Weaker:
        return tr("weaker than the baseline");
    case Policy::Direction::Stronger:
        return tr("stronger than the baseline");
    case Policy::Direction::Stricter:
        return tr("stricter than the baseline about characters, which makes no password stronger");
    case Policy::Direction::Looser:
        return tr("looser than the baseline about characters, which makes no password weaker");
    case Policy::Direction::Different:
        break;
    }
    return tr("different from the baseline");
}

QVariant policyCell(const PolicyRows &rows, const Query::Record &record, int column, int role)
{
    const Query::PolicyEntry *entry = rows.entry(record.tenant, record.id);
    if (!entry) {
        return {};
    }
    const Query::PolicyEntry *staged = rows.staged(record.tenant, record.id);
    switch (role) {
    case Qt::DisplayRole:
        return shownText(*entry, column);
    case DeviationRole:
        return deviation(*entry, column);
    case StagedRole:
        return stagedText(*entry, staged, column);
    case StagedDeviationRole:
        return staged ? deviation(*staged, column) : QVariant();
    case UneditableRole:
        return whyUneditable(record);
    case Qt::ToolTipRole:
        return toolTip(rows, *entry, staged, column);
    case Qt::AccessibleTextRole:
        return spoken(*entry, staged, column);
    default:
        return {};
    }
}

} // namespace Items
