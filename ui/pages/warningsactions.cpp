// What can be done about the findings of a WarningsPanel.

#include "ui/pages/findingdetails.h"
#include "ui/pages/warningspanel.h"

#include "session/remedies.h"

#include <QActionGroup>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace Ui {

void WarningsPanel::buildActions()
{
    connect(m_go, &QAction::triggered, this, [this] { Q_EMIT m_list->activated(m_list->currentIndex()); });
    connect(m_mend, &QAction::triggered, this, [this] {
        if (const Items::FindingRow *row = m_model->rowAt(m_list->currentIndex())) {
            Q_EMIT mendWanted(*row);
        }
    });
    m_waive->setToolTip(tr("The finding may stand for a time, with a note, a name and a last day"));
    connect(m_waive, &QAction::triggered, this, [this] { Q_EMIT waiveWanted(chosenRows(false)); });
    connect(m_withdraw, &QAction::triggered, this, [this] { Q_EMIT withdrawWanted(chosenRows(true)); });
    const std::pair<QString, std::optional<bool>> uses[] = {{tr("Uses Lock"), true},
                                                            {tr("Does not use Lock"), false},
                                                            {tr("Not known whether it uses Lock"), std::nullopt}};
    for (const auto &[title, usesLock] : uses) {
        QAction *action = m_lockUse->addAction(title);
        connect(action, &QAction::triggered, this, [this, usesLock = usesLock] {
            if (const Items::FindingRow *row = m_model->rowAt(m_list->currentIndex())) {
                Q_EMIT markWanted(*row, usesLock);
            }
        });
    }
    m_details->setActions(QList<QAction *>{m_go, m_mend, m_waive, m_withdraw} + m_lockUse->actions());
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_list->addActions(QList<QAction *>{m_go, m_mend, m_waive, m_withdraw} + m_lockUse->actions());
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &WarningsPanel::showActions);
    showActions();
}

void WarningsPanel::showActions()
{
    const Items::FindingRow *row = m_model->rowAt(m_list->currentIndex());
    const Domain::Remedy::Kind remedy = row ? row->finding.remedy.kind : Domain::Remedy::Kind::None;
    m_go->setVisible(row);
    m_mend->setText(Session::titleOf(remedy));
    m_mend->setVisible(remedy != Domain::Remedy::Kind::None);
    m_waive->setVisible(!chosenRows(false).isEmpty());
    m_withdraw->setVisible(!chosenRows(true).isEmpty());
    const bool isOfLock = row && row->finding.check.startsWith("lock."_L1);
    m_lockUse->setVisible(isOfLock);
}

/// Those of the selected findings that are waived, or those that are not.
QList<Items::FindingRow> WarningsPanel::chosenRows(bool isWaived) const
{
    QList<Items::FindingRow> rows;
    const QModelIndexList selected = m_list->selectionModel()->selectedRows();
    for (const QModelIndex &index : selected) {
        const Items::FindingRow *row = m_model->rowAt(index);
        if (row && row->finding.waiver.has_value() == isWaived) {
            rows.append(*row);
        }
    }
    return rows;
}

} // namespace Ui
