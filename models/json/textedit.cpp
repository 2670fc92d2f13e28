#include "json/textedit.h"

#include "json/value.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Json {

namespace {

qsizetype startOf(const TextTree::Node &node)
{
    return node.keyStart >= 0 ? node.keyStart : node.start;
}

/// The white space that stands before a position.
QString spaceBefore(const QString &text, qsizetype position)
{
    qsizetype from = position;
    while (from > 0 && text.at(from - 1).isSpace()) {
        --from;
    }
    return text.sliced(from, position - from);
}

/// The blanks with which the line of a position starts.
QString indentAt(const QString &text, qsizetype position)
{
    const qsizetype line = position == 0 ? 0 : text.lastIndexOf(u'\n', position - 1) + 1;
    qsizetype end = line;
    while (end < text.size() && (text.at(end) == u' ' || text.at(end) == u'\t')) {
        ++end;
    }
    return text.sliced(line, end - line);
}

bool isInvisible(QChar unit)
{
    const ushort code = unit.unicode();
    return code > 0x7e && unit != u'\u00ad'
        && (unit.isSpace() || unit.category() == QChar::Other_Format || unit.category() == QChar::Other_Control
            || code == 0xfeff || (code >= 0xfdd0 && code <= 0xfdef));
}

} // namespace

QString quoted(const QString &text)
{
    return QString::fromUtf8(write(Value(text.toStdString())));
}

Splice replaceValue(const TextTree &tree, int node, const QString &value)
{
    const TextTree::Node &found = tree.node(node);
    return {found.start, found.end - found.start, value};
}

Splice renameMember(const TextTree &tree, int node, const QString &name)
{
    const TextTree::Node &found = tree.node(node);
    return {found.keyStart, found.keyEnd - found.keyStart, quoted(name)};
}

Splice insertChild(const TextTree &tree, int parent, int row, const QString &name, const QString &value)
{
    const TextTree::Node &holder = tree.node(parent);
    const QString child = holder.type == TextTree::Type::Object ? quoted(name) + u": "_s + value : value;
    if (holder.children.isEmpty()) {
        const QString indent = indentAt(tree.text(), holder.start);
        const QString brackets = holder.type == TextTree::Type::Object ? u"{}"_s : u"[]"_s;
        return {holder.start, holder.end - holder.start,
                brackets.first(1) + u'\n' + indent + u"  "_s + child + u'\n' + indent + brackets.last(1)};
    }
    const qsizetype first = startOf(tree.node(holder.children.first()));
    const QString space = spaceBefore(tree.text(), first);
    if (row <= 0) {
        return {first, 0, child + u',' + (space.isEmpty() ? u" "_s : space)};
    }
    const int last = int(std::min<qsizetype>(row, holder.children.size())) - 1;
    return {tree.node(holder.children.at(last)).end, 0, u',' + (space.isEmpty() ? u" "_s : space) + child};
}

Splice removeNode(const TextTree &tree, int node)
{
    const TextTree::Node &found = tree.node(node);
    const QList<int> &siblings = tree.node(found.parent).children;
    if (found.row + 1 < siblings.size()) {
        return {startOf(found), startOf(tree.node(siblings.at(found.row + 1))) - startOf(found), {}};
    }
    if (found.row > 0) {
        const qsizetype from = tree.node(siblings.at(found.row - 1)).end;
        return {from, found.end - from, {}};
    }
    const TextTree::Node &holder = tree.node(found.parent);
    return {holder.start + 1, holder.end - holder.start - 2, {}};
}

QString withVisibleEscapes(const QString &text)
{
    QString shown;
    shown.reserve(text.size());
    for (const QChar unit : text) {
        if (isInvisible(unit)) {
            shown += u"\\u%1"_s.arg(unit.unicode(), 4, 16, QChar(u'0'));
        } else {
            shown += unit;
        }
    }
    return shown;
}

} // namespace Json
