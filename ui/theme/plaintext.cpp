#include "ui/theme/plaintext.h"

using namespace Qt::StringLiterals;

namespace Ui {

QString plainToolTip(const QString &text)
{
    if (text.isEmpty()) {
        return {};
    }
    return u"<p style='white-space:pre-wrap'>%1</p>"_s.arg(visibleText(text).toHtmlEscaped());
}

} // namespace Ui
