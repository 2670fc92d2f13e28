#pragma once

#include "query/record.h"

#include <QAbstractListModel>

#include <set>

namespace Items {

/// An object of an Auth0 tenant among which somebody chooses.
struct Choice
{
    QString id;
    QString name; ///< made visible (Query::visibleText()); hostile text all the same
    QString owner{}; ///< what the customer is called to whom it belongs, made visible; empty for none

    friend bool operator==(const Choice &, const Choice &) = default;
};

/// The objects by name; of one name, their ids tell them apart. Sorts all of them: it belongs on a worker.
QList<Choice> choicesByName(const QList<Query::RecordPtr> &records, Query::Kind kind);

/// Objects to choose among, however many: taking them in costs nothing per row. Either one is chosen, as in a combo
/// box, or each has a check box. What belongs to a customer says so. Qt::UserRole is the id, PlainRole the name alone.
class ChoiceModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum class Boxes { None, Each };
    static constexpr int PlainRole = Qt::UserRole + 1;

    explicit ChoiceModel(Boxes boxes, QObject *parent = nullptr);

    /// None of them is checked.
    void setChoices(const QList<Choice> &choices);
    QStringList checkedIds() const; ///< in the order of the rows

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    Boxes m_boxes;
    QList<Choice> m_choices;
    std::set<int> m_checked; ///< rows
};

} // namespace Items
