// Which tabs an InspectorPanel shows, and which of them is in front.

#include "ui/pages/inspectorpanel.h"

#include "ui/pages/relatedpanel.h"
#include "ui/widgets/environmenttag.h"
#include "ui/widgets/fieldlist.h"
#include "ui/widgets/jsonview.h"

#include <QTabWidget>

#include <utility>

namespace Ui {

void InspectorPanel::addTab(SelectionTab *tab)
{
    m_selectionTabs.append(tab);
    m_tabs->insertTab(m_tabs->indexOf(m_json), tab, tab->title());
    connect(tab, &SelectionTab::selectionWanted, this,
            [this, tab](const Selection &selection) { want(tab, selection); });
    showSelectionTabs();
}

QList<Selection> InspectorPanel::drafts() const
{
    QList<Selection> drafts;
    for (const SelectionTab *tab : m_selectionTabs) {
        drafts += tab->drafts();
    }
    return drafts;
}

void InspectorPanel::showDraft()
{
    for (SelectionTab *tab : std::as_const(m_selectionTabs)) {
        if (const QList<Selection> drafts = tab->drafts(); !drafts.isEmpty()) {
            want(tab, drafts.first());
            return;
        }
    }
}

void InspectorPanel::want(SelectionTab *tab, const Selection &selection)
{
    m_wantedTab = tab;
    m_wanted = selection;
    Q_EMIT selectionWanted(selection);
}

/// Rows that are asked for may be selected later, as where a filter goes first.
void InspectorPanel::openWanted()
{
    if (m_wantedTab && isOfSameObjects(m_selection, m_wanted)) {
        openTab(std::exchange(m_wantedTab, nullptr));
    }
}

bool InspectorPanel::openTab(SelectionTab *tab)
{
    if (!tab->isFor(m_selection)) {
        return false;
    }
    m_tabs->setCurrentWidget(tab);
    tab->entry()->setFocus(Qt::ShortcutFocusReason);
    return true;
}

/// True where at least one of them has something to show.
bool InspectorPanel::showSelectionTabs()
{
    Q_EMIT selectionShown(m_selection);
    bool isAny = false;
    for (SelectionTab *tab : std::as_const(m_selectionTabs)) {
        const bool isFor = tab->isFor(m_selection);
        m_tabs->setTabVisible(m_tabs->indexOf(tab), isFor);
        if (isFor) {
            tab->showSelection(m_selection);
            isAny = true;
        }
    }
    return isAny;
}

/// The tab that was in front before others were hidden, which made Qt bring a neighbour forward.
void InspectorPanel::keepTabOfOne(QWidget *before)
{
    if (m_tabs->currentWidget() != before) {
        m_tabOfOne = before;
    }
}

/// The tabs that show a single object.
void InspectorPanel::showTabsOfOne(bool isShown)
{
    m_tabs->setTabVisible(0, isShown);
    m_tabs->setTabVisible(m_tabs->indexOf(m_related), isShown);
    m_tabs->setTabVisible(m_tabs->indexOf(m_json), isShown);
    m_environment->setVisible(isShown);
    if (isShown && m_tabOfOne) {
        m_tabs->setCurrentWidget(std::exchange(m_tabOfOne, nullptr));
    }
}

/// The tab that was chosen for objects of this kind, else the one that was there before, else the first: Qt goes to a
/// neighbour of a tab that is hidden, which nobody asked for. Customers and users have a page of their own, which is
/// what one comes for.
void InspectorPanel::settleTab(QWidget *before)
{
    const auto chosen = m_chosenTabs.find(m_kind);
    const bool hasPage = m_kind == Query::Kind::Customers || m_kind == Query::Kind::Users;
    for (QWidget *tab : {chosen == m_chosenTabs.end() ? nullptr : chosen->second, hasPage ? nullptr : before}) {
        if (tab && m_tabs->isTabVisible(m_tabs->indexOf(tab))) {
            m_tabs->setCurrentWidget(tab);
            return;
        }
    }
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (m_tabs->isTabVisible(i)) {
            m_tabs->setCurrentIndex(i);
            return;
        }
    }
}

} // namespace Ui
