#pragma once

#include <QStringList>
#include <QWidget>

namespace Ui {

/// Text from a tenant over as many lines as it needs: plain, wrapped at words or, where there are none, anywhere, so
/// that a name of 300 characters neither widens the window nor loses its end. Its context menu copies the text.
class WrapLabel : public QWidget
{
    Q_OBJECT
public:
    explicit WrapLabel(QWidget *parent = nullptr);

    void setText(const QString &text);
    /// Several texts, each on lines of its own: a line break inside one is still shown as a sign.
    void setLines(const QStringList &texts);
    const QString &text() const { return m_text; }
    /// What has no room in so many lines ends in "…" and is whole in a tooltip. 0: as many as it takes.
    void setMaximumLines(int lines);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    QString fitted(int width) const;
    void tellWhole();

    QString m_text;
    QString m_shown;
    int m_maximumLines = 0;
};

} // namespace Ui
