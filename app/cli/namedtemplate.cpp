#include "cli/namedtemplate.h"

#include "cli/translation.h"
#include "session/policytemplates.h"
#include "settings/paths.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace Cli {

Outcome<Policy::PolicyTemplate> namedTemplate(const QString &name)
{
    QStringList words;
    for (const Session::KnownTemplate &known :
         Session::knownTemplates(Settings::TemplateFiles(Settings::Paths::standard().templates()))) {
        if (known.word() == name) {
            return known.content;
        }
        words.append(known.word());
    }
    const QString advice = tr("Name a template file, or one of %1.").arg(words.join(", "_L1));
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        return usage(tr("There is no template “%1”.").arg(name), file.errorString(), advice);
    }
    const auto read = Policy::readTemplate(file.read(Settings::TemplateFiles::largestFile));
    if (!read) {
        return usage(tr("The template “%1” cannot be used.").arg(name), read.error(), advice);
    }
    return *read;
}

} // namespace Cli
