#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

#include <map>

namespace Domain {

/// How many users have one value at a place of app_metadata.
struct ValueCount
{
    QString value; ///< hostile text
    qint64 users = 0;

    friend bool operator==(const ValueCount &, const ValueCount &) = default;
};

/// What stands at one place of app_metadata, over all users.
struct PlaceCount
{
    QString place; ///< "tenant", "company.id"
    QList<ValueCount> values; ///< the most frequent first
    qint64 others = 0; ///< users with a value that is not listed: too many different ones, too long, or an e-mail
    qint64 without = 0; ///< users who have nothing there

    friend bool operator==(const PlaceCount &, const PlaceCount &) = default;
};

/// How many users a search found, and when.
struct FoundCount
{
    qint64 users = 0;
    QDateTime at; ///< UTC

    friend bool operator==(const FoundCount &, const FoundCount &) = default;
};

/// How many users an Auth0 tenant has, by customer, as an export of them told at one time; of single customers as a
/// search told. Counts alone: no user. A value.
struct UserCounts
{
    QDateTime countedAt; ///< UTC; invalid where nothing was exported, and then there are those found alone
    qint64 users = 0; ///< all who could be read
    /// By the customer's key; users of exactly one customer. Who is not here was not counted.
    std::map<QString, qint64> customers;
    qint64 nobody = 0; ///< users of no customer
    qint64 several = 0; ///< users whom several customers claim; counted for none of them
    qint64 others = 0; ///< users of customers that are not listed: too many, or named by an e-mail
    qint64 unreadable = 0; ///< lines of the export that are no user
    QList<PlaceCount> places; ///< one for each rule on app_metadata
    std::map<QString, qint64> members; ///< by the customer's key, of those whose organizations alone hold them
    QString membersNotCounted; ///< why there are none although they were asked for; empty: all is well
    std::map<QString, FoundCount> found{}; ///< by the customer's key, by a search that is later, or tells more

    friend bool operator==(const UserCounts &, const UserCounts &) = default;
};

} // namespace Domain
