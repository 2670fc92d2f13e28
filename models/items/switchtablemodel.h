#pragma once

#include <QAbstractTableModel>

#include <optional>

namespace Items {

/// A table whose cells are switches: a cell is a check box, says in words what a wish would do, and has as ValueRole
/// what Auth0 holds. What the rows, columns and switches are, is said by those that derive from it.
class SwitchTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Whether what Auth0 holds was read. No cell is a check box before.
    virtual bool isKnown() const = 0;
    /// Turns cells on or off at once.
    void turn(const QModelIndexList &cells, bool on);
    /// Whether the cell is wished otherwise than Auth0 holds it.
    bool isWish(const QModelIndex &cell) const;

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

protected:
    struct State
    {
        bool isOn = false; ///< at Auth0
        bool isWanted = false;
    };

    /// Nothing where the cell is no switch. Asked once all is known, of valid cells.
    virtual std::optional<State> stateAt(const QModelIndex &cell) const = 0;
    /// What the cell is about, in words.
    virtual QString describe(const QModelIndex &cell) const = 0;
    /// Of cells of the model, none of them twice.
    virtual void want(const QModelIndexList &cells, bool on) = 0;
    /// Tells that any cell may have changed.
    void tellCells();

private:
    std::optional<State> state(const QModelIndex &cell) const;
};

} // namespace Items
