#pragma once

#include "json/parseerror.h"
#include "json/pointer.h"

#include <QHash>
#include <QList>

namespace Json {

/// Why a text is not accepted, at the place where a person looks for it. Positions count UTF-16 units, as an editor
/// does; line and column count from 1.
struct TextProblem
{
    ParseError::Kind kind = ParseError::Kind::Syntax;
    qsizetype position = 0;
    qsizetype length = 0;
    int line = 1;
    int column = 1;
    QString message; ///< for a person; quotes no value
};

/// A JSON document as the text that it is, and the tree in it: each node knows from where to where it stands, so that
/// an edit of one leaves every other character alone (`1.0`, big numbers, escapes, order). A value; the text passed the
/// guarded door (Strictness::Edit).
class TextTree
{
public:
    enum class Type { Object, Array, Text, Number, Flag, Null };

    struct Node
    {
        Type type = Type::Null;
        qsizetype keyStart = -1; ///< of a member: its name, quotation marks included
        qsizetype keyEnd = -1;
        qsizetype start = 0;
        qsizetype end = 0; ///< one past the value
        int parent = -1;
        int row = 0; ///< among its siblings
        QString name{}; ///< of a member, decoded
        QList<int> children{};

        bool isContainer() const { return type == Type::Object || type == Type::Array; }
        friend bool operator==(const Node &, const Node &) = default;
    };

    /// An empty object.
    TextTree();
    static tl::expected<TextTree, TextProblem> read(const QString &text);

    const QString &text() const { return m_text; }
    static constexpr int root = 0;
    const Node &node(int node) const { return m_nodes.at(node); }
    qsizetype size() const { return m_nodes.size(); }
    /// The value as it stands there.
    QString valueText(int node) const;
    /// The name of a member, the index of an entry; empty for the root.
    QString nameOf(int node) const;
    Pointer pointerTo(int node) const;
    /// The node at the pointer, or -1.
    int find(const Pointer &pointer) const;
    /// The innermost node whose value or name stands at this position; the root elsewhere.
    int nodeAt(qsizetype position) const;
    /// The same nodes under the same parents: only names and values may differ.
    bool hasShapeOf(const TextTree &other) const;

private:
    friend class TextTreeReader;

    QString m_text;
    QList<Node> m_nodes; ///< parents before their children
    QHash<std::pair<int, QString>, int> m_members; ///< by parent and name
};

/// The line and column of a position in a text, from 1.
std::pair<int, int> lineAndColumn(QStringView text, qsizetype position);

} // namespace Json
