// What can be done about the findings of a WarningsPanel.

#include "ui/pages/findingdetails.h"
#include "ui/pages/warningspanel.h"

#include "session/remedies.h"

#include <QActionGroup>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

void WarningsPanel::buildActions()
{
    connect(m_go, &QAction::triggered, this, [this] { Q_EMIT m_list->activated(toldIndex()); });
    connect(m_mend, &QAction::triggered, this, [this] {
        if (const Items::FindingRow *row = m_model->rowAt(toldIndex())) {
            Q_EMIT mendWanted(*row);
        }
    });
    connect(m_whatIf, &QAction::triggered, this, [this] {
        if (const Items::FindingRow *row = m_model->rowAt(toldIndex())) {
            Q_EMIT whatIfWanted(*row);
        }
    });
    m_probe->setToolTip(tr("Reads the public file of the application that Lock reads, once you say so"));
    connect(m_probe, &QAction::triggered, this, [this] {
        if (const Items::FindingRow *row = m_model->rowAt(toldIndex())) {
            Q_EMIT probeWanted(*row);
        }
    });
    m_waive->setToolTip(tr("The finding may stand for a time, with a note, a name and a last day"));
    connect(m_waive, &QAction::triggered, this, [this] { Q_EMIT waiveWanted(chosenRows(false)); });
    connect(m_withdraw, &QAction::triggered, this, [this] { Q_EMIT withdrawWanted(chosenRows(true)); });
    const std::pair<QString, std::optional<bool>> uses[] = {{tr("Mark as using Lock"), true},
                                                            {tr("Mark as not using Lock"), false},
                                                            {tr("Take the mark about Lock away"), std::nullopt}};
    for (const auto &[title, usesLock] : uses) {
        QAction *action = m_lockUse->addAction(title);
        connect(action, &QAction::triggered, this,
                [this, usesLock = usesLock] { Q_EMIT markWanted(chosenLockRows(), usesLock); });
    }
    const QList<QAction *> actions
        = QList<QAction *>{m_go, m_mend, m_probe, m_whatIf, m_waive, m_withdraw} + m_lockUse->actions();
    m_details->setActions(actions);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_list->addActions(actions);
    showActions();
}

void WarningsPanel::showActions()
{
    const QList<Items::FindingRow> chosen = chosenRows();
    const Domain::Remedy::Kind remedy
        = chosen.size() == 1 ? chosen.first().finding.remedy.kind : Domain::Remedy::Kind::None;
    m_go->setVisible(chosen.size() == 1);
    m_mend->setText(Session::titleOf(remedy));
    const bool isForetold = std::any_of(chosen.begin(), chosen.end(), [](const auto &row) { return row.isForetold; });
    // What is not so yet is mended where it was staged.
    m_mend->setVisible(remedy != Domain::Remedy::Kind::None && !isForetold);
    const auto waivable = int(chosenRows(false).size());
    m_waive->setVisible(waivable > 0);
    m_waive->setText(waivable > 1 ? tr("Waive %n finding(s)…", nullptr, waivable) : tr("Waive…"));
    m_withdraw->setVisible(!chosenRows(true).isEmpty());
    const bool isAllOfLock = !chosen.isEmpty() && chosenLockRows().size() == chosen.size();
    m_lockUse->setVisible(isAllOfLock);
    m_whatIf->setVisible(isAllOfLock && chosen.size() == 1);
    m_probe->setVisible(isAllOfLock && chosen.size() == 1);
}

QList<Items::FindingRow> WarningsPanel::chosenRows() const
{
    QList<Items::FindingRow> rows;
    const QModelIndexList selected = m_list->selectionModel()->selectedRows();
    for (const QModelIndex &index : selected) {
        if (const Items::FindingRow *row = m_model->rowAt(index)) {
            rows.append(*row);
        }
    }
    if (const Items::FindingRow *told = rows.isEmpty() ? m_model->rowAt(toldIndex()) : nullptr) {
        rows.append(*told); // taken out of the selection, but still told
    }
    return rows;
}

/// Those of the selected findings that are waived, or those that are not.
QList<Items::FindingRow> WarningsPanel::chosenRows(bool isWaived) const
{
    QList<Items::FindingRow> rows = chosenRows();
    rows.removeIf([isWaived](const Items::FindingRow &row) { return row.finding.waiver.has_value() != isWaived; });
    return rows;
}

QList<Items::FindingRow> WarningsPanel::chosenLockRows() const
{
    QList<Items::FindingRow> rows = chosenRows();
    rows.removeIf([](const Items::FindingRow &row) { return !row.finding.check.startsWith("lock."_L1); });
    return rows;
}

QList<Items::FindingRow> WarningsPanel::selectedRows() const
{
    QList<Items::FindingRow> rows = chosenRows();
    rows.removeIf([](const Items::FindingRow &row) { return row.isForetold; });
    return rows.isEmpty() ? shownRows() : rows;
}

QList<Items::FindingRow> WarningsPanel::shownRows() const
{
    QList<Items::FindingRow> rows = m_model->rows();
    rows.removeIf([](const Items::FindingRow &row) { return row.isForetold; }); // what leaves is what is so
    return rows;
}

void WarningsPanel::showCustomers(const Session::CustomerBook &book)
{
    m_customers = &book;
    fitColumns();
    m_model->showCustomers(book);
}

void WarningsPanel::showStaged(const Session::StagedFindings &staged)
{
    m_staged = &staged;
    m_model->showStaged(staged);
}

} // namespace Ui
