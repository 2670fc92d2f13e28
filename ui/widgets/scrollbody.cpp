#include "ui/widgets/scrollbody.h"

#include <QEvent>
#include <QLayout>
#include <QResizeEvent>

#include <algorithm>

namespace Ui {

QScrollArea *makeScrollBody(QWidget *body, const QString &name, QWidget *parent)
{
    auto *scroll = new QScrollArea(parent);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setAccessibleName(name);
    scroll->setWidget(body);
    return scroll;
}

FittingScroll::FittingScroll(QWidget *body, const QString &name, int leastHeight, QWidget *parent)
    : QScrollArea(parent)
    , m_leastHeight(leastHeight)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    setWidget(body);
}

/// At the present width.
int FittingScroll::bodyHeight() const
{
    const QLayout *layout = widget()->layout();
    return layout && layout->hasHeightForWidth() ? layout->heightForWidth(viewport()->width())
                                                 : widget()->sizeHint().height();
}

QSize FittingScroll::sizeHint() const
{
    return {widget()->sizeHint().width(), bodyHeight()};
}

QSize FittingScroll::minimumSizeHint() const
{
    return {widget()->minimumSizeHint().width(), std::min(bodyHeight(), m_leastHeight)};
}

bool FittingScroll::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest) {
        updateGeometry();
    }
    return QScrollArea::event(event);
}

void FittingScroll::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) {
        updateGeometry();
    }
}

} // namespace Ui
