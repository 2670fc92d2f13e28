#pragma once

#include <QHash>
#include <QList>
#include <QString>

#include <map>
#include <optional>
#include <utility>

namespace Domain {

/// How a vendor keeps a customer apart in Auth0: the four ways of Auth0's article on multi-tenant applications, and
/// Organizations.
enum class CustomerWay { Connection, Application, AppMetadata, Tenant, Organization };

/// The word of a way in files: connection, application, app_metadata, tenant, organization.
QLatin1StringView wordOf(CustomerWay way);

/// Something that belongs to a customer and has a list of its own. Users are told by app_metadata or by these.
struct CustomerObject
{
    enum class Kind { Connection, Application, Organization };

    Kind kind = Kind::Connection;
    QString id;

    friend bool operator==(const CustomerObject &, const CustomerObject &) = default;
    friend bool operator<(const CustomerObject &left, const CustomerObject &right)
    {
        return std::tie(left.kind, left.id) < std::tie(right.kind, right.id);
    }
    friend size_t qHash(const CustomerObject &object, size_t seed = 0)
    {
        return qHashMulti(seed, int(object.kind), object.id);
    }
};

/// The word of a kind in files: connection, application, organization.
QLatin1StringView wordOf(CustomerObject::Kind kind);
std::optional<CustomerObject::Kind> customerObjectKindFor(QStringView word);

/// Tells which customer objects of one Auth0 tenant belong to. A value.
struct CustomerRule
{
    enum class Kind {
        ConnectionName, ///< `text` is a pattern, see Analysis::NamePattern
        ConnectionMetadata, ///< `text` is the key, whose value names the customer; as the next with metadata
        ApplicationName,
        ApplicationMetadata,
        OrganizationName, ///< "{customer}": each organization is a customer
        OrganizationMetadata,
        AppMetadata, ///< `text` is the place in app_metadata: "tenant", "company.id"
        WholeTenant, ///< `text` names the customer, to whom everything belongs that no other rule claims
    };

    Kind kind = Kind::ConnectionName;
    QString text;

    friend bool operator==(const CustomerRule &, const CustomerRule &) = default;
};

/// The word of a rule's kind in files: connection-name, app-metadata...
QLatin1StringView wordOf(CustomerRule::Kind kind);
std::optional<CustomerRule::Kind> customerRuleKindFor(QStringView word);
/// The way that a rule of this kind stands for.
CustomerWay wayOf(CustomerRule::Kind kind);

/// What the operator said of the customers of one Auth0 tenant. A value.
struct CustomerRules
{
    QList<CustomerRule> rules;
    /// Objects of which the operator said to whom they belong, by the customer's key; an empty one: to nobody. They
    /// go before every rule.
    std::map<CustomerObject, QString> pins;
    /// Customers that this tenant calls otherwise: the key that the rules find, and the one that is meant, by its key
    /// or as somebody wrote its name.
    std::map<QString, QString> aliases;

    bool isEmpty() const { return rules.isEmpty() && pins.empty() && aliases.empty(); }
    friend bool operator==(const CustomerRules &, const CustomerRules &) = default;
};

/// What is the same for every way of writing a customer's name: "Pied Piper", "pied-piper" and "PIED_PIPER" are one
/// customer. Empty where nothing but separators is left.
QString customerKeyOf(const QString &name);

} // namespace Domain
