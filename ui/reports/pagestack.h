#pragma once

#include <QImage>
#include <QList>
#include <QScrollArea>

#include <utility>

namespace Ui {

/// The pages of a report, one below the other on a desk, as wide as there is room. Scrolls with the keyboard. Holds
/// pictures of some of them: what else is scrolled to is blank paper until it is brought.
class PageStack : public QScrollArea
{
    Q_OBJECT
public:
    explicit PageStack(QWidget *parent = nullptr);

    /// Takes the place of what was shown, and stays where it was scrolled to. `pages` are some of `count`, from
    /// `first`.
    void setPages(const QList<QImage> &pages, int first, int count);
    int pageCount() const { return m_sheets.count; }
    /// Every page in view has its picture.
    bool isShown() const;
    /// How many pixels wide a page is shown now: for painting the next ones.
    int pageWidth() const;

Q_SIGNALS:
    /// There is room for pages of another width, some time after the last change.
    void pageWidthChanged();
    /// These came into view, and not all of them have a picture.
    void pagesWanted(int first, int count);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    class Desk;
    struct Sheets
    {
        QList<QImage> pages; ///< some of them
        int first = 0; ///< where those are
        int count = 0; ///< of all
    };

    /// The first in view, and how many are.
    std::pair<int, int> inView() const;
    void askForMissing();

    Sheets m_sheets;
    Desk *m_desk;
};

} // namespace Ui
