#pragma once

#include "items/findingarranger.h"
#include "ui/widgets/fieldlist.h"

#include <QScrollArea>

class QAction;
class QVBoxLayout;

namespace Ui {

class TrendPane;
class WrapLabel;

/// All that is known of one finding: what is so, why it matters, what to do, where the rule is written down, and what
/// else it concerns.
class FindingDetails : public QScrollArea
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
    QWidget *m_content;
    WrapLabel *m_title;
    WrapLabel *m_message;
    TrendPane *m_trend;
    FieldList *m_fields;
    QVBoxLayout *m_buttons;
};

} // namespace Ui
