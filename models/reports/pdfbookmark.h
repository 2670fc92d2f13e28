#pragma once

#include <QString>

namespace Reports {

/// A section of a PDF, and where it begins.
struct Bookmark
{
    QString title;
    int page = 0; ///< from 0
    double top = 0; ///< from the page's upper edge, in points
};

} // namespace Reports
