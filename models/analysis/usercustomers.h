#pragma once

#include "analysis/customers.h"

#include <nlohmann/json_fwd.hpp>

namespace Analysis {

/// Tells which customer a user of one Auth0 tenant belongs to: what app_metadata says and who owns the connections of
/// the user's identities, and organizations where they are known; where these name none, whose the tenant is. A value.
class UserCustomers
{
public:
    UserCustomers(const TenantCustomers &customers, const Domain::CustomerRules &rules);

    /// Keys: one, none, or several that contradict each other. `organizations`: ids of those that the user is known to
    /// be a member of.
    QStringList of(const nlohmann::ordered_json &user, const QStringList &organizations = {}) const;
    /// The same of a user of whom only this is at hand: the values at places(), and the names of the connections.
    QStringList of(const QStringList &values, const QStringList &connections,
                   const QStringList &organizations = {}) const;
    /// Where app_metadata names the customer: "tenant", "company.id".
    const QStringList &places() const { return m_places; }
    /// Keys of the customers of whom users tell, at the time, whether there are any or none: not of those whom
    /// organizations alone hold.
    const QStringList &told() const { return m_told; }
    /// The key that a value at one of these places means; empty for none.
    QString keyOf(const QString &value) const;

private:
    QHash<QString, QString> m_connectionOwners;
    QHash<Domain::CustomerObject, QString> m_owners;
    std::map<QString, QString> m_aliases;
    QStringList m_places;
    QStringList m_told;
    QString m_wholeTenant; ///< key; empty: the tenant is not one customer's
};

/// The key of the customer that a name means: that of the one with whom the operator joined it, where somebody did.
QString joinedKeyOf(const QString &name, const Domain::CustomerRules &rules);

/// Where rules look in app_metadata: "tenant", "company.id"; empty: no rule asks users.
QStringList metadataPlaces(const Domain::CustomerRules &rules);

/// Whether those whom users of earlier searches named by the rules of before are named by these as well: the same
/// places are asked, and nobody who was joined with another stands alone again, since which of the two users named is
/// not kept.
bool askSameOfUsers(const Domain::CustomerRules &before, const Domain::CustomerRules &now);

/// The text or number at a place of an object, "company.id", as text; empty where there is none.
QString textAtPlace(const nlohmann::ordered_json &object, const QString &place);
/// The same, each of a list: who belongs to several customers has one, ["acme", "globex"].
QStringList textsAtPlace(const nlohmann::ordered_json &object, const QString &place);
/// What textsAtPlace() makes of the value there.
QStringList textsOf(const nlohmann::ordered_json &value);

} // namespace Analysis
