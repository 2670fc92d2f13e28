#pragma once

#include <QList>
#include <QRect>

class QByteArray;
class QWidget;

namespace Ui {

/// As much as desktops put above a window, about.
constexpr int titleBarHeight = 40;

/// The place of a window as it was kept, so that all of it can be reached: no larger than the screen on which most of
/// it lies, and wholly on it. `screens`: their available areas, the first one for a window that lies on none of them.
QRect placeOn(const QList<QRect> &screens, const QRect &kept);
/// Takes up what QWidget::saveGeometry() gave, perhaps on another screen; `usual`: the size where there is nothing.
void restorePlace(QWidget &window, const QByteArray &kept, const QSize &usual);

} // namespace Ui
