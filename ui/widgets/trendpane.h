#pragma once

#include "analysis/trend.h"

#include <QWidget>

namespace Ui {

class WrapLabel;

/// Counts over time as a line of points, with the limit above them and where the line will meet it. It says the same in
/// words to whoever cannot see it.
class TrendLine : public QWidget
{
    Q_OBJECT
public:
    explicit TrendLine(QWidget *parent = nullptr);

    /// `words`: the same for a reader.
    void setTrend(const Analysis::Trend &trend, qint64 limit, const QString &words);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Analysis::Trend m_trend;
    qint64 m_limit = 0;
};

/// A TrendLine with its words below. Hidden while there is nothing to tell: below two points.
class TrendPane : public QWidget
{
    Q_OBJECT
public:
    explicit TrendPane(QWidget *parent = nullptr);

    void setTrend(const Analysis::Trend &trend, qint64 limit, const QDateTime &now);
    /// What is told; empty for nothing.
    const QString &text() const;

private:
    TrendLine *m_line;
    WrapLabel *m_words;
};

} // namespace Ui
