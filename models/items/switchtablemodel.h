#pragma once

#include "query/record.h"

#include <QAbstractTableModel>
#include <QFutureWatcher>
#include <QSet>
#include <QStringList>

#include <optional>

namespace Items {

/// A table whose cells are switches: a cell is a check box, says in words what a wish would do, and has as ValueRole
/// what Auth0 holds. What the rows, columns and switches are, is said by those that derive from it. Rows are put in
/// order by a worker: a tenant may have 100,000 connections.
class SwitchTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit SwitchTableModel(QObject *parent = nullptr);
    ~SwitchTableModel() override;

    /// Whether what Auth0 holds was read. No cell is a check box before.
    virtual bool isKnown() const = 0;
    /// Whether the rows are there, if there are any.
    bool isGathered() const { return m_isGathered; }
    int rowCount(const QModelIndex &parent = {}) const override;
    /// Turns cells on or off at once.
    void turn(const QModelIndexList &cells, bool on);
    /// Whether the cell is wished otherwise than Auth0 holds it.
    bool isWish(const QModelIndex &cell) const;

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// The rows are in order, whether or not that moved any.
    void gathered();

protected:
    struct State
    {
        bool isOn = false; ///< at Auth0
        bool isWanted = false;
    };

    /// What rows are made of.
    struct Rows
    {
        Query::Kind kind = Query::Kind::Connections;
        QList<Query::RecordPtr> records; ///< ordered by their names
        QStringList others; ///< ids without a record, which are their names
        QSet<QString> first; ///< ids of the rows that come before all others
    };

    /// Takes these rows once they are in order; the latest ones where others are on their way.
    void gather(Rows rows);
    /// Ids of the rows in their order.
    const QStringList &ids() const { return m_ids; }
    bool isTurning() const { return !m_turned.isEmpty(); }

    /// Nothing where the cell is no switch. Asked once all is known, of valid cells.
    virtual std::optional<State> stateAt(const QModelIndex &cell) const = 0;
    /// What the cell is about, in words.
    virtual QString describe(const QModelIndex &cell) const = 0;
    /// Of cells of the model, none of them twice.
    virtual void want(const QModelIndexList &cells, bool on) = 0;
    /// Tells that cells may have changed: while some are turned, those of their rows, else any.
    void tellCells();

private:
    static QStringList inOrder(const Rows &rows);
    void takeIds();
    std::optional<State> state(const QModelIndex &cell) const;

    QStringList m_ids;
    QFutureWatcher<QStringList> m_watcher; ///< over a value: nothing waits for it at the end
    std::optional<Rows> m_next; ///< to be put in order after those under way
    QList<int> m_turned; ///< rows that are being turned, in their order
    bool m_isGathered = false;
};

} // namespace Items
