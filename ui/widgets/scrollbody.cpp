#include "ui/widgets/scrollbody.h"

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

} // namespace Ui
