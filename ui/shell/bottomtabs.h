#pragma once

#include <QTabWidget>

class QSplitter;
class QStackedWidget;

namespace Ui {

/// The tabs below the page that is shown. The page comes first: where some of its rows would have no room, the tabs
/// give way, in the end to their bar alone, and come back with the room. The height that somebody drags them to is
/// kept, and tabs that somebody opens in a low window stay open: with a click on a tab or Return, which fold them
/// again as well.
class BottomTabs : public QTabWidget
{
    Q_OBJECT
public:
    explicit BottomTabs(QWidget *parent = nullptr);

    /// The splitter holds the pages and these tabs, and nothing else.
    void shareRoom(QSplitter *rows, QStackedWidget *pages);
    /// Shows the tab, folded or not.
    void openTab(QWidget *tab);
    /// Somebody wants to see them.
    void open();
    bool isFolded() const { return m_isFolded; }
    /// The height that they have where there is room; 0 is none.
    int wantedHeight() const { return m_height; }
    void setWantedHeight(int height);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    int spare() const;
    void fold(bool isFolded);
    void arrange();
    void arrangeSoon();
    void toggle();
    void takeDragged();

    QSplitter *m_rows = nullptr;
    QStackedWidget *m_pages = nullptr;
    int m_height;
    bool m_isFolded = false;
    bool m_isOpened = false; ///< by somebody, though the page has too little room then
    bool m_isToArrange = false;
};

} // namespace Ui
