#pragma once

#include "reports/pdfpages.h"

class QDateTime;

namespace Reports {

/// Copies a PDF from a file to a device and gives it what Qt's writer does not: bookmarks, a fixed date, and an id that
/// is told by its contents.
Written finishPdf(const QString &path, const QString &title, const QDateTime &made, const QList<Bookmark> &bookmarks,
                  QIODevice &device);

} // namespace Reports
