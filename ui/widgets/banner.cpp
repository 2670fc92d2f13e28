#include "ui/widgets/banner.h"

#include "api/apierror.h"
#include "ui/theme/badge.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>

namespace Ui {

namespace {

constexpr int markWidth = 22;
constexpr int leastText = 240; ///< beside buttons: less would be a few words a line

Tint tintFor(const Tokens &tokens, Banner::Tone tone)
{
    switch (tone) {
    case Banner::Tone::Neutral:
        return {tokens.accent, tokens.window};
    case Banner::Tone::Good:
        return {tokens.ok, tokens.okGround};
    case Banner::Tone::Watch:
        return {tokens.watch, tokens.watchGround};
    case Banner::Tone::Warning:
        return {tokens.near, tokens.nearGround};
    case Banner::Tone::Error:
        break;
    }
    return {tokens.full, tokens.fullGround};
}

Mark markFor(Banner::Tone tone)
{
    switch (tone) {
    case Banner::Tone::Neutral:
        return Mark::Ring;
    case Banner::Tone::Good:
        return Mark::Dot;
    case Banner::Tone::Watch:
        return Mark::Diamond;
    case Banner::Tone::Warning:
        return Mark::Triangle;
    case Banner::Tone::Error:
        break;
    }
    return Mark::Octagon;
}

QLabel *makeLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

Banner::Banner(QWidget *parent)
    : QWidget(parent)
    , m_what(makeLabel(this))
    , m_detail(makeLabel(this))
    , m_progress(new QProgressBar(this))
    , m_buttons(new QHBoxLayout)
    , m_row(new QHBoxLayout(this))
{
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    m_what->setFont(strong);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_what);
    texts->addWidget(m_detail);
    texts->addWidget(m_progress);
    m_row->setContentsMargins(Size::margin + markWidth, Size::gap, Size::margin, Size::gap);
    m_row->addLayout(texts, 1);
    m_row->addLayout(m_buttons);
    m_row->setAlignment(m_buttons, Qt::AlignVCenter);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    clear();
}

void Banner::showState(Tone tone, const QString &what, const QString &detail)
{
    m_tone = tone;
    removeButtons();
    m_what->setText(what);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    m_progress->hide();
    setAccessibleName(what);
    setAccessibleDescription(detail);
    show();
    update();
}

void Banner::showError(const Api::ApiError &error)
{
    showState(Tone::Error, error.happened(), error.why() + u' ' + error.advice());
}

void Banner::showProgress(qint64 done, qint64 total)
{
    m_progress->setRange(0, total > 0 ? int(std::min<qint64>(total, INT_MAX)) : 0);
    m_progress->setValue(int(std::min<qint64>(done, INT_MAX)));
    m_progress->show();
}

void Banner::addButton(QAction *action)
{
    auto *button = new QPushButton(action->text().remove(u'&'), this);
    button->setToolTip(action->toolTip());
    button->setEnabled(action->isEnabled());
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, button, [button, action] { button->setEnabled(action->isEnabled()); });
    m_buttons->addWidget(button);
    button->show();
}

void Banner::clear()
{
    removeButtons();
    m_what->clear();
    m_detail->clear();
    hide();
}

QString Banner::what() const
{
    return m_what->text();
}

QString Banner::detail() const
{
    return m_detail->text();
}

QSize Banner::minimumSizeHint() const
{
    const QMargins margins = m_row->contentsMargins();
    const int buttons = margins.left() + m_buttons->minimumSize().width() + margins.right();
    return {std::min(QWidget::minimumSizeHint().width(), std::max(buttons, leastText)),
            QWidget::minimumSizeHint().height()};
}

void Banner::arrange()
{
    const int buttons = m_buttons->minimumSize().width();
    const bool isNarrow = buttons > 0 && m_row->contentsRect().width() - buttons < leastText;
    const auto direction = isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    if (m_row->direction() != direction) {
        m_row->setDirection(direction);
        m_row->setAlignment(m_buttons, isNarrow ? Qt::AlignLeft : Qt::AlignVCenter);
    }
}

bool Banner::event(QEvent *event)
{
    const bool isHandled = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest) {
        arrange(); // buttons came or went
    }
    return isHandled;
}

void Banner::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void Banner::removeButtons()
{
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        if (QWidget *button = item->widget()) {
            button->hide();
            button->deleteLater();
        }
        delete item;
    }
}

void Banner::paintEvent(QPaintEvent *)
{
    const Tint tint = tintFor(tokensOf(palette()), m_tone);
    QPainter painter(this);
    painter.fillRect(rect(), tint.ground);
    painter.fillRect(QRect(0, height() - 1, width(), 1), tokensOf(palette()).border);
    const qreal top = m_what->geometry().top() + (m_what->fontMetrics().height() - 10) / 2.0;
    paint(&painter, QRectF(Size::margin + 2, top, 10, 10), markFor(m_tone), tint.text);
}

} // namespace Ui
