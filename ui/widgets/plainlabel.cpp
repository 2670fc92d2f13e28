#include "ui/widgets/plainlabel.h"

#include "ui/theme/plaintext.h"

#include <QEvent>
#include <QResizeEvent>

namespace Ui {

PlainLabel::PlainLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PlainLabel::setFullText(const QString &text)
{
    m_fullText = text;
    setAccessibleName(visibleText(text));
    updateGeometry();
    elide();
}

void PlainLabel::setShorterTexts(const QStringList &texts)
{
    m_shorterTexts = texts;
    elide();
}

void PlainLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    elide();
}

QSize PlainLabel::sizeHint() const
{
    const QMargins margins = contentsMargins();
    return {fontMetrics().horizontalAdvance(visibleText(m_fullText)) + margins.left() + margins.right() + 2,
            QLabel::sizeHint().height()};
}

QSize PlainLabel::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), fontMetrics().averageCharWidth() * 6), QLabel::minimumSizeHint().height()};
}

void PlainLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    elide();
}

void PlainLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        updateGeometry();
        elide();
    }
}

void PlainLabel::elide()
{
    const QString visible = visibleText(m_fullText);
    const int room = contentsRect().width();
    QString fitting = visible;
    for (const QString &shorter : std::as_const(m_shorterTexts)) {
        if (fontMetrics().horizontalAdvance(fitting) <= room) {
            break;
        }
        fitting = visibleText(shorter);
    }
    const QString shown = fontMetrics().elidedText(fitting, m_mode, room);
    if (shown != text()) {
        setText(shown);
    }
    setToolTip(shown == visible ? QString() : plainToolTip(m_fullText));
}

} // namespace Ui
