#pragma once

#include "json/textedit.h"

#include <QAbstractItemModel>
#include <QHash>

namespace Items {

/// A JSON document as a tree of names and values over its text. It changes nothing itself: an edit becomes a splice of
/// the text that whoever owns the text applies, and then hands the new tree in. So both sides show one document, and
/// one undo serves both.
class JsonTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, ValueColumn, ColumnCount };

    explicit JsonTreeModel(QObject *parent = nullptr);

    /// Indexes stay where the new tree has the shape of the old one; else the model is reset.
    void setTree(const Json::TextTree &tree);
    const Json::TextTree &tree() const { return m_tree; }
    /// While the text cannot be read, the tree is the last one that could, and is not edited.
    void setEditable(bool isEditable);
    bool isEditable() const { return m_isEditable; }
    /// Auth0 takes nothing but texts as values here: what is typed is one.
    void setTextsOnly(bool textsOnly) { m_textsOnly = textsOnly; }
    /// What is wrong at some places, by pointer: Items::ErrorRole of their rows.
    void setProblems(const QHash<Json::Pointer, QString> &problems);

    Json::Pointer pointerOf(const QModelIndex &index) const;
    QModelIndex indexOf(const Json::Pointer &pointer) const;
    /// The node of an index; the root of an invalid one.
    int nodeOf(const QModelIndex &index) const;
    QModelIndex indexOfNode(int node, int column = NameColumn) const;

    /// A member or entry after this one, with a name that is free; in an open container, within it. Returns where it is
    /// going to be.
    Json::Pointer insertAfter(const QModelIndex &index, bool inside);
    void removeNode(const QModelIndex &index);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// The text is to change so.
    void spliceWanted(const Json::Splice &splice);
    /// What was typed is not taken, and why.
    void refused(const QString &reason);

private:
    bool setName(int node, const QString &name);
    bool setValue(int node, const QString &typed);
    QVariant valueOf(int node, int role) const;

    Json::TextTree m_tree;
    QHash<Json::Pointer, QString> m_problems;
    bool m_isEditable = true;
    bool m_textsOnly = false;
};

} // namespace Items
