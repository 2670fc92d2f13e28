#pragma once

#include <QProxyStyle>

namespace Ui {

struct Tokens;

/// Fusion with what a style sheet draws badly drawn by hand: check boxes, radio buttons, arrows, tree branches and the
/// focus ring. Colours come from the palette of what is drawn.
class Style : public QProxyStyle
{
    Q_OBJECT
public:
    Style();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                    const QWidget *widget = nullptr) const override;
    int styleHint(StyleHint hint, const QStyleOption *option = nullptr, const QWidget *widget = nullptr,
                  QStyleHintReturn *returnData = nullptr) const override;
};

/// The style sheet of a theme: surfaces, borders and spacing of the standard controls.
///
/// Dynamic properties that widgets may set: `primary` (the one main button of a view), `flat` (a tool button without a
/// frame until the pointer is on it), `muted`, `small`, `heading`, `title` and `strong` on labels, `surface` ("base",
/// "window") on containers.
QString styleSheetFor(const Tokens &tokens);

} // namespace Ui
