#pragma once

#include "reports/report.h"

#include <QColor>
#include <QFont>
#include <QSizeF>

namespace Reports {

/// The colours of a report, which is paper whatever the window's theme: those of the day theme, whose texts are at
/// least 4.5:1 on white.
namespace Paper {
inline constexpr QRgb text = 0xFF1A1E24;
inline constexpr QRgb muted = 0xFF5A6472;
inline constexpr QRgb rule = 0xFFD8DDE4;
inline constexpr QRgb track = 0xFFE9EDF2;
inline constexpr QRgb band = 0xFFF5F6F8; ///< the ground of a table's head
inline constexpr QRgb accent = 0xFF3451D1;

QColor colorOf(Tone tone);
/// Pages and charts are laid out in twentieths of a point: fine enough for a font's widths, which are whole.
inline constexpr double point = 20;
/// A4 landscape.
inline constexpr QSizeF page(842 * point, 595 * point);
/// The font of pages and charts; `size` in points.
QFont font(double size, bool bold = false);
} // namespace Paper

} // namespace Reports
