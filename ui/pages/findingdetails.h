#pragma once

#include "items/findingarranger.h"

#include <QScrollArea>

class QAction;
class QVBoxLayout;

namespace Ui {

class FieldList;
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
    /// `objects`: what else it concerns, as people call it.
    void showFinding(const Items::FindingRow &row, const QStringList &objects);
    void clear();

private:
    QWidget *m_content;
    WrapLabel *m_title;
    WrapLabel *m_message;
    FieldList *m_fields;
    QVBoxLayout *m_buttons;
};

} // namespace Ui
