#pragma once

#include "reports/report.h"

#include <QRectF>

class QPainter;

namespace Reports {

/// How high a chart is, in twentieths of a point, as all lengths here.
double heightOf(const Chart &chart);

/// As shapes a text needs no font where it is looked at; as letters it can be searched and copied in a PDF.
enum class Lettering { Shapes, Letters };

/// Draws a chart into an area of heightOf() and any width: the same picture on a page, on screen and in a file.
void draw(const Chart &chart, QPainter &painter, const QRectF &area, Lettering lettering);

/// The same as an SVG file.
QByteArray svgOf(const Chart &chart, double width);

/// What a person who cannot see the picture is told: each bar with its value.
QString descriptionOf(const Chart &chart);

} // namespace Reports
