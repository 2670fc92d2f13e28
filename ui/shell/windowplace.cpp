#include "ui/shell/windowplace.h"

#include <QGuiApplication>
#include <QScreen>
#include <QWidget>

#include <algorithm>

namespace Ui {

namespace {

int areaOf(const QRect &rect)
{
    return rect.isEmpty() ? 0 : rect.width() * rect.height();
}

} // namespace

QRect placeOn(const QList<QRect> &screens, const QRect &kept)
{
    if (screens.isEmpty()) {
        return kept;
    }
    const QRect screen
        = *std::max_element(screens.begin(), screens.end(), [&kept](const QRect &first, const QRect &second) {
              return areaOf(first & kept) < areaOf(second & kept);
          });
    QRect place = kept;
    // The frame comes on top of it, and is not known before the window is shown.
    place.setSize(kept.size().boundedTo(screen.size() - QSize(0, titleBarHeight)));
    place.moveRight(std::min(place.right(), screen.right()));
    place.moveBottom(place.height() < kept.height() ? screen.bottom() : std::min(place.bottom(), screen.bottom()));
    place.moveLeft(std::max(place.left(), screen.left()));
    place.moveTop(std::max(place.top(), screen.top()));
    return place;
}

void restorePlace(QWidget &window, const QByteArray &kept, const QSize &usual)
{
    if (!window.restoreGeometry(kept)) {
        window.resize(usual.boundedTo(window.screen()->availableSize() - QSize(0, titleBarHeight)));
        return;
    }
    QList<QRect> areas{QGuiApplication::primaryScreen()->availableGeometry()};
    for (const QScreen *screen : QGuiApplication::screens()) {
        areas.append(screen->availableGeometry());
    }
    const QRect place = placeOn(areas, window.geometry());
    if (place != window.geometry()) {
        const Qt::WindowStates state = window.windowState();
        window.setWindowState(state & ~(Qt::WindowMaximized | Qt::WindowFullScreen));
        window.setGeometry(place);
        window.setWindowState(state);
    }
}

} // namespace Ui
