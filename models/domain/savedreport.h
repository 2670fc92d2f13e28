#pragma once

#include <QStringList>

namespace Domain {

/// What goes into a report, of which Auth0 tenants and which customer it is, and as what it is written, under a name. A
/// value.
struct SavedReport
{
    QString name; ///< plain text; the report's title
    QStringList sections; ///< ids, see Reports::sectionIds(), in their order
    bool listsUsers = false; ///< not only their number
    int changeDays = 0; ///< changes of so many last days are told; 0: all
    QString format; ///< a word, see Reports::formatFor()
    QString customer{}; ///< key of the one it is about, who must not get to read of others; empty: of all
    bool eachCustomer = false; ///< a file for each
    /// Of which Auth0 tenants: `all`, or one by its domain (or host and port); empty: that is decided each time.
    QString tenants{};

    static constexpr QLatin1StringView all{"*"}; ///< no domain

    friend bool operator==(const SavedReport &, const SavedReport &) = default;
};

} // namespace Domain
