#pragma once

#include "ui/pages/usertab.h"
#include "ui/widgets/fieldlist.h"
#include "ui/widgets/wraplabel.h"

#include <QStringList>

/// All that a user's page tells, a field or a label a line.
inline QString textOf(const Ui::UserTab &tab)
{
    QStringList lines;
    for (const Ui::FieldList *list : tab.findChildren<Ui::FieldList *>()) {
        for (const Ui::Field &field : list->fields()) {
            lines << field.label + QStringLiteral(": ") + field.value + field.lines.join(QStringLiteral(" | "));
        }
    }
    for (const Ui::WrapLabel *label : tab.findChildren<Ui::WrapLabel *>()) {
        lines << label->text();
    }
    return lines.join(u'\n');
}
