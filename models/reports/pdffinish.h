#pragma once

#include "reports/pdfbookmark.h"

#include <QList>

class QDateTime;
class QIODevice;

namespace Reports {

/// Copies a PDF from a file to a device and gives it what Qt's writer does not: bookmarks, a fixed date, and an id and
/// names of fonts that its contents tell. Gives back why it could not; empty where it could.
QString finishPdf(const QString &path, const QString &title, const QDateTime &made, const QList<Bookmark> &bookmarks,
                  QIODevice &device);

} // namespace Reports
