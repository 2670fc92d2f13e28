#pragma once

#include "items/switchtablemodel.h"
#include "session/switchboard.h"

namespace Items {

/// The switches of a board as a table: a column per chosen object, a row per object of the other side, by name. The
/// board outlives the model.
class SwitchModel : public SwitchTableModel
{
    Q_OBJECT
public:
    explicit SwitchModel(Session::SwitchBoard &board, QObject *parent = nullptr);

    bool isKnown() const override { return m_board.isKnown(); }
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    std::optional<State> stateAt(const QModelIndex &cell) const override;
    QString describe(const QModelIndex &cell) const override;
    void want(const QModelIndexList &cells, bool on) override;

private:
    Session::Switch switchAt(const QModelIndex &index) const;
    void showChanges();
    QString nameOf(const QString &id, bool isApplication) const;
    QVariant header(const QString &id, bool isApplication, int role) const;

    Session::SwitchBoard &m_board;
    bool m_wasKnown = false; ///< when the cells were told last
};

} // namespace Items
