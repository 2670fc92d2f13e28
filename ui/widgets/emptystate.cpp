#include "ui/widgets/emptystate.h"

#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace Ui {

namespace {

constexpr int iconSize = 48;
constexpr int columnWidth = 380;
constexpr int leastColumnWidth = 120;

} // namespace

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_buttons(new QVBoxLayout)
{
    m_title->setFont(fontOf(Type::Title));
    m_text->setProperty("muted", true);
    for (QLabel *label : {m_title, m_text}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignHCenter);
    }
    m_buttons->setSpacing(Size::gap);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::wide);
    layout->addStretch(2);
    layout->addWidget(m_icon, 0, Qt::AlignHCenter);
    layout->addSpacing(Size::margin);
    layout->addWidget(m_title, 0, Qt::AlignHCenter);
    layout->addWidget(m_text, 0, Qt::AlignHCenter);
    layout->addSpacing(Size::wide);
    layout->addLayout(m_buttons);
    layout->addStretch(3);
}

void EmptyState::setContent(QLatin1StringView iconName, const QString &title, const QString &text)
{
    m_iconName = iconName;
    showIcon();
    m_title->setText(title);
    m_text->setText(text);
    fit();
    setAccessibleName(title);
    setAccessibleDescription(text);
}

/// The column is as wide as there is room for.
void EmptyState::fit()
{
    const int column = std::clamp(width() - 2 * Size::wide, leastColumnWidth, columnWidth);
    for (QLabel *label : {m_title, m_text}) {
        label->setFixedWidth(column);
        label->setMinimumHeight(0); // the height of a narrower column would stay
        label->setMinimumHeight(std::max(0, label->heightForWidth(column))); // -1 without a text
    }
}

QSize EmptyState::minimumSizeHint() const
{
    return {leastColumnWidth + 2 * Size::wide, QWidget::minimumSizeHint().height()};
}

void EmptyState::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void EmptyState::addButton(QAction *action, bool primary)
{
    auto *button = new QPushButton(action->icon(), action->text().remove(u'&'), this);
    button->setMinimumWidth(leastColumnWidth);
    button->setProperty("primary", primary);
    if (primary) {
        button->setIcon({});
    }
    button->setToolTip(action->toolTip());
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    m_buttons->addWidget(button, 0, Qt::AlignHCenter);
    button->show();
}

void EmptyState::clearButtons()
{
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        if (QWidget *button = item->widget()) {
            button->hide();
            button->deleteLater();
        }
        delete item;
    }
}

QString EmptyState::title() const
{
    return m_title->text();
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        showIcon();
    }
}

void EmptyState::showIcon()
{
    if (!m_iconName.isEmpty()) {
        m_icon->setPixmap(icon(m_iconName).pixmap(QSize(iconSize, iconSize), devicePixelRatioF()));
    }
}

} // namespace Ui
