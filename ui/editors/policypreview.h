#pragma once

#include "policy/policydeviation.h"
#include "session/policyforecast.h"
#include "ui/widgets/latestwork.h"

#include <QWidget>

class QTreeWidget;
class QTreeWidgetItem;

namespace Ui {

class PlainLabel;

/// What a wish would make of several connections, one by one: each setting before and after, whether that is weaker,
/// what a conversion loses, and why a connection stays as it is.
class PolicyPreview : public QWidget
{
    Q_OBJECT
public:
    explicit PolicyPreview(QWidget *parent = nullptr);

    void showWish(const QList<Session::PolicyTarget> &targets, const Change::PolicyWish &wish);
    bool isReady() const { return !m_work.isBusy(); }
    const Session::PolicyForecast &forecast() const { return m_result.forecast; }
    QTreeWidget *tree() const { return m_tree; }

Q_SIGNALS:
    /// What was asked for last is shown.
    void ready();

private:
    struct Row
    {
        QString name;
        QString tenant;
        QString stays; ///< why; empty where it changes
        QList<Policy::Deviation> changes; ///< of what is asked for: `wanted` is before, `found` after
        QList<Policy::Edit> settings; ///< of a conversion: what is asked for as before
        QStringList notes;
        bool isWeaker = false;
    };
    struct Result
    {
        Session::PolicyForecast forecast;
        QList<Row> rows; ///< of the first connections
    };
    static Row rowOf(const Session::PolicyTarget &target, const Change::PolicyOutcome &outcome);
    void addSettings(QTreeWidgetItem &item, const QList<Policy::Edit> &settings) const;
    void show(const Result &result);

    Result m_result;
    LatestWork<Result> m_work;
    PlainLabel *m_summary;
    QTreeWidget *m_tree;
};

} // namespace Ui
