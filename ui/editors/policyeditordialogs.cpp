// The dialogs that a PolicyEditor opens.

#include "ui/dialogs/opendialog.h"
#include "ui/editors/convertpolicydialog.h"
#include "ui/editors/policyeditor.h"
#include "ui/editors/policyfields.h"
#include "ui/editors/policytemplatedialog.h"
#include "ui/editors/savetemplatedialog.h"

#include "session/changetray.h"

#include <algorithm>

namespace Ui {

using Policy::Key;

void PolicyEditor::convertTo(Domain::PolicyGeneration generation)
{
    auto *dialog = new ConvertPolicyDialog(m_view.forecast.targets, generation, this);
    connect(dialog, &ConvertPolicyDialog::taken, this,
            [this](const Session::PolicyForecast &forecast) { tellStaged(Session::stage(m_services.tray, forecast)); });
    openDialog(dialog);
}

void PolicyEditor::applyTemplate()
{
    auto *dialog = new PolicyTemplateDialog(
        m_view.forecast.targets, keep(), Settings::TemplateFiles(m_services.templateFolder), m_services.prompt, this);
    connect(dialog, &PolicyTemplateDialog::taken, this,
            [this](const Session::PolicyForecast &forecast) { tellStaged(Session::stage(m_services.tray, forecast)); });
    openDialog(dialog);
}

void PolicyEditor::saveTemplate()
{
    auto *dialog = new SaveTemplateDialog(commonSettings(), Settings::TemplateFiles(m_services.templateFolder), this);
    connect(dialog, &SaveTemplateDialog::saved, this,
            [this](const QString &name) { Q_EMIT told(tr("Saved the template “%1”.").arg(name)); });
    openDialog(dialog);
}

/// What the connections have in common, with what the user edited on top; settings that say nothing are left out.
QList<Policy::Edit> PolicyEditor::commonSettings() const
{
    const Change::PolicyWish wish = m_fields->wish();
    const auto &fields = m_view.summary.fields;
    QList<Policy::Edit> settings;
    for (const Key key : Policy::allKeys()) {
        const auto edited = std::find_if(wish.edits.begin(), wish.edits.end(),
                                         [key](const Policy::Edit &edit) { return edit.key == key; });
        if (edited != wish.edits.end()) {
            settings.append(*edited);
            continue;
        }
        const auto field = fields.find(key);
        const bool isFlexibleOnly = key == Key::BlockedFields;
        if (field == fields.end() || field->second.values.size() != 1
            || (isFlexibleOnly && m_view.summary.legacy > 0)) {
            continue;
        }
        const Policy::Setting &value = field->second.values.first();
        const bool isSilent = key == Key::DictionaryWords && std::get<QStringList>(value).isEmpty();
        if (!isSilent && Policy::checkedEdit(key, value)) {
            settings.append({key, value});
        }
    }
    return settings;
}

} // namespace Ui
