#pragma once

#include "items/findingarranger.h"
#include "ui/widgets/fieldlist.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QScrollArea;

namespace Ui {

class OverflowBar;
class TrendPane;
class WrapLabel;

/// All that is known of one finding: what is so, why it matters, what to do, where the rule is written down, and what
/// else it concerns; below it, always in reach, what can be done.
class FindingDetails : public QWidget
{
    Q_OBJECT
public:
    explicit FindingDetails(QWidget *parent = nullptr);

    /// What can be done about a finding; hidden actions are left out. The actions outlive this.
    void setActions(const QList<QAction *> &actions);
    /// `objects`: what else it concerns, or what is known beside the finding: under their labels, as people call them.
    void showFinding(const Items::FindingRow &row, const QList<Field> &objects);
    void clear();
    /// Where the finding's count comes from and goes to, until another finding is shown.
    TrendPane &trend() { return *m_trend; }

private:
    QScrollArea *m_scroll;
    QWidget *m_content;
    WrapLabel *m_title;
    WrapLabel *m_message;
    TrendPane *m_trend;
    FieldList *m_fields;
    OverflowBar *m_buttons;
    Items::FindingRow m_row; ///< that is shown
    QList<Field> m_objects; ///< with it
    QTimer m_age; ///< what it was read in grows old
};

} // namespace Ui
