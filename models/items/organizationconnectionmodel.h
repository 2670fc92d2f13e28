#pragma once

#include "items/switchtablemodel.h"
#include "session/organizationboard.h"

namespace Items {

/// The connections of a tenant as an organization has them: a row per connection, those that are enabled first, then by
/// name; its strategy, and a column per switch. There are none before it is known what is enabled. A switch that Auth0
/// does not know for the kind of connection, or that waits for the connection to be enabled, is no check box. The board
/// outlives the model.
class OrganizationConnectionModel : public SwitchTableModel
{
    Q_OBJECT
public:
    enum Column { Strategy, Enabled, AssignMembership, ShowAsButton, Signup, ColumnCount };

    explicit OrganizationConnectionModel(Session::OrganizationBoard &board, QObject *parent = nullptr);

    bool isKnown() const override { return m_board.isKnown(); }
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    std::optional<State> stateAt(const QModelIndex &cell) const override;
    QString describe(const QModelIndex &cell) const override;
    void want(const QModelIndexList &cells, bool on) override;

private:
    void gatherConnections();
    void showChanges();
    /// Of a column that has switches.
    Session::OrganizationSwitchKey keyAt(const QModelIndex &index) const;
    QString textOfRow(int row, QStringView column) const;

    Session::OrganizationBoard &m_board;
};

} // namespace Items
