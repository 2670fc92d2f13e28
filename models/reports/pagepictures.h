#pragma once

#include "reports/writing.h"

#include <QImage>
#include <QList>

#include <optional>

namespace Reports {

/// How a report looks on paper.
struct PagePictures
{
    QList<QImage> pages; ///< the first ones
    int pageCount = 0; ///< of the whole report
};

/// Paints the first pages of a report as its PDF has them, each `width` pixels wide. Nothing where it was stopped.
/// Belongs on a worker thread, and needs a QGuiApplication, for the fonts.
std::optional<PagePictures> pagePictures(const Report &report, int most, int width, const std::stop_token &stop);

} // namespace Reports
