#pragma once

#include "json/texttree.h"

namespace Json {

/// One edit of a text: `length` characters at `position` give way to `text`. A value.
struct Splice
{
    qsizetype position = 0;
    qsizetype length = 0;
    QString text;

    QString appliedTo(const QString &whole) const { return QString(whole).replace(position, length, text); }
    friend bool operator==(const Splice &, const Splice &) = default;
};

/// Edits of the tree as edits of its text. Nodes are of `tree`; `value` is a JSON text.
Splice replaceValue(const TextTree &tree, int node, const QString &value);
Splice renameMember(const TextTree &tree, int node, const QString &name);
/// Makes a member of an object, or an entry of an array (`name` is not looked at), the one in this row; at the end
/// where `row` is beyond it. Stands and is indented as its siblings are.
Splice insertChild(const TextTree &tree, int parent, int row, const QString &name, const QString &value);
/// Takes a node away with the comma that belongs to it; not the root.
Splice removeNode(const TextTree &tree, int node);

/// A text as JSON, in its quotation marks.
QString quoted(const QString &text);

/// The JSON text with the characters in it that nobody sees, or that an editor would not keep, as escapes: bidi
/// controls, spaces of other kinds, line separators. It means the same. `text` must be well-formed.
QString withVisibleEscapes(const QString &text);

} // namespace Json
