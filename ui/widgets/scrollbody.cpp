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

/// The body tells only itself that its height is another; QScrollArea watches it, for its scroll bars.
bool FittingScroll::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest) {
        fit();
    }
    return QScrollArea::eventFilter(watched, event);
}

void FittingScroll::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) {
        fit();
    }
}

/// QScrollArea takes the body's least height for one that it has at its narrowest, and would scroll what fits.
void FittingScroll::fit()
{
    widget()->setMaximumHeight(bodyHeight());
    updateGeometry();
}

} // namespace Ui
