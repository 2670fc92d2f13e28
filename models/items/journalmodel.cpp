#include "items/journalmodel.h"

#include "items/roles.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace Items {

namespace {

using Change::ItemOutcome;

bool isGood(const Change::JournalEntry &entry)
{
    return !entry.isUnfinished()
        && std::all_of(entry.items.cbegin(), entry.items.cend(), [](const Change::ItemRecord &record) {
               return record.result.outcome == ItemOutcome::Done || record.result.outcome == ItemOutcome::AlreadySo;
           });
}

QString searchText(const Change::JournalEntry &entry)
{
    QStringList texts{entry.plan.id,
                      entry.who,
                      entry.plan.tenant.name,
                      entry.plan.tenant.origin,
                      entry.plan.title,
                      outcomeText(entry),
                      entry.begun.toLocalTime().toString(Qt::ISODate)};
    for (const Change::PlanItem &item : entry.plan.items) {
        texts << item.object.name << item.object.id;
        for (const Json::LeafChange &change : item.changes) {
            texts << change.pointer.text();
        }
    }
    return texts.join(u'\n').toCaseFolded();
}

QString valueText(const std::optional<QByteArray> &value)
{
    return value ? QString::fromUtf8(*value) : JournalModel::tr("nothing");
}

} // namespace

QString outcomeText(const Change::JournalEntry &entry)
{
    std::map<ItemOutcome, qsizetype> counts;
    for (const Change::ItemRecord &record : entry.items) {
        ++counts[record.result.outcome];
    }
    QStringList parts;
    if (entry.isUnfinished()) {
        parts << JournalModel::tr("Not finished");
    }
    for (const auto &[outcome, count] : counts) {
        parts
            << (entry.items.size() == 1
                    ? Change::titleOf(outcome)
                    : JournalModel::tr("%1: %2", "an outcome and how often").arg(Change::titleOf(outcome)).arg(count));
    }
    return parts.join(u", "_s);
}

QString resultText(const Change::ItemResult &result, const Json::SecretKeys &secrets)
{
    Change::Plan shown;
    Change::PlanItem differences{{}, result.differences, {}};
    Change::PlanItem conflicts;
    for (const Json::LeafConflict &conflict : result.conflicts) {
        conflicts.changes.append(conflict.change);
        conflicts.changes.append({conflict.change.pointer, {}, conflict.now, {}});
    }
    shown.items = {differences, conflicts};
    shown = Change::masked(shown, secrets);
    QStringList lines{Change::titleOf(result.outcome)};
    if (!result.reason.isEmpty()) {
        lines << result.reason;
    }
    const QList<Json::LeafChange> &pairs = shown.items.at(1).changes;
    for (qsizetype i = 0; i + 1 < pairs.size(); i += 2) {
        lines << JournalModel::tr("%1: it was %2 when you edited it, you want %3, and Auth0 now holds %4.")
                     .arg(pairs.at(i).pointer.text(), valueText(pairs.at(i).before), valueText(pairs.at(i).after),
                          valueText(pairs.at(i + 1).after));
    }
    for (const Json::LeafChange &difference : shown.items.at(0).changes) {
        lines << JournalModel::tr("%1: %2 was promised, and Auth0 holds %3.")
                     .arg(difference.pointer.text(), valueText(difference.before), valueText(difference.after));
    }
    return lines.join(u'\n');
}

void JournalModel::setEntries(const QList<Change::JournalEntry> &entries)
{
    beginResetModel();
    m_entries = entries;
    m_reversals = Change::reversalsIn(entries);
    m_undoable.clear();
    m_texts.clear();
    for (const Change::JournalEntry &entry : entries) {
        QString text = searchText(entry);
        if (m_reversals.contains(entry.plan.id)) {
            text += u'\n' + shortOutcome(entry).toCaseFolded();
        }
        m_texts.append(text);
    }
    arrange();
    endResetModel();
}

std::optional<Change::Reversal> JournalModel::reversal(int row) const
{
    const auto found = m_reversals.constFind(entry(row).plan.id);
    return found == m_reversals.cend() ? std::nullopt : std::optional(*found);
}

bool JournalModel::isUndoable(int row) const
{
    const Change::JournalEntry &entry = this->entry(row);
    const auto known = m_undoable.constFind(entry.plan.id);
    if (known != m_undoable.cend()) {
        return *known;
    }
    const auto taken = reversal(row);
    const bool isUndoable = !(taken && taken->isWhole) && !Change::inversePlan(entry).isEmpty();
    m_undoable.insert(entry.plan.id, isUndoable);
    return isUndoable;
}

QString JournalModel::relationText(int row) const
{
    QStringList lines{Change::takesBackText(entry(row))};
    if (const auto own = reversal(row)) {
        lines << Change::textOf(*own, QLocale().toString(own->when.toLocalTime(), QLocale::ShortFormat));
    }
    lines.removeAll(QString());
    for (QString &line : lines) {
        line[0] = line.at(0).toUpper();
    }
    return lines.join(u'\n');
}

/// The outcome, and that it no longer stands.
QString JournalModel::shortOutcome(const Change::JournalEntry &entry) const
{
    const auto found = m_reversals.constFind(entry.plan.id);
    if (found == m_reversals.cend()) {
        return outcomeText(entry);
    }
    return (found->isWhole ? tr("%1, taken back") : tr("%1, taken back in part")).arg(outcomeText(entry));
}

void JournalModel::setSearch(const QString &text)
{
    static const QRegularExpression blanks(u"\\s+"_s);
    beginResetModel();
    m_words = text.toCaseFolded().split(blanks, Qt::SkipEmptyParts);
    arrange();
    endResetModel();
}

void JournalModel::arrange()
{
    m_rows.clear();
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        const bool isFound = std::all_of(m_words.cbegin(), m_words.cend(),
                                         [this, i](const QString &word) { return m_texts.at(i).contains(word); });
        if (isFound) {
            m_rows.append(i);
        }
    }
}

int JournalModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int JournalModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JournalModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Change::JournalEntry &own = entry(index.row());
    if (role == EnvironmentRole) {
        return int(own.plan.tenant.environment);
    }
    if (role == ErrorRole) {
        return index.column() == OutcomeColumn && !isGood(own) ? outcomeText(own) : QString();
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case WhenColumn:
        return QLocale().toString(own.begun.toLocalTime(), QLocale::ShortFormat);
    case TenantColumn:
        return own.plan.tenant.name;
    case TitleColumn:
        return own.plan.title;
    case OutcomeColumn:
        return shortOutcome(own);
    case WhoColumn:
        return own.who;
    default:
        return {};
    }
}

QVariant JournalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case WhenColumn:
        return tr("When");
    case TenantColumn:
        return tr("Tenant");
    case TitleColumn:
        return tr("What");
    case OutcomeColumn:
        return tr("Outcome");
    case WhoColumn:
        return tr("Who");
    default:
        return {};
    }
}

} // namespace Items
