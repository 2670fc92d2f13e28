#pragma once

#include <QScrollArea>

namespace Ui {

/// The body of a dialog, or a part of it, that scrolls where the screen has no room for all of it. Takes `body` over;
/// child of `parent`. `name`: for those who do not see it.
QScrollArea *makeScrollBody(QWidget *body, const QString &name, QWidget *parent);

/// A part of a dialog that gives way: as high as its body where there is room, and scrolled where there is not.
class FittingScroll : public QScrollArea
{
    Q_OBJECT
public:
    /// Takes `body` over. `leastHeight`: what stays of it at least, unless the body is less high itself.
    FittingScroll(QWidget *body, const QString &name, int leastHeight, QWidget *parent);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    int bodyHeight() const;

    int m_leastHeight;
};

} // namespace Ui
