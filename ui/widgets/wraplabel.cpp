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
constexpr int leastWidth = 20;

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
    setLines({text});
}

void WrapLabel::setLines(const QStringList &texts)
{
    m_text = texts.join(u'\n');
    QStringList shown;
    for (const QString &text : texts) {
        shown.append(visibleText(text));
    }
    m_shown = shown.join(QChar::LineSeparator);
    setAccessibleName(shown.join(u'\n'));
    updateGeometry();
    update();
    tellWhole();
}

void WrapLabel::setMaximumLines(int lines)
{
    m_maximumLines = lines;
    updateGeometry();
    update();
    tellWhole();
}

/// The text as far as it has room at this width.
QString WrapLabel::fitted(int width) const
{
    QTextLayout layout(m_shown, font());
    layOut(layout, width);
    if (m_maximumLines == 0 || layout.lineCount() <= m_maximumLines) {
        return m_shown;
    }
    const int start = layout.lineAt(m_maximumLines - 1).textStart();
    QString rest = m_shown.mid(start);
    rest.replace(QChar::LineSeparator, u' ');
    const QString before = m_shown.left(start);
    const bool breaksHere = before.isEmpty() || before.endsWith(QChar::LineSeparator);
    return before + (breaksHere ? QString() : QString(QChar::LineSeparator))
        + fontMetrics().elidedText(rest, Qt::ElideRight, width);
}

void WrapLabel::tellWhole()
{
    setToolTip(fitted(std::max(width(), leastWidth)) == m_shown ? QString() : plainToolTip(m_text));
}

int WrapLabel::heightForWidth(int width) const
{
    const int room = std::max(width, leastWidth);
    QTextLayout layout(fitted(room), font());
    return std::max(int(std::ceil(layOut(layout, room))), fontMetrics().height());
}

QSize WrapLabel::sizeHint() const
{
    const int width = std::min(usualWidth, fontMetrics().size(0, m_shown).width() + 2);
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
    QTextLayout layout(fitted(width()), font());
    layOut(layout, width());
    layout.draw(&painter, {0, 0});
}

void WrapLabel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    tellWhole();
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
