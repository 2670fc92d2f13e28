#include "ui/reports/pagestack.h"

#include "ui/theme/tokens.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

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
    Desk(const Sheets &sheets, PageStack *stack)
        : QWidget(stack)
        , m_sheets(sheets)
    { }

    void lay(int pageWidth)
    {
        m_page = QSize(pageWidth, qRound(pageWidth * heightOfWidth));
        setFixedHeight(Size::margin + m_sheets.count * pitch());
        update();
    }

    /// From the top of one page to the top of the next.
    int pitch() const { return m_page.height() + Size::margin; }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        const Tokens &tokens = tokensOf(palette());
        for (int i = 0; i < m_sheets.count; ++i) {
            const QRect place(QPoint((width() - m_page.width()) / 2, Size::margin + i * pitch()), m_page);
            if (!event->rect().intersects(place)) {
                continue;
            }
            const int picture = i - m_sheets.first;
            if (picture >= 0 && picture < m_sheets.pages.size()) {
                painter.drawImage(place, m_sheets.pages.at(picture));
            } else {
                painter.fillRect(place, Qt::white);
            }
            painter.setPen(tokens.rule);
            painter.drawRect(place.adjusted(0, 0, -1, -1));
        }
    }

private:
    const Sheets &m_sheets;
    QSize m_page;
};

PageStack::PageStack(QWidget *parent)
    : QScrollArea(parent)
    , m_desk(new Desk(m_sheets, this))
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
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &PageStack::askForMissing);
}

int PageStack::pageWidth() const
{
    return std::clamp(viewport()->width() - 2 * Size::margin, leastPage, mostPage);
}

void PageStack::setPages(const QList<QImage> &pages, int first, int count)
{
    m_sheets = {pages, first, count};
    m_desk->lay(pageWidth());
    askForMissing();
}

std::pair<int, int> PageStack::inView() const
{
    const int top = verticalScrollBar()->value();
    const int first = std::clamp(top / m_desk->pitch(), 0, std::max(0, m_sheets.count - 1));
    const int last
        = std::clamp((top + viewport()->height()) / m_desk->pitch(), first, std::max(first, m_sheets.count - 1));
    return {first, m_sheets.count == 0 ? 0 : last - first + 1};
}

bool PageStack::isShown() const
{
    const auto [first, count] = inView();
    return first >= m_sheets.first && first + count <= m_sheets.first + m_sheets.pages.size();
}

void PageStack::askForMissing()
{
    if (!isShown()) {
        const auto [first, count] = inView();
        Q_EMIT pagesWanted(first, count);
    }
}

void PageStack::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    m_desk->lay(pageWidth());
    Q_EMIT pageWidthChanged();
}

} // namespace Ui
