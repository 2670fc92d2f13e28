#include "analysis/severitytitle.h"

#include "analysis/translation.h"

namespace Analysis {

QString titleOf(Domain::Severity severity)
{
    switch (severity) {
    case Domain::Severity::Low:
        return tr("Low");
    case Domain::Severity::Medium:
        return tr("Medium");
    case Domain::Severity::High:
        return tr("High");
    case Domain::Severity::Critical:
        break;
    }
    return tr("Critical");
}

} // namespace Analysis
