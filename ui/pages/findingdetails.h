#pragma once

#include "items/findingarranger.h"

#include <QScrollArea>

class QPushButton;

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

    void showFinding(const Items::FindingRow &row);
    void clear();

Q_SIGNALS:
    /// The button that leads to the subject was pressed.
    void subjectWanted();

private:
    QWidget *m_content;
    WrapLabel *m_title;
    WrapLabel *m_message;
    FieldList *m_fields;
    QPushButton *m_go;
};

} // namespace Ui
