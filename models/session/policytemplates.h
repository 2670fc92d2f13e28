#pragma once

#include "policy/policytemplate.h"
#include "settings/templatefiles.h"

#include <optional>

namespace Session {

/// A template of a password policy to choose from, and its file where it is one of the user's own.
struct KnownTemplate
{
    Policy::PolicyTemplate content;
    QString path; ///< empty for those that come with the program

    bool isOwn() const { return !path.isEmpty(); }
    /// What names it on a command line: the id of a given one, of an own one its file name without ".json".
    QString word() const;
};

/// The given templates, then the user's own; files that are no template are left out. One list for window and command
/// line.
QList<KnownTemplate> knownTemplates(const Settings::TemplateFiles &files);

/// The one that this word names, or nothing.
std::optional<KnownTemplate> templateOf(const QString &word, const Settings::TemplateFiles &files);

} // namespace Session
