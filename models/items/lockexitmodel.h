#pragma once

#include "session/lockexit.h"

#include <QAbstractTableModel>

namespace Items {

/// The connections of an application that has too many, each with what tells whether it may go: a row for each, with a
/// check box for what is chosen. The exit outlives the model.
class LockExitModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Connection, Strategy, Lock, Applications, Users, LastLogin, Organization, ColumnCount };

    explicit LockExitModel(Session::LockExit &exit, QObject *parent = nullptr);

    /// Chooses rows of the model, or gives them up.
    void choose(const QModelIndexList &rows, bool on);
    QStringList idsOf(const QModelIndexList &rows) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    void showChanges();
    QString textOf(const Session::ExitRow &row, Column column) const;
    QVariant sortValueOf(const Session::ExitRow &row, Column column) const;

    Session::LockExit &m_exit;
    qsizetype m_rows = 0; ///< as the views know them
};

} // namespace Items
