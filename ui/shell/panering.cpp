#include "ui/shell/panering.h"

#include <QApplication>
#include <QWidget>

#include <utility>

namespace Ui {

void PaneRing::add(QWidget *pane, std::function<QWidget *()> entry)
{
    m_panes.append({pane, std::move(entry)});
}

void PaneRing::step(int direction)
{
    const QWidget *focus = QApplication::focusWidget();
    const int count = int(m_panes.size());
    int current = direction > 0 ? -1 : count;
    for (int i = 0; i < count; ++i) {
        const QWidget *pane = m_panes.at(i).widget;
        if (focus && pane && (pane == focus || pane->isAncestorOf(focus))) {
            current = i;
        }
    }
    for (int tried = 0; tried < count; ++tried) {
        current = (current + direction + count) % count;
        const Pane &pane = m_panes.at(current);
        if (!pane.widget || !pane.widget->isVisible() || pane.widget->width() == 0 || pane.widget->height() == 0) {
            continue;
        }
        QWidget *entry = pane.entry();
        if (entry && entry->isVisible() && entry->isEnabled()) {
            entry->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

} // namespace Ui
