#pragma once

#include "session/estate.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QTimer>

namespace Items {

/// The rate budget of each tenant by endpoint family, as learnt from its answers: what is left, what of that is left to
/// others, how fast it comes back and what waits for it. Looks again when a client says that something changed, a few
/// times a second at most, and once a second while a bucket refills. Sends nothing. The estate must outlive it.
class BudgetModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        TenantColumn,
        FamilyColumn,
        RemainingColumn,
        LimitColumn,
        ReservedColumn,
        RateColumn,
        QueuedColumn,
        WaitColumn,
        ColumnCount
    };

    explicit BudgetModel(Session::Estate &estate, QObject *parent = nullptr);

    /// How long after a look the next is due while something changes by itself.
    static constexpr int refillMilliseconds = 1000;
    /// The figures change as time passes, without an answer.
    static bool changesByItself(const QList<Api::RateState> &states);

    /// It will look again by itself.
    bool isFollowingRefill() const { return m_refill.isActive(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        Domain::TenantId tenant;
        Api::RateState state;
    };

    void watch(Session::TenantSession *session);
    void look();
    void follow(const Domain::TenantId &tenant, const QList<Api::RateState> &states);
    QString shownText(const Row &row, int column) const;
    static QVariant value(const Row &row, int column);

    Session::Estate &m_estate;
    QList<Row> m_rows; ///< each tenant's together
    QSet<Domain::TenantId> m_stale;
    QTimer m_soon;
    QTimer m_refill; ///< runs while a bucket is not full
};

} // namespace Items
