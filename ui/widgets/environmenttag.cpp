#include "ui/widgets/environmenttag.h"

#include "ui/theme/badge.h"

#include <QPainter>

namespace Ui {

EnvironmentTag::EnvironmentTag(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setEnvironment(m_environment);
}

void EnvironmentTag::setEnvironment(Domain::Environment environment)
{
    m_environment = environment;
    setAccessibleName(Domain::tagOf(environment));
    updateGeometry();
    update();
}

QSize EnvironmentTag::sizeHint() const
{
    return sizeOf(badgeFor(tokensOf(palette()), m_environment), font());
}

void EnvironmentTag::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paint(&painter, rect(), badgeFor(tokensOf(palette()), m_environment), font());
}

} // namespace Ui
