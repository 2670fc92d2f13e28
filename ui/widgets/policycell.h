#pragma once

#include "policy/policydeviation.h"
#include "ui/theme/badge.h"

class QModelIndex;
class QPainter;
class QStyleOptionViewItem;

namespace Ui {

/// The shape that stands beside a setting that is not as the baseline wants it, and its colour.
Mark markFor(Policy::Direction direction);
QColor inkOf(const Tokens &tokens, Policy::Direction direction);

/// Draws a cell of the table of password policies into `rect`: the value with the mark of its deviation, and what is
/// staged beside it ("8 → 14"); a badge for a connection with both generations; muted where it cannot be edited.
void paintPolicyCell(QPainter *painter, const QRect &rect, const QStyleOptionViewItem &option,
                     const QModelIndex &index);
/// Room that the whole of it takes, in device-independent pixels.
int policyCellWidth(const QFont &font, const QModelIndex &index);

/// Says what the marks mean: "▼ weaker ▲ stronger ◆ different", as a widget that is only looked at.
QWidget *makeDeviationLegend(QWidget *parent);

} // namespace Ui
