#pragma once

#include "session/switchboard.h"

#include <QAbstractTableModel>

namespace Items {

/// The switches of a board as a table: a column per chosen object, a row per object of the other side, by name. A cell
/// is a check box, and says in words what a wish would do. The board outlives the model.
class SwitchModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit SwitchModel(Session::SwitchBoard &board, QObject *parent = nullptr);

    /// Turns cells on or off at once.
    void turn(const QModelIndexList &cells, bool on);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    Session::Switch switchAt(const QModelIndex &index) const;
    void gather();
    QString textOfCell(const Session::Switch &key) const;
    QString nameOf(const QString &id, bool isApplication) const;
    QVariant header(const QString &id, bool isApplication, int role) const;

    Session::SwitchBoard &m_board;
    QStringList m_others; ///< ids of the rows
};

} // namespace Items
