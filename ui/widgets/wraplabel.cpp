#include "ui/widgets/wraplabel.h"

#include "ui/theme/plaintext.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QTextLayout>

#include <cmath>

namespace Ui {

namespace {

constexpr int usualWidth = 220;

/// Lays the text out in lines of `width`; returns the height.
qreal layOut(QTextLayout &layout, qreal width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    qreal height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, height});
        height += line.height();
    }
    layout.endLayout();
    return height;
}

} // namespace

WrapLabel::WrapLabel(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void WrapLabel::setText(const QString &text)
{
    m_text = text;
    setAccessibleName(visibleText(text));
    updateGeometry();
    update();
}

int WrapLabel::heightForWidth(int width) const
{
    QTextLayout layout(visibleText(m_text), font());
    return std::max(int(std::ceil(layOut(layout, std::max(width, 20)))), fontMetrics().height());
}

QSize WrapLabel::sizeHint() const
{
    const int width = std::min(usualWidth, fontMetrics().horizontalAdvance(visibleText(m_text)) + 2);
    return {width, heightForWidth(width)};
}

QSize WrapLabel::minimumSizeHint() const
{
    return {40, fontMetrics().height()};
}

void WrapLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    QTextLayout layout(visibleText(m_text), font());
    layOut(layout, width());
    layout.draw(&painter, {0, 0});
}

void WrapLabel::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Copy")), &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(m_text); });
    menu->popup(event->globalPos());
}

} // namespace Ui
