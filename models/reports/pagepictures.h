#pragma once

#include "reports/writing.h"

#include <QImage>
#include <QList>

#include <optional>

namespace Reports {

/// How a report looks on paper.
struct PagePictures
{
    QList<QImage> pages; ///< those that were asked for, as far as there are some
    int pageCount = 0; ///< of the whole report
};

/// Which pages are painted: `most` of them at most, from this one on.
struct PageRange
{
    int first = 0; ///< from 0
    int most = 0;
};

/// Paints pages of a report as its PDF has them, each `width` pixels wide. Nothing where it was stopped. Belongs on a
/// worker thread, and needs a QGuiApplication, for the fonts.
std::optional<PagePictures> pagePictures(const Report &report, PageRange range, int width, const std::stop_token &stop);

} // namespace Reports
