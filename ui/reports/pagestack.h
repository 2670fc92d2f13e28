#pragma once

#include <QImage>
#include <QList>
#include <QScrollArea>

namespace Ui {

/// The pages of a report, one below the other on a desk, as wide as there is room. Scrolls with the keyboard.
class PageStack : public QScrollArea
{
    Q_OBJECT
public:
    explicit PageStack(QWidget *parent = nullptr);

    /// Takes the place of what was shown; where the pages are of the same report, it stays where it was scrolled to.
    void setPages(const QList<QImage> &pages);
    int pageCount() const { return int(m_pages.size()); }
    /// How many pixels wide a page is shown now: for painting the next ones.
    int pageWidth() const;

Q_SIGNALS:
    /// There is room for pages of another width, some time after the last change.
    void pageWidthChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    class Desk;

    QList<QImage> m_pages;
    Desk *m_desk;
};

} // namespace Ui
