#pragma once

#include "analysis/usercustomers.h"
#include "domain/usercounts.h"

#include <QHash>
#include <QPair>

namespace Analysis {

/// Counts the users of an export by customer and by what their app_metadata says. Takes one line at a time and keeps
/// counts only, so that its memory is bounded by the customers, not by the users.
class UserTally
{
public:
    explicit UserTally(UserCustomers customers);

    /// What an export must hold for this, and under which names: {"app_metadata.tenant", "place_0"}. Who the users are
    /// is no part of it, but for what Auth0 keeps in an identity.
    static QList<QPair<QString, QString>> fieldsFor(const QStringList &places);
    QList<QPair<QString, QString>> fields() const { return fieldsFor(m_customers.places()); }

    /// One line of the export: a user as JSON. What is none is counted as unreadable.
    void add(const QByteArray &line);
    /// A line that could not be taken in.
    void skip() { ++m_counts.unreadable; }
    qint64 users() const { return m_counts.users; }
    /// The counts so far, without a date.
    Domain::UserCounts counts() const;

    /// Different values and customers beyond these are counted together.
    static constexpr qsizetype mostValues = 10000;
    static constexpr qsizetype mostCustomers = 100000;
    /// Longer values name no customer, and are not listed.
    static constexpr qsizetype longestValue = 200;

private:
    struct Place
    {
        QHash<QString, qint64> values;
        qint64 others = 0;
        qint64 without = 0;
    };

    void count(Place &place, const QString &value);

    UserCustomers m_customers;
    QList<Place> m_places; ///< as UserCustomers::places()
    QHash<QString, qint64> m_byCustomer;
    Domain::UserCounts m_counts; ///< the plain numbers of it
};

/// The customers whom the counted values name, by these rules.
NamedByMetadata namedByCounts(const Domain::UserCounts &counts, const Domain::CustomerRules &rules);

} // namespace Analysis
