#include "items/jsontreemodel.h"

#include "items/roles.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Items {

using Type = Json::TextTree::Type;

namespace {

/// Longer values are cut for display; the editor of the cell has all of it.
constexpr qsizetype longestShown = 400;

} // namespace

JsonTreeModel::JsonTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
{ }

void JsonTreeModel::setTree(const Json::TextTree &tree)
{
    if (!tree.hasShapeOf(m_tree)) {
        beginResetModel();
        m_tree = tree;
        m_problems.clear();
        endResetModel();
        return;
    }
    const Json::TextTree before = std::exchange(m_tree, tree);
    for (int node = 1; node < m_tree.size(); ++node) {
        const bool isSame = before.nameOf(node) == m_tree.nameOf(node)
            && (m_tree.node(node).isContainer() ? before.node(node).type == m_tree.node(node).type
                                                : before.valueText(node) == m_tree.valueText(node));
        if (!isSame) {
            Q_EMIT dataChanged(indexOfNode(node), indexOfNode(node, ValueColumn));
        }
    }
}

void JsonTreeModel::setEditable(bool isEditable)
{
    m_isEditable = isEditable;
}

void JsonTreeModel::setProblems(const QHash<Json::Pointer, QString> &problems)
{
    const QHash<Json::Pointer, QString> before = std::exchange(m_problems, problems);
    for (const auto *set : {&before, &std::as_const(m_problems)}) {
        for (auto problem = set->cbegin(); problem != set->cend(); ++problem) {
            const QModelIndex place = indexOf(problem.key());
            if (place.isValid() && before.value(problem.key()) != m_problems.value(problem.key())) {
                Q_EMIT dataChanged(place, place.siblingAtColumn(ValueColumn), {ErrorRole});
            }
        }
    }
}

int JsonTreeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? int(index.internalId()) : Json::TextTree::root;
}

QModelIndex JsonTreeModel::indexOfNode(int node, int column) const
{
    return node <= Json::TextTree::root ? QModelIndex() : createIndex(m_tree.node(node).row, column, quintptr(node));
}

Json::Pointer JsonTreeModel::pointerOf(const QModelIndex &index) const
{
    return m_tree.pointerTo(nodeOf(index));
}

QModelIndex JsonTreeModel::indexOf(const Json::Pointer &pointer) const
{
    return indexOfNode(m_tree.find(pointer));
}

Json::Pointer JsonTreeModel::insertAfter(const QModelIndex &index, bool inside)
{
    const int node = nodeOf(index);
    const bool isInside = !index.isValid() || (inside && m_tree.node(node).isContainer());
    const int parent = isInside ? node : m_tree.node(node).parent;
    const int row = isInside ? int(m_tree.node(parent).children.size()) : m_tree.node(node).row + 1;
    if (!m_isEditable || !m_tree.node(parent).isContainer()) {
        return {};
    }
    QString name = QString::number(row);
    if (m_tree.node(parent).type == Type::Object) {
        const Json::Pointer holder = m_tree.pointerTo(parent);
        name = u"new"_s;
        for (int number = 2; m_tree.find(holder.child(name)) >= 0; ++number) {
            name = u"new%1"_s.arg(number);
        }
    }
    Json::Pointer place = m_tree.pointerTo(parent).child(name);
    Q_EMIT spliceWanted(Json::insertChild(m_tree, parent, row, name, u"\"\""_s));
    return place;
}

void JsonTreeModel::removeNode(const QModelIndex &index)
{
    if (index.isValid() && m_isEditable) {
        Q_EMIT spliceWanted(Json::removeNode(m_tree, nodeOf(index)));
    }
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    return createIndex(row, column, quintptr(m_tree.node(nodeOf(parent)).children.at(row)));
}

QModelIndex JsonTreeModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOfNode(m_tree.node(nodeOf(index)).parent) : QModelIndex();
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(m_tree.node(nodeOf(parent)).children.size());
}

int JsonTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant JsonTreeModel::valueOf(int node, int role) const
{
    const Json::TextTree::Node &found = m_tree.node(node);
    if (!found.isContainer()) {
        const QString text = m_tree.valueText(node);
        return role == Qt::DisplayRole && text.size() > longestShown ? text.first(longestShown) + u'…' : text;
    }
    const int children = int(found.children.size());
    if (role == Qt::EditRole || children == 0) {
        return children == 0 ? (found.type == Type::Object ? u"{}"_s : u"[]"_s) : QString();
    }
    return found.type == Type::Object ? tr("{%n key(s)}", nullptr, children) : tr("[%n entries]", nullptr, children);
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    if (role == ErrorRole) {
        // Every name on the way would have to be decoded: only where something is wrong at all.
        return m_problems.isEmpty() ? QString() : m_problems.value(pointerOf(index));
    }
    if (role != Qt::DisplayRole && role != Qt::EditRole) {
        return {};
    }
    const int node = nodeOf(index);
    return index.column() == NameColumn ? QVariant(m_tree.nameOf(node)) : valueOf(node, role);
}

bool JsonTreeModel::setName(int node, const QString &name)
{
    if (name == m_tree.nameOf(node)) {
        return true;
    }
    if (m_tree.find(m_tree.pointerTo(m_tree.node(node).parent).child(name)) >= 0) {
        Q_EMIT refused(tr("There is a key “%1” beside it already. Keys stand once in an object.").arg(name));
        return false;
    }
    Q_EMIT spliceWanted(Json::renameMember(m_tree, node, name));
    return true;
}

bool JsonTreeModel::setValue(int node, const QString &typed)
{
    if (typed == valueOf(node, Qt::EditRole).toString()) {
        return true;
    }
    const auto tree = Json::TextTree::read(typed);
    const bool isText = tree && tree->node(Json::TextTree::root).type == Type::Text;
    if (m_textsOnly ? isText : tree.has_value()) {
        Q_EMIT spliceWanted(Json::replaceValue(m_tree, node, typed.trimmed()));
        return true;
    }
    // What starts as JSON was meant as JSON; anything else is a text that lacks its quotation marks.
    const QString start = typed.trimmed().left(1);
    const bool meansJson = !start.isEmpty() && u"{[\"-0123456789"_s.contains(start);
    if (!m_textsOnly && meansJson) {
        Q_EMIT refused(tree.error().message);
        return false;
    }
    Q_EMIT spliceWanted(Json::replaceValue(m_tree, node, Json::withVisibleEscapes(Json::quoted(typed))));
    return true;
}

bool JsonTreeModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable)) {
        return false;
    }
    return index.column() == NameColumn ? setName(nodeOf(index), value.toString())
                                        : setValue(nodeOf(index), value.toString());
}

Qt::ItemFlags JsonTreeModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    if (!index.isValid() || !m_isEditable) {
        return flags;
    }
    const Json::TextTree::Node &node = m_tree.node(nodeOf(index));
    const bool isEditable = index.column() == NameColumn ? node.keyStart >= 0 : node.children.isEmpty();
    flags.setFlag(Qt::ItemIsEditable, isEditable);
    return flags;
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == NameColumn ? tr("Key") : tr("Value");
}

} // namespace Items
