#pragma once

#include <QStringList>

namespace Domain {

/// What goes into a report, which customer it is about and as what it is written, under a name. Of which Auth0 tenants
/// is decided each time. A value.
struct SavedReport
{
    QString name; ///< plain text; the report's title
    QStringList sections; ///< ids, see Reports::sectionIds(), in their order
    bool listsUsers = false; ///< not only their number
    int changeDays = 0; ///< changes of so many last days are told; 0: all
    QString format; ///< a word, see Reports::formatFor()
    QString customer{}; ///< key of the one it is about, who must not get to read of others; empty: of all
    bool eachCustomer = false; ///< a file for each

    friend bool operator==(const SavedReport &, const SavedReport &) = default;
};

} // namespace Domain
