#pragma once

#include <QLabel>

namespace Ui {

/// A label for text that came from a tenant: never rich text, one line, elided only where it must be, the whole text in
/// an escaped tooltip and for screen readers. Line breaks and bidi controls are shown, not obeyed.
class PlainLabel : public QLabel
{
    Q_OBJECT
public:
    explicit PlainLabel(QWidget *parent = nullptr);

    void setFullText(const QString &text);
    /// What stands there instead where the full text has no room: the first that has, or the last, elided.
    void setShorterTexts(const QStringList &texts);
    const QString &fullText() const { return m_fullText; }
    /// ElideMiddle suits ids, whose end tells them apart.
    void setElideMode(Qt::TextElideMode mode);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void elide();

    QString m_fullText;
    QStringList m_shorterTexts;
    Qt::TextElideMode m_mode = Qt::ElideRight;
};

} // namespace Ui
