#pragma once

#include <QMainWindow>
#include <QVBoxLayout>

namespace Ui {

/// Adds a banner above everything in the window, below those that are there; the window owns it.
inline void addTopBanner(QMainWindow &window, QWidget &banner)
{
    QWidget *all = window.menuWidget();
    if (!all) {
        all = new QWidget(&window);
        auto *layout = new QVBoxLayout(all);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(1);
        window.setMenuWidget(all);
    }
    all->layout()->addWidget(&banner);
}

} // namespace Ui
