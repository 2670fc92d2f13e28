#include "ui/editors/settinglines.h"

#include <QCoreApplication>

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

QString directionText(Policy::Direction direction)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("Ui", text); };
    switch (direction) {
    case Policy::Direction::Weaker:
        return tr("▼ weaker");
    case Policy::Direction::Stronger:
        return tr("▲ stronger");
    case Policy::Direction::Stricter:
        return tr("◆ stricter");
    case Policy::Direction::Looser:
        return tr("◆ looser");
    case Policy::Direction::Different:
        break;
    }
    return tr("◆ different");
}

} // namespace Ui
