#include "session/policytemplates.h"

#include <QFileInfo>

namespace Session {

QString KnownTemplate::word() const
{
    return isOwn() ? QFileInfo(path).completeBaseName() : content.id;
}

QList<KnownTemplate> knownTemplates(const Settings::TemplateFiles &files)
{
    QList<KnownTemplate> known;
    for (const Policy::PolicyTemplate &given : Policy::givenTemplates()) {
        known.append({given, {}});
    }
    for (const Settings::TemplateFiles::File &file : files.files()) {
        if (auto read = Policy::readTemplate(file.text)) {
            if (read->name.isEmpty()) {
                read->name = QFileInfo(file.path).completeBaseName();
            }
            known.append({*read, file.path});
        }
    }
    return known;
}

std::optional<KnownTemplate> templateOf(const QString &word, const Settings::TemplateFiles &files)
{
    if (word.isEmpty()) {
        return std::nullopt;
    }
    for (const KnownTemplate &known : knownTemplates(files)) {
        if (known.word() == word) {
            return known;
        }
    }
    return std::nullopt;
}

} // namespace Session
