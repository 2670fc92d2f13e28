#include "reports/paper.h"
#include "reports/pdffinish.h"
#include "reports/pdfpages.h"
#include "reports/shownreport.h"
#include "reports/translation.h"
#include "reports/writers.h"

#include "query/visibletext.h"

#include <QFile>
#include <QPainter>
#include <QPdfWriter>
#include <QTemporaryDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

/// Whether the pages are there to their end: who writes them does not tell what a full disk took.
bool isWhole(const QString &path)
{
    constexpr qint64 tail = 16;
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.seek(std::max(qint64(0), file.size() - tail))
        && file.readAll().trimmed().endsWith("%%EOF");
}

} // namespace

Written writePdf(const Report &all, QIODevice &device, const Writing &writing)
{
    const Report report = shownReport(all, writing.stop);
    const WriteProblem stopped{WriteProblem::Kind::Stopped, {}};
    PdfPages counting(report, writing);
    if (!counting.layOut()) {
        return tl::unexpected(stopped);
    }
    const QTemporaryDir folder;
    if (!folder.isValid()) {
        return tl::unexpected(temporaryProblem(folder.errorString()));
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
            return tl::unexpected(temporaryProblem(path));
        }
        const PageCanvas canvas{painter, [&pdf] { pdf.newPage(); }};
        PdfPages pages(report, writing, counting.count(), canvas);
        if (!pages.layOut()) {
            return tl::unexpected(stopped);
        }
    }
    if (!isWhole(path)) {
        return tl::unexpected(temporaryProblem(tr("pages are missing")));
    }
    const QString problem = finishPdf(path, title, report.made, counting.count().bookmarks, device);
    if (!problem.isEmpty()) {
        return tl::unexpected(WriteProblem{WriteProblem::Kind::Device, problem});
    }
    return {};
}

} // namespace Reports
