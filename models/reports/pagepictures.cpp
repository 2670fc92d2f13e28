#include "reports/pagepictures.h"

#include "reports/paper.h"
#include "reports/pdfpages.h"
#include "reports/shownreport.h"

#include <QPainter>

namespace Reports {

namespace {

void begin(QPainter &painter, QImage &page)
{
    page.fill(Qt::white);
    painter.begin(&page);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    const double scale = page.width() / Paper::page.width();
    painter.scale(scale, scale);
}

} // namespace

std::optional<PagePictures> pagePictures(const Report &all, PageRange range, int width, const std::stop_token &stop)
{
    const Report report = shownReport(all, stop);
    Writing counting;
    counting.stop = stop;
    PdfPages whole(report, counting);
    if (!whole.layOut()) {
        return std::nullopt;
    }
    PagePictures pictures;
    pictures.pageCount = whole.count().pages;
    if (range.first >= pictures.pageCount) {
        return pictures;
    }
    const QImage small(1, 1, QImage::Format_ARGB32_Premultiplied); // of a page that nobody asked for
    const QImage empty(width, qRound(width * Paper::page.height() / Paper::page.width()),
                       QImage::Format_ARGB32_Premultiplied);
    // What comes after those that were asked for is laid out no more.
    std::stop_source enough;
    const std::stop_callback stopped(stop, [&enough] { enough.request_stop(); });
    Writing painting;
    painting.stop = enough.get_token();
    int index = 0;
    QImage page = range.first == 0 ? empty : small;
    QPainter painter;
    begin(painter, page);
    const auto keep = [&] {
        painter.end();
        if (index >= range.first && pictures.pages.size() < range.most) {
            pictures.pages.append(page);
        }
    };
    const PageCanvas canvas{painter, [&] {
                                keep();
                                if (pictures.pages.size() == range.most) {
                                    enough.request_stop();
                                }
                                ++index;
                                page = index >= range.first && !enough.stop_requested() ? empty : small;
                                begin(painter, page);
                            }};
    PdfPages(report, painting, whole.count(), canvas).layOut();
    keep();
    return stop.stop_requested() ? std::nullopt : std::optional(pictures);
}

} // namespace Reports
