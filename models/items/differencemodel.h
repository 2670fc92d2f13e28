#pragma once

#include "analysis/statecomparison.h"

#include <QAbstractItemModel>
#include <QItemSelection>

#include <memory>

namespace Items {

/// What two states of an Auth0 tenant differ in as a tree: objects, and below one that changed its fields with what
/// they were and are. Secrets are masked already. A value model: whoever shows it hands the differences in, and which
/// of them are shown, which a worker finds out where they are many.
class DifferenceModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, KindColumn, BeforeColumn, AfterColumn, ColumnCount };
    /// Analysis::ObjectChange of an object, as an int; invalid for a field.
    static constexpr int ChangeRole = Qt::UserRole + 200;
    /// QString: the JSON pointer of a field that has another name; else empty.
    static constexpr int PointerRole = Qt::UserRole + 201;

    using Differences = std::shared_ptr<const QList<Analysis::ObjectDifference>>;

    using QAbstractItemModel::QAbstractItemModel;

    /// All of them are shown at first. `isNow`: the later side is what is held at present.
    void setDifferences(const Differences &differences, bool isNow);
    const Differences &differences() const { return m_differences; }
    /// Shows these alone, by their places in the list.
    void setShown(const QList<int> &shown);
    int shownCount() const { return int(m_shown.size()); }
    /// The places of those that hold every word of a text in their name, id, kind or fields, ignoring case. Pure.
    static QList<int> matching(const QList<Analysis::ObjectDifference> &differences, const QString &text);

    /// The selected objects, and of those of which fields alone are selected these fields.
    QList<Analysis::ObjectDifference> chosen(const QItemSelection &selection) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    const Analysis::ObjectDifference &objectAt(int row) const { return m_differences->at(m_shown.at(row)); }
    static QVariant dataOfObject(const Analysis::ObjectDifference &object, int column, int role);
    static QVariant dataOfField(const Analysis::ObjectDifference &object, int field, int column, int role);

    Differences m_differences = std::make_shared<const QList<Analysis::ObjectDifference>>();
    QList<int> m_shown;
    bool m_isNow = true;
};

} // namespace Items
