#include "items/differencemodel.h"

#include "change/changewords.h"
#include "items/roles.h"
#include "session/differencewords.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Items {

namespace {

using Analysis::ComparedKind;
using Analysis::FieldDifference;
using Analysis::ObjectChange;
using Analysis::ObjectDifference;

/// Longer values are cut: the tooltip has more of them.
constexpr qsizetype shownCharacters = 400;
constexpr qsizetype toldCharacters = 4'000;

QString textOf(const ObjectDifference &object, const FieldDifference &field, const std::optional<QByteArray> &value,
               qsizetype most)
{
    if (Analysis::isPair(object.kind, field)) {
        return value ? DifferenceModel::tr("enabled") : DifferenceModel::tr("not enabled");
    }
    if (!value) {
        return DifferenceModel::tr("not there");
    }
    const auto kind = Session::objectKindOf(object.kind);
    const QString text = kind ? Change::valueText(*kind, field.pointer, *value) : QString::fromUtf8(*value);
    return text.size() > most ? text.left(most) + u'…' : text;
}

bool holds(const ObjectDifference &object, const QString &word)
{
    const auto has = [&word](const QString &text) { return text.contains(word, Qt::CaseInsensitive); };
    return has(object.name) || has(object.id) || has(Analysis::titleOf(object.kind))
        || std::any_of(object.fields.begin(), object.fields.end(), [&](const FieldDifference &field) {
               return has(field.pointer.text()) || has(Session::titleOf(object.kind, field));
           });
}

} // namespace

void DifferenceModel::setDifferences(const Differences &differences, bool isNow)
{
    beginResetModel();
    m_isNow = isNow;
    m_differences = differences;
    m_shown.resize(differences->size());
    std::iota(m_shown.begin(), m_shown.end(), 0);
    endResetModel();
}

void DifferenceModel::setShown(const QList<int> &shown)
{
    beginResetModel();
    m_shown = shown;
    endResetModel();
}

QList<int> DifferenceModel::matching(const QList<ObjectDifference> &differences, const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    QList<int> places;
    for (int place = 0; place < int(differences.size()); ++place) {
        const ObjectDifference &object = differences.at(place);
        if (std::all_of(words.begin(), words.end(), [&object](const QString &word) { return holds(object, word); })) {
            places.append(place);
        }
    }
    return places;
}

QList<ObjectDifference> DifferenceModel::chosen(const QItemSelection &selection) const
{
    std::vector<bool> whole(std::size_t(m_shown.size()), false);
    QHash<int, QSet<int>> fields; // by row
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            if (range.parent().isValid()) {
                fields[range.parent().row()].insert(row);
            } else {
                whole[std::size_t(row)] = true;
            }
        }
    }
    QList<ObjectDifference> objects;
    for (int row = 0; row < int(m_shown.size()); ++row) {
        if (whole[std::size_t(row)]) {
            objects.append(objectAt(row));
        } else if (const auto some = fields.constFind(row); some != fields.cend()) {
            ObjectDifference object = objectAt(row);
            object.fields.clear();
            for (int field = 0; field < int(objectAt(row).fields.size()); ++field) {
                if (some->contains(field)) {
                    object.fields.append(objectAt(row).fields.at(field));
                }
            }
            objects.append(object);
        }
    }
    return objects;
}

QModelIndex DifferenceModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : quintptr(0));
}

QModelIndex DifferenceModel::parent(const QModelIndex &index) const
{
    return index.isValid() && index.internalId() > 0 ? createIndex(int(index.internalId()) - 1, 0, quintptr(0))
                                                     : QModelIndex();
}

int DifferenceModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid()) {
        return int(m_shown.size());
    }
    const bool isObject = parent.internalId() == 0 && parent.column() == 0;
    return isObject ? int(objectAt(parent.row()).fields.size()) : 0;
}

int DifferenceModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant DifferenceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    return index.internalId() == 0
        ? dataOfObject(objectAt(index.row()), index.column(), role)
        : dataOfField(objectAt(int(index.internalId()) - 1), index.row(), index.column(), role);
}

QVariant DifferenceModel::dataOfObject(const ObjectDifference &object, int column, int role)
{
    if (role == ChangeRole) {
        return int(object.change);
    }
    if (role == IdRole) {
        return object.id;
    }
    if (role == Qt::ToolTipRole) {
        return column == NameColumn ? object.id : QString();
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const bool isChange = object.change == ObjectChange::Changed;
    switch (column) {
    case NameColumn:
        return !object.name.isEmpty()               ? object.name
            : object.kind == ComparedKind::Settings ? tr("The tenant's settings")
                                                    : object.id;
    case KindColumn:
        return Analysis::titleOf(object.kind);
    case BeforeColumn:
        return isChange                              ? tr("%n field(s)", nullptr, int(object.fields.size()))
            : object.change == ObjectChange::Removed ? tr("was there")
                                                     : tr("not there");
    case AfterColumn:
        return isChange ? QString() : object.change == ObjectChange::Removed ? tr("gone") : tr("new");
    default:
        return {};
    }
}

QVariant DifferenceModel::dataOfField(const ObjectDifference &object, int field, int column, int role)
{
    const FieldDifference &own = object.fields.at(field);
    const QString title
        = role == Qt::DisplayRole || role == PointerRole ? Session::titleOf(object.kind, own) : QString();
    switch (role) {
    case PointerRole:
        return title.isEmpty() ? QString() : own.pointer.text();
    case Qt::ToolTipRole:
        return column == BeforeColumn ? textOf(object, own, own.before, toldCharacters)
            : column == AfterColumn   ? textOf(object, own, own.after, toldCharacters)
            : column == NameColumn    ? own.pointer.text()
                                      : QString();
    case Qt::DisplayRole:
        return column == NameColumn  ? (title.isEmpty() ? own.pointer.text() : title)
            : column == BeforeColumn ? textOf(object, own, own.before, shownCharacters)
            : column == AfterColumn  ? textOf(object, own, own.after, shownCharacters)
                                     : QString();
    default:
        return {};
    }
}

QVariant DifferenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case NameColumn:
        return tr("What differs");
    case KindColumn:
        return tr("Kind");
    case BeforeColumn:
        return tr("Then");
    case AfterColumn:
        return m_isNow ? tr("Now") : tr("Later");
    default:
        return {};
    }
}

} // namespace Items
