#pragma once

#include "domain/locklimit.h"

#include <QWidget>

namespace Ui {

/// A count of database connections against Lock's limit: bar, figures, and the word of its level.
class LockMeter : public QWidget
{
    Q_OBJECT
public:
    LockMeter(qint64 count, Domain::LockLevel level, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    qint64 m_count;
    Domain::LockLevel m_level;
};

/// Paints the same into a table's cell. Gives up its parts from the right where room is short, the figures last.
/// `note`: what stands behind it, muted; empty: nothing.
void paintLockCount(QPainter *painter, const QRect &rect, const QFont &font, const QPalette &palette, qint64 count,
                    Domain::LockLevel level, const QString &note = {});
/// The count of an application to which nobody signs in, or nobody with Lock: no bar, since Lock never shows its
/// connections. The level is that of its finding.
void paintPlainCount(QPainter *painter, const QRect &rect, const QFont &font, const QPalette &palette, qint64 count,
                     Domain::LockLevel level, const QString &note = {});
/// "57 of 50, over": the same in words.
QString lockCountInWords(qint64 count, Domain::LockLevel level);

} // namespace Ui
