#include "items/changemodel.h"

#include "items/changelabels.h"
#include "items/roles.h"

#include "change/fieldtitles.h"
#include "query/columns.h"
#include "session/estate.h"
#include "json/leaves.h"
#include "json/value.h"

#include <algorithm>
#include <utility>

namespace Items {

namespace {

/// What lies in an index: nothing for a tenant; of an object its plan; of a leaf its plan and its item.
constexpr int planBits = 20;

quintptr idOfObject(qsizetype plan)
{
    return quintptr(plan) + 1;
}

quintptr idOfLeaf(qsizetype plan, qsizetype item)
{
    return idOfObject(plan) | (quintptr(item) + 1) << planBits;
}

qsizetype planIn(quintptr id)
{
    return qsizetype(id & ((quintptr(1) << planBits) - 1)) - 1;
}

qsizetype itemIn(quintptr id)
{
    return qsizetype(id >> planBits) - 1;
}

/// "8   ▼ weaker"
QString withMark(const QString &text, const QString &mark)
{
    return mark.isEmpty() ? text : text + QStringLiteral("   ") + mark;
}

/// Longer names of a field would take the column's room from the values.
constexpr qsizetype longestFieldName = 32;
/// Longer values are shown whole in the request.
constexpr qsizetype shownCharacters = 400;

QString shownValue(const QString &text, const QString &absent)
{
    if (text.isEmpty()) {
        return absent;
    }
    return text.size() > shownCharacters ? text.left(shownCharacters) + u'…' : text;
}

/// What Auth0 holds of a leaf that is in conflict, or lies in what is.
QString nowText(Change::ObjectKind kind, const Json::LeafChange &conflict, const Json::Pointer &leaf)
{
    const Json::Pointer inner(leaf.tokens().mid(conflict.pointer.tokens().size()));
    const auto whole = conflict.after ? Json::parse(*conflict.after) : Json::Value();
    const Json::Value *now = whole && conflict.after ? Json::valueAt(*whole, inner) : nullptr;
    return now ? Change::valueText(kind, leaf, Json::write(*now)) : QString();
}

} // namespace

ChangeModel::ChangeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_secrets(Json::SecretKeys::fromResource())
{ }

void ChangeModel::setPlans(const QList<Session::TenantPlan> &plans)
{
    beginResetModel();
    m_plans = plans;
    m_objects.clear();
    for (const Session::TenantPlan &plan : plans) {
        std::vector<Object> objects;
        objects.reserve(std::size_t(plan.plan.items.size()));
        const Change::Plan shown = Change::masked(plan.plan, m_secrets);
        const QStringList labels = changeLabels(plan.plan);
        for (qsizetype i = 0; i < shown.items.size(); ++i) {
            const Change::PlanItem &item = plan.plan.items.at(i);
            objects.push_back({item.object,
                               labels.at(i),
                               Change::wordsOf(shown.items.at(i), item.seen),
                               {},
                               {},
                               true,
                               item.creation      ? Fate::Made
                                   : item.removal ? Fate::Deleted
                                                  : Fate::Edited});
        }
        m_objects.push_back(std::move(objects));
    }
    endResetModel();
    Q_EMIT chosenChanged();
}

void ChangeModel::setChoosing(bool isChoosing)
{
    m_isChoosing = isChoosing;
}

void ChangeModel::setResult(qsizetype plan, qsizetype item, const Change::ItemResult &result)
{
    Object &object = m_objects.at(std::size_t(plan)).at(std::size_t(item));
    object.result = result;
    object.now.clear();
    Change::Plan conflicts;
    Change::PlanItem present{object.object, {}, {}};
    for (const Json::LeafConflict &conflict : result.conflicts) {
        present.changes.append({conflict.change.pointer, conflict.now, conflict.now, {}});
    }
    conflicts.items = {present};
    conflicts = Change::masked(conflicts, m_secrets);
    QHash<Json::Pointer, Json::LeafChange> held;
    for (const Json::LeafChange &conflict : std::as_const(conflicts.items).first().changes) {
        held.insert(conflict.pointer, conflict);
    }
    for (const Change::ChangeWords &words : std::as_const(object.leaves)) {
        const Json::Pointer &leaf = words.leaf.pointer;
        for (Json::Pointer at = leaf; !held.isEmpty(); at = at.parent()) { // it may be told as a part of what conflicts
            if (const auto found = held.constFind(at); found != held.cend()) {
                object.now.insert(leaf, shownValue(nowText(object.object.kind, *found, leaf), tr("not there")));
            }
            if (held.contains(at) || at.isWhole()) {
                break;
            }
        }
    }
    const QModelIndex at = indexOf(plan, item);
    Q_EMIT dataChanged(at, at.siblingAtColumn(ColumnCount - 1));
    if (const int leaves = rowCount(at); leaves > 0) {
        Q_EMIT dataChanged(index(0, 0, at), index(leaves - 1, ColumnCount - 1, at));
    }
}

const Change::ItemResult &ChangeModel::result(qsizetype plan, qsizetype item) const
{
    return objectAt({plan, item}).result;
}

std::optional<ChangeModel::Place> ChangeModel::placeOf(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0) {
        return std::nullopt;
    }
    const qsizetype item = itemIn(index.internalId());
    return Place{planIn(index.internalId()), item < 0 ? index.row() : item};
}

