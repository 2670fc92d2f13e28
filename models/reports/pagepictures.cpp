#include "reports/pagepictures.h"

#include "reports/paper.h"
#include "reports/pdfpages.h"

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

std::optional<PagePictures> pagePictures(const Report &report, int most, int width, const std::stop_token &stop)
{
    Writing counting;
    counting.stop = stop;
    PdfPages whole(report, counting);
    if (!whole.layOut()) {
        return std::nullopt;
    }
    PagePictures pictures;
    pictures.pageCount = whole.count().pages;
    const QImage empty(width, qRound(width * Paper::page.height() / Paper::page.width()),
                       QImage::Format_ARGB32_Premultiplied);
    // Pages that nobody asked for are not painted: the rest of the report is laid out no more.
    std::stop_source enough;
    const std::stop_callback stopped(stop, [&enough] { enough.request_stop(); });
    Writing painting;
    painting.stop = enough.get_token();
    QImage page = empty;
    QPainter painter;
    begin(painter, page);
    const auto keep = [&] {
        painter.end();
        if (pictures.pages.size() < most) {
            pictures.pages.append(page);
        }
    };
    const PageCanvas canvas{painter, [&] {
                                keep();
                                if (pictures.pages.size() == most) {
                                    enough.request_stop();
                                }
                                page = empty;
                                begin(painter, page);
                            }};
    PdfPages(report, painting, whole.count(), canvas).layOut();
    keep();
    return stop.stop_requested() ? std::nullopt : std::optional(pictures);
}

} // namespace Reports
