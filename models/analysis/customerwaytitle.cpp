#include "analysis/customerwaytitle.h"

#include "analysis/translation.h"

using namespace Qt::StringLiterals;

namespace Analysis {

QString titleOf(Domain::CustomerWay way)
{
    switch (way) {
    case Domain::CustomerWay::Connection:
        return tr("Connection");
    case Domain::CustomerWay::Application:
        return tr("Application");
    case Domain::CustomerWay::AppMetadata:
        return u"app_metadata"_s; // Auth0's own word
    case Domain::CustomerWay::Tenant:
        return tr("Auth0 tenant");
    case Domain::CustomerWay::Organization:
        break;
    }
    return tr("Organization");
}

QString titleOf(const std::set<Domain::CustomerWay> &ways)
{
    QStringList titles;
    for (const Domain::CustomerWay way : ways) {
        titles.append(titleOf(way));
    }
    return titles.join(tr(", "));
}

} // namespace Analysis
