#include "ui/widgets/overflowbar.h"

#include "ui/theme/tokens.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QScopedValueRollback>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

OverflowBar::OverflowBar(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout)
    , m_more(new QToolButton(this))
    , m_menu(new QMenu(m_more))
{
    m_more->setObjectName(u"more"_s);
    m_more->setText(u"…"_s);
    m_more->setToolTip(tr("What has no room here"));
    m_more->setAccessibleName(tr("More"));
    m_more->setFocusPolicy(Qt::TabFocus);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(m_menu);
    m_more->hide();
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(Size::gap);
    auto *whole = new QHBoxLayout(this);
    whole->setContentsMargins(Size::margin, Size::gap, Size::margin, Size::gap);
    whole->setSpacing(Size::gap);
    whole->addLayout(m_row, 1);
    whole->addWidget(m_more);
}

void OverflowBar::addKept(QWidget *control, int stretch)
{
    add({control, nullptr, true}, stretch);
}

void OverflowBar::addControl(QWidget *control, QAction *instead)
{
    add({control, instead, false}, 0);
}

void OverflowBar::addStretch()
{
    m_row->addStretch(1);
}

void OverflowBar::add(const Control &control, int stretch)
{
    m_controls.append(control);
    m_row->addWidget(control.widget, stretch);
    fit();
}

void OverflowBar::setWanted(QWidget *control, bool wanted)
{
    for (Control &known : m_controls) {
        if (known.widget == control) {
            known.isWanted = wanted;
        }
    }
    updateGeometry();
    fit();
}

void OverflowBar::setWish(const QWidget *control, int width)
{
    for (Control &known : m_controls) {
        if (known.widget == control && known.wish != width) {
            known.wish = width;
            fit();
        }
    }
}

/// What the shown ones want at least.
int OverflowBar::widthOf(const QList<Control> &controls, bool withMore, bool withWishes) const
{
    const QMargins margins = layout()->contentsMargins();
    int width = margins.left() + margins.right() - Size::gap;
    for (const Control &control : controls) {
        if (control.isShown) {
            const QSizePolicy::Policy policy = control.widget->sizePolicy().horizontalPolicy();
            const QSize least = (policy & QSizePolicy::ShrinkFlag) != 0 ? control.widget->minimumSizeHint()
                                                                        : control.widget->sizeHint();
            const int given = control.wish == 0 ? control.widget->minimumWidth() : withWishes ? control.wish : 0;
            width += std::max(least.width(), given) + Size::gap;
        }
    }
    return withMore ? width + m_more->sizeHint().width() + Size::gap : width;
}

QList<OverflowBar::Control> OverflowBar::fitting(int room) const
{
    QList<Control> controls = m_controls;
    for (Control &control : controls) {
        // A kept one is shown and hidden by whom it belongs to.
        control.isShown = control.isKept ? !control.widget->isHidden() : control.isWanted;
    }
    const auto isMissed
        = [](const Control &control) { return control.isWanted && !control.isShown && control.instead; };
    const auto fits
        = [&] { return widthOf(controls, std::any_of(controls.begin(), controls.end(), isMissed), true) <= room; };
    for (auto control = controls.rbegin(); control != controls.rend() && !fits(); ++control) {
        control->isShown = control->isShown && control->isKept;
    }
    return controls;
}

void OverflowBar::fit()
{
    if (m_isFitting) {
        return;
    }
    const QScopedValueRollback fitting(m_isFitting, true);
    m_controls = this->fitting(width());
    m_menu->clear();
    for (const Control &control : std::as_const(m_controls)) {
        if (!control.isKept) {
            control.widget->setVisible(control.isShown);
        }
        if (control.isWanted && !control.isShown && control.instead) {
            m_menu->addAction(control.instead);
        }
    }
    m_more->setVisible(!m_menu->isEmpty());
    const int spare = std::max(width() - widthOf(m_controls, !m_menu->isEmpty()), 0);
    for (const Control &control : std::as_const(m_controls)) {
        if (control.wish > 0) {
            control.widget->setMinimumWidth(std::min(control.wish, control.widget->minimumSizeHint().width() + spare));
        }
    }
}

QSize OverflowBar::minimumSizeHint() const
{
    const QList<Control> least = fitting(0);
    const bool hasMore = std::any_of(least.begin(), least.end(),
                                     [](const Control &control) { return !control.isKept && control.instead; });
    return {widthOf(least, hasMore), QWidget::minimumSizeHint().height()};
}

bool OverflowBar::event(QEvent *event)
{
    const bool isHandled = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest) {
        fit(); // a text grew, or a control came or went
    }
    return isHandled;
}

void OverflowBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

} // namespace Ui
