#pragma once

#include "domain/locklimit.h"
#include "domain/tenant.h"

#include <QColor>

class QPalette;

namespace Ui {

/// The colours of one theme. Text on its ground is at least 4.5:1, icons and the focus ring at least 3:1;
/// tst_theme computes both.
struct Tokens
{
    bool dark = false;
    QColor window, base, alternate, text, muted, border, accent, onAccent, selection;
    QColor ok, watch, near, full, over;
    QColor okGround, watchGround, nearGround, fullGround, overGround;
    QColor envDevelopment, envStaging, envProduction;
    QColor added, removed;
    QColor hover; ///< the ground of a control or row under the pointer
    QColor rule; ///< the line between two rows
    QColor track; ///< what is empty of a bar; a scroll bar's handle

    static const Tokens &day();
    static const Tokens &night();
};

/// The tokens that belong to a palette made by paletteFor(): a widget or delegate needs nothing but its palette.
const Tokens &tokensOf(const QPalette &palette);
QPalette paletteFor(const Tokens &tokens);

/// A foreground with the ground it is made for.
struct Tint
{
    QColor text;
    QColor ground;
};

Tint tintOf(const Tokens &tokens, Domain::LockLevel level);
/// The tag of an environment. `own` is the profile's colour ("#rrggbb"); it only colours the dot, since nobody knows
/// whether text can be read on it.
Tint tintOf(const Tokens &tokens, Domain::Environment environment);
QColor dotOf(const Tokens &tokens, Domain::Environment environment, const QString &own);

/// Contrast of two opaque colours as WCAG 2.1 defines it, 1 to 21.
double contrast(const QColor &one, const QColor &other);

/// Sizes in device-independent pixels.
namespace Size {
inline constexpr int gap = 8;
inline constexpr int margin = 12;
inline constexpr int wide = 16;
inline constexpr int radius = 6;
inline constexpr int panelRadius = 8;
inline constexpr int row = 28;
inline constexpr int toolbar = 44;
inline constexpr int sidebar = 264;
inline constexpr int inspector = 392;
inline constexpr int dock = 220;
inline constexpr int icon = 16;
} // namespace Size

} // namespace Ui
