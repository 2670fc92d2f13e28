#pragma once

#include "ui/theme/tokens.h"

#include "domain/finding.h"
#include "domain/logtypes.h"

#include <QFont>
#include <QRectF>
#include <QSize>
#include <QString>

class QPainter;

namespace Ui {

/// The shape that stands before a word of severity, so that colour is never alone.
enum class Mark { None, Dot, Ring, Diamond, Triangle, Octagon, Down };

/// A pill with a word in it: DEV, PROD, OVER. Painted by delegates and by EnvironmentTag.
struct Badge
{
    QString text;
    Tint tint;
    Mark mark = Mark::None;
};

QFont badgeFont(const QFont &font);
QSize sizeOf(const Badge &badge, const QFont &font);
/// Paints the badge with its left edge at the left of `rect`, centred in its height; nothing if it does not fit.
void paint(QPainter *painter, const QRectF &rect, const Badge &badge, const QFont &font);
void paint(QPainter *painter, const QRectF &rect, Mark mark, const QColor &color);

/// The word of a level beside a count of database connections: WATCH, NEAR, FULL, OVER; empty for Fine.
QString wordFor(Domain::LockLevel level);
Mark markFor(Domain::LockLevel level);
Badge badgeFor(const Tokens &tokens, Domain::LockLevel level);
/// LOW, MEDIUM, HIGH, CRITICAL: the shapes and colours of Lock's bands, which have these severities (DESIGN 5).
Badge badgeFor(const Tokens &tokens, Domain::Severity severity);
Badge badgeFor(const Tokens &tokens, Domain::Environment environment);
/// SUCCESS, CHANGE, WARNING, FAILURE; empty for a type of event that is not known.
Badge badgeFor(const Tokens &tokens, Domain::LogClass outcome);

} // namespace Ui
