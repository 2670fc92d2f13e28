#include "ui/dialogs/unsentedits.h"

#include <QCoreApplication>

namespace Ui {

QString UnsentEdits::text() const
{
    const auto counted = [](const char *text, qsizetype count) {
        return QCoreApplication::translate("UnsentEdits", text, nullptr, int(count));
    };
    QStringList lines;
    if (staged > 0) {
        lines.append(counted(QT_TRANSLATE_NOOP("UnsentEdits", "Staged and not sent: %n change(s)."), staged));
    }
    if (drafts > 0) {
        lines.append(counted(
            QT_TRANSLATE_NOOP("UnsentEdits", "Policy edits of %n selection(s) were entered and not even staged."),
            drafts));
    }
    return lines.join(u' ');
}

} // namespace Ui
