// The dialogs that a PolicyEditor opens.

#include "ui/editors/policyeditor.h"

namespace Ui {

void PolicyEditor::convertTo(Domain::PolicyGeneration) { }

void PolicyEditor::applyTemplate() { }

void PolicyEditor::saveTemplate() { }

QList<Policy::Edit> PolicyEditor::commonSettings() const
{
    return {};
}

} // namespace Ui