QModelIndex ChangeModel::indexOf(qsizetype plan, qsizetype item) const
{
    return createIndex(int(item), 0, idOfObject(plan));
}

QModelIndex ChangeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    if (!parent.isValid()) {
        return createIndex(row, column, quintptr(0));
    }
    return createIndex(row, column,
                       parent.internalId() == 0 ? idOfObject(parent.row())
                                                : idOfLeaf(planIn(parent.internalId()), parent.row()));
}

QModelIndex ChangeModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0) {
        return {};
    }
    const qsizetype plan = planIn(index.internalId());
    const qsizetype item = itemIn(index.internalId());
    return item < 0 ? createIndex(int(plan), 0, quintptr(0)) : indexOf(plan, item);
}

int ChangeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid()) {
        return int(m_plans.size());
    }
    if (parent.column() != 0) {
        return 0;
    }
    if (parent.internalId() == 0) {
        return int(m_objects.at(std::size_t(parent.row())).size());
    }
    const bool isLeaf = itemIn(parent.internalId()) >= 0;
    return isLeaf ? 0 : int(objectAt({planIn(parent.internalId()), parent.row()}).leaves.size());
}

int ChangeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant ChangeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const std::optional<Place> place = placeOf(index);
    const Session::TenantPlan &plan = m_plans.at(place ? place->plan : index.row());
    if (role == TenantRole) {
        return plan.tenant.text();
    }
    if (!place) {
        return dataOfTenant(plan, index.column(), role);
    }
    const bool isLeaf = itemIn(index.internalId()) >= 0;
    const Object &object = objectAt(*place);
    const bool isCount = !isLeaf && index.column() == StateColumn && role == Qt::DisplayRole
        && object.result.outcome == Change::ItemOutcome::Pending && object.fate != Fate::Deleted;
    if (isCount && object.leaves.size() == 1 && !object.leaves.first().leaf.pointer.isWhole()) {
        const QString name = dataOfLeaf(*place, 0, NameColumn, Qt::DisplayRole).toString();
        if (name.size() <= longestFieldName) { // the one field says more than that it is one
            return withMark(name, Change::markOf(object.leaves));
        }
    }
    return isLeaf ? dataOfLeaf(*place, index.row(), index.column(), role) : dataOfObject(object, index.column(), role);
}

QVariant ChangeModel::dataOfTenant(const Session::TenantPlan &plan, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return column == NameColumn ? plan.plan.tenant.name : QString();
    case EnvironmentRole:
        return int(plan.plan.tenant.environment);
    default:
        return {};
    }
}

