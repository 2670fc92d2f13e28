#include "reports/paper.h"
#include "reports/pdffinish.h"
#include "reports/pdfpages.h"
#include "reports/writers.h"

#include "query/visibletext.h"

#include <QPainter>
#include <QPdfWriter>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace Reports {

Written writePdf(const Report &report, QIODevice &device, const Writing &writing)
{
    const WriteProblem stopped{WriteProblem::Kind::Stopped, {}};
    PdfPages counting(report, writing);
    if (!counting.layOut()) {
        return tl::unexpected(stopped);
    }
    const QTemporaryDir folder;
    if (!folder.isValid()) {
        return tl::unexpected(WriteProblem{WriteProblem::Kind::Device, folder.errorString()});
    }
    const QString path = folder.filePath(u"pages.pdf"_s);
    const QString title = Query::visibleText(report.title + u" \u2013 "_s + report.subtitle);
    {
        QPdfWriter pdf(path);
        pdf.setResolution(int(72 * Paper::point));
        pdf.setPageSize(QPageSize(QPageSize::A4));
        pdf.setPageOrientation(QPageLayout::Landscape);
        pdf.setPageMargins({}, QPageLayout::Point);
        pdf.setTitle(title);
        QPainter painter;
        if (!painter.begin(&pdf)) {
            return tl::unexpected(WriteProblem{WriteProblem::Kind::Device, path});
        }
        const PageCanvas canvas{painter, [&pdf] { pdf.newPage(); }};
        PdfPages pages(report, writing, counting.count(), canvas);
        if (!pages.layOut()) {
            return tl::unexpected(stopped);
        }
    }
    const QString problem = finishPdf(path, title, report.made, counting.count().bookmarks, device);
    if (!problem.isEmpty()) {
        return tl::unexpected(WriteProblem{WriteProblem::Kind::Device, problem});
    }
    return {};
}

} // namespace Reports
