#include "items/signin.h"

#include "domain/application.h"
#include "query/columns.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Items {

bool signsPeopleIn(const Query::Record &application)
{
    const QString grants = Query::textAt(application, Query::Kind::Applications, u"grants");
    return Domain::signsPeopleIn(Query::textAt(application, Query::Kind::Applications, u"type"), grants.split(u", "_s));
}

QString noSignInText()
{
    return QCoreApplication::translate("Items",
                                       "Nobody signs in to this application, so Lock never shows its connections.");
}

QString lockMarkText(std::optional<bool> usesLock)
{
    if (!usesLock) {
        return {};
    }
    return *usesLock ? QCoreApplication::translate("Items", "Marked as using Lock.")
                     : QCoreApplication::translate(
                         "Items", "Marked as not using Lock: the count is no finding, however high it is.");
}

} // namespace Items