QVariant ChangeModel::dataOfObject(const Object &object, int column, int role) const
{
    const bool isPending = object.result.outcome == Change::ItemOutcome::Pending;
    switch (role) {
    case Qt::DisplayRole:
        if (column == NameColumn) {
            return object.label;
        }
        if (column == StateColumn) {
            const bool isAction = object.leaves.size() == 1 && object.leaves.first().leaf.pointer.isWhole();
            return isPending && object.fate == Fate::Deleted ? tr("Deleted")
                : isPending && isAction                      ? tr("Action")
                : isPending
                ? withMark(tr("%n field(s)", nullptr, int(object.leaves.size())), Change::markOf(object.leaves))
                : Change::titleOf(object.result.outcome);
        }
        return {};
    case Qt::CheckStateRole:
        return column == NameColumn ? QVariant(object.isChosen ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::AccessibleTextRole:
        return column == NameColumn ? Change::described({object.object.kind, object.object.id, object.label})
                                    : QString();
    case IdRole:
        return object.object.id;
    case FateRole:
        return int(object.fate);
    case OutcomeRole:
        return int(object.result.outcome);
    case ErrorRole: {
        const bool isGood = isPending || object.result.outcome == Change::ItemOutcome::Done
            || object.result.outcome == Change::ItemOutcome::AlreadySo;
        return isGood || column != StateColumn ? QString()
            : object.result.reason.isEmpty()   ? Change::titleOf(object.result.outcome)
                                               : object.result.reason;
    }
    default:
        return {};
    }
}

/// Empty where the leaf has no name but its pointer.
QString ChangeModel::leafName(const Place &place, const Json::Pointer &pointer) const
{
    const Change::ObjectKind kind = objectAt(place).object.kind;
    QString title = Change::fieldTitle(kind, pointer);
    const std::optional<Query::Kind> other = Session::otherTableOf(kind);
    if (pointer.isWhole() || !m_estate || !other) {
        return title;
    }
    const QString id = pointer.tokens().constFirst();
    const Query::RecordPtr record = m_estate->record(m_plans.at(place.plan).tenant, *other, id);
    const QHash<QString, QString> &names = m_plans.at(place.plan).plan.items.at(place.item).names; // of what is new
    const QString name = record ? Query::textAt(*record, *other, u"name") : names.value(id);
    return title.isEmpty() || name.isEmpty() ? name : tr("%1: %2", "a connection and its switch").arg(name, title);
}

QVariant ChangeModel::dataOfLeaf(const Place &place, int leaf, int column, int role) const
{
    const Object &object = objectAt(place);
    const Change::ChangeWords &words = object.leaves.at(leaf);
    const Json::LeafChange &change = words.leaf;
    if (column == NameColumn && (role == Qt::DisplayRole || role == Qt::ToolTipRole)) {
        const bool isAction = change.pointer.isWhole() && !words.title.isEmpty();
        const QString name = isAction ? words.title : leafName(place, change.pointer);
        if (role == Qt::ToolTipRole) {
            return name.isEmpty() ? QString() : isAction ? words.after : change.pointer.text();
        }
        return !name.isEmpty() ? name : change.pointer.isWhole() ? tr("(the whole object)") : change.pointer.text();
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case BeforeColumn:
        return shownValue(words.before, tr("not there"));
    case AfterColumn:
        return withMark(shownValue(words.after, tr("removed")), Change::markOf(words.direction));
    case NowColumn:
        return object.now.value(change.pointer);
    default:
        return {};
    }
}

bool ChangeModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const std::optional<Place> place = placeOf(index);
    if (role != Qt::CheckStateRole || !place || !flags(index).testFlag(Qt::ItemIsUserCheckable)) {
        return false;
    }
    m_objects.at(std::size_t(place->plan)).at(std::size_t(place->item)).isChosen
        = Qt::CheckState(value.toInt()) == Qt::Checked;
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT chosenChanged();
    return true;
}

Qt::ItemFlags ChangeModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    const bool isObject = placeOf(index) && itemIn(index.internalId()) < 0;
    if (isObject && m_isChoosing && index.column() == NameColumn) {
        flags |= Qt::ItemIsUserCheckable;
    }
    return flags;
}

QVariant ChangeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case NameColumn:
        return tr("Field");
    case BeforeColumn:
        return tr("As last seen");
    case AfterColumn:
        return tr("After");
    case NowColumn:
        return tr("At Auth0 now");
    case StateColumn:
        return tr("State");
    default:
        return {};
    }
}

} // namespace Items
