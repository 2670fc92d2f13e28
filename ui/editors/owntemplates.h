#pragma once

#include "policy/policytemplate.h"
#include "settings/templatefiles.h"

namespace Ui {

/// A template to choose from, and its file where it is one of the user's own.
struct KnownTemplate
{
    Policy::PolicyTemplate content;
    QString path; ///< empty for those that come with the program

    bool isOwn() const { return !path.isEmpty(); }
};

/// The given templates, then the user's own; files that are no template are left out.
QList<KnownTemplate> knownTemplates(const Settings::TemplateFiles &files);

/// "minimum length 14": the settings of a template, one a line, for a person.
QStringList settingLines(const QList<Policy::Edit> &edits);

} // namespace Ui
