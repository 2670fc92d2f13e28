#include "ui/theme/style.h"

#include "ui/theme/tokens.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>
#include <QTabBar>
#include <QVariant>
#include <QWidget>

namespace Ui {

namespace {

void drawChevron(QPainter *painter, const QRectF &rect, const QColor &color, qreal degrees)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(rect.center());
    painter->rotate(degrees);
    painter->setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(QPolygonF({QPointF(-3.5, -1.75), QPointF(0, 1.75), QPointF(3.5, -1.75)}));
    painter->restore();
}

void drawIndicator(const QStyleOption *option, QPainter *painter, bool round)
{
    const Tokens &tokens = tokensOf(option->palette);
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    const bool on = option->state.testFlag(QStyle::State_On);
    const bool partly = option->state.testFlag(QStyle::State_NoChange);
    const QRectF box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const QColor fill = on || partly ? (enabled ? tokens.accent : tokens.track) : tokens.base;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    // The frame of an empty box is what tells it from the ground: 3:1, where `border` would be too faint.
    painter->setPen(QPen(on || partly ? fill : enabled ? tokens.muted : tokens.track, 1.0));
    painter->setBrush(fill);
    if (round) {
        painter->drawEllipse(box);
    } else {
        painter->drawRoundedRect(box, 3, 3);
    }
    const QPointF centre = box.center();
    if (on && round) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(tokens.onAccent);
        painter->drawEllipse(centre, 3, 3);
    } else if (on) {
        painter->setPen(QPen(tokens.onAccent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->setBrush(Qt::NoBrush);
        painter->drawPolyline(
            QPolygonF({centre + QPointF(-3.2, 0.2), centre + QPointF(-1, 2.6), centre + QPointF(3.4, -2.6)}));
    } else if (partly) {
        painter->setPen(QPen(tokens.onAccent, 1.8, Qt::SolidLine, Qt::RoundCap));
        painter->drawLine(centre + QPointF(-3, 0), centre + QPointF(3, 0));
    }
    painter->restore();
}

/// Around the whole of what has it: of a tab Qt names no more than the letters, which the ring would go through.
void drawFocusRing(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const QRect rect = qobject_cast<const QTabBar *>(widget) ? option->rect.adjusted(-7, -6, 7, 6) : option->rect;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(tokensOf(option->palette).accent, 2.0));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4);
    painter->restore();
}

} // namespace

Style::Style()
    : QProxyStyle(QStringLiteral("Fusion"))
{ }

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    const Tokens &tokens = tokensOf(option->palette);
    const QColor arrow = option->state.testFlag(State_Enabled) ? tokens.muted : tokens.track;
    const bool rightToLeft = option->direction == Qt::RightToLeft;
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return drawIndicator(option, painter, false);
    case PE_IndicatorRadioButton:
        return drawIndicator(option, painter, true);
    case PE_PanelItemViewRow:
        if (widget && widget->property("ownRows").toBool()) {
            return;
        }
        break;
    case PE_FrameFocusRect:
        return drawFocusRing(option, painter, widget);
    case PE_IndicatorHeaderArrow:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            // Up is "from A to Z", as in the sketches; Qt's own names are the other way round.
            const bool isAscending = header->sortIndicator == QStyleOptionHeader::SortDown;
            drawChevron(painter, option->rect, tokens.accent, isAscending ? 180 : 0);
        }
        return;
    case PE_IndicatorArrowDown:
        return drawChevron(painter, option->rect, arrow, 0);
    case PE_IndicatorArrowUp:
        return drawChevron(painter, option->rect, arrow, 180);
    case PE_IndicatorArrowLeft:
        return drawChevron(painter, option->rect, arrow, 90);
    case PE_IndicatorArrowRight:
        return drawChevron(painter, option->rect, arrow, -90);
    case PE_IndicatorBranch:
        if (option->state.testFlag(State_Children)) {
            const qreal closed = rightToLeft ? 90 : -90;
            drawChevron(painter, option->rect, tokens.muted, option->state.testFlag(State_Open) ? 0 : closed);
        }
        return;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 16;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize:
        return Size::icon;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return Size::gap;
    case PM_SplitterWidth:
        return 1;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_ComboBox_Popup: // a menu's popup is sized without the padding of the sheet, and hides its last choice
        return 0;
    case SH_ItemView_ShowDecorationSelected:
    case SH_Menu_MouseTracking:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

} // namespace Ui
