#include "ui/reports/pagestack.h"

#include "ui/theme/tokens.h"

#include <QPaintEvent>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr int leastPage = 160;
constexpr int mostPage = 1400;
constexpr double heightOfWidth = 595.0 / 842.0; // A4 landscape

} // namespace

/// Paints the pages that can be seen.
class PageStack::Desk : public QWidget
{
public:
    Desk(const QList<QImage> &pages, PageStack *stack)
        : QWidget(stack)
        , m_pages(pages)
    { }

    void lay(int pageWidth)
    {
        m_page = QSize(pageWidth, qRound(pageWidth * heightOfWidth));
        const int count = int(m_pages.size());
        setFixedHeight(Size::margin + count * (m_page.height() + Size::margin));
        update();
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        const Tokens &tokens = tokensOf(palette());
        for (int i = 0; i < m_pages.size(); ++i) {
            const QRect place(
                QPoint((width() - m_page.width()) / 2, Size::margin + i * (m_page.height() + Size::margin)), m_page);
            if (event->rect().intersects(place)) {
                painter.drawImage(place, m_pages.at(i));
                painter.setPen(tokens.rule);
                painter.drawRect(place.adjusted(0, 0, -1, -1));
            }
        }
    }

private:
    const QList<QImage> &m_pages;
    QSize m_page;
};

PageStack::PageStack(QWidget *parent)
    : QScrollArea(parent)
    , m_desk(new Desk(m_pages, this))
{
    setObjectName(u"pages"_s);
    setAccessibleName(tr("Pages"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // the pages' width must not depend on it
    setFocusPolicy(Qt::StrongFocus);
    setWidget(m_desk);
    m_desk->lay(pageWidth());
}

int PageStack::pageWidth() const
{
    return std::clamp(viewport()->width() - 2 * Size::margin, leastPage, mostPage);
}

void PageStack::setPages(const QList<QImage> &pages)
{
    m_pages = pages;
    m_desk->lay(pageWidth());
}

void PageStack::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    m_desk->lay(pageWidth());
    Q_EMIT pageWidthChanged();
}

} // namespace Ui
