#include "ui/editors/owntemplates.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Ui {

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

QStringList settingLines(const QList<Policy::Edit> &edits)
{
    QStringList lines;
    for (const Policy::Edit &edit : edits) {
        const QString value = Policy::textOf(edit.value);
        lines.append(u"%1: %2"_s.arg(QString(Policy::nameOf(edit.key)), value.isEmpty() ? u"none"_s : value));
    }
    return lines;
}

} // namespace Ui
