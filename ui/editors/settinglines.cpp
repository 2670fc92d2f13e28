#include "ui/editors/settinglines.h"

using namespace Qt::StringLiterals;

namespace Ui {

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
