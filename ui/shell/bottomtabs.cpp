#include "ui/shell/bottomtabs.h"

#include "ui/theme/tokens.h"

#include <QKeyEvent>
#include <QLayout>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr int leastHeight = 90; ///< of open tabs, if somebody wants them so low
constexpr int usefulHeight = 162; ///< in which a list shows two rows below its filter and its heading
constexpr int mostNeeded = 300; ///< by a page: one that has more to say scrolls

} // namespace

BottomTabs::BottomTabs(QWidget *parent)
    : QTabWidget(parent)
    , m_height(Size::dock)
{
    setMinimumHeight(leastHeight);
}

void BottomTabs::shareRoom(QSplitter *rows, QStackedWidget *pages)
{
    m_rows = rows;
    m_pages = pages;
    m_rows->installEventFilter(this);
    m_pages->installEventFilter(this);
    tabBar()->installEventFilter(this);
    connect(m_rows, &QSplitter::splitterMoved, this, &BottomTabs::takeDragged);
    connect(m_pages, &QStackedWidget::currentChanged, this, &BottomTabs::arrangeSoon);
    connect(this, &QTabWidget::tabBarClicked, this, [this](int tab) {
        if (m_isFolded || tab == currentIndex()) {
            toggle();
        }
    });
    connect(this, &QTabWidget::currentChanged, this, [this] {
        if (isVisible()) {
            open(); // somebody chose another
        }
    });
}

void BottomTabs::openTab(QWidget *tab)
{
    setCurrentWidget(tab);
    open();
}

void BottomTabs::open()
{
    m_isOpened = true;
    arrange();
}

void BottomTabs::setWantedHeight(int height)
{
    m_height = height > 0 ? std::max(height, leastHeight) : Size::dock;
}

/// What the page leaves them.
int BottomTabs::spare() const
{
    const int whole = m_rows->height() - m_rows->handleWidth();
    const QWidget *page = m_pages->currentWidget();
    const QLayout *layout = page ? page->layout() : nullptr;
    const int needed = !layout        ? 0
        : layout->hasHeightForWidth() ? layout->totalHeightForWidth(page->width())
                                      : layout->totalSizeHint().height();
    return whole - std::clamp(needed, m_pages->minimumHeight(), mostNeeded);
}

void BottomTabs::arrange()
{
    m_isToArrange = false;
    if (!m_rows || !isVisible()) {
        return;
    }
    const int whole = m_rows->height() - m_rows->handleWidth();
    const int spare = this->spare();
    m_isOpened = m_isOpened && spare < m_height;
    const bool isFolding = !m_isOpened && spare < std::min(m_height, usefulHeight);
    fold(isFolding);
    const int most = m_isOpened ? whole - m_pages->minimumHeight() : spare;
    const int height = isFolding ? minimumHeight() : std::max(std::min(m_height, most), minimumHeight());
    if (m_rows->sizes() != QList<int>{whole - height, height}) {
        m_rows->setSizes({whole - height, height});
    }
}

/// Layouts settle first.
void BottomTabs::arrangeSoon()
{
    if (!m_isToArrange) {
        m_isToArrange = true;
        QMetaObject::invokeMethod(this, &BottomTabs::arrange, Qt::QueuedConnection);
    }
}

void BottomTabs::fold(bool isFolded)
{
    // What is folded is reached by no Tab key.
    findChild<QStackedWidget *>(u"qt_tabwidget_stackedwidget"_s, Qt::FindDirectChildrenOnly)->setHidden(isFolded);
    setMinimumHeight(isFolded ? tabBar()->sizeHint().height() : leastHeight);
    m_isFolded = isFolded;
}

void BottomTabs::toggle()
{
    if (m_isFolded) {
        open();
    } else if (m_isOpened) {
        m_isOpened = false;
        arrange();
    }
}

void BottomTabs::takeDragged()
{
    const int height = m_rows->sizes().last();
    if (m_isFolded && height <= minimumHeight()) {
        return;
    }
    fold(false);
    setWantedHeight(height);
    m_isOpened = spare() < m_height;
}

bool BottomTabs::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_rows && event->type() == QEvent::Resize) {
        arrange();
    } else if (watched == m_pages && event->type() == QEvent::LayoutRequest) {
        arrangeSoon();
    } else if (watched == tabBar() && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space) {
            toggle();
            return true;
        }
    }
    return QTabWidget::eventFilter(watched, event);
}

void BottomTabs::showEvent(QShowEvent *event)
{
    QTabWidget::showEvent(event);
    arrangeSoon();
}

} // namespace Ui
