#include "ui/shell/sourceplurals.h"

using namespace Qt::StringLiterals;

namespace Ui {

QString SourcePlurals::translate(const char *, const char *sourceText, const char *, int n) const
{
    QString text = n < 0 ? QString() : QString::fromUtf8(sourceText);
    if (!text.contains("(s)"_L1)) {
        return {}; // as it stands
    }
    return text.replace("(s)"_L1, n == 1 ? ""_L1 : "s"_L1);
}

} // namespace Ui
