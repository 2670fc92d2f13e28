#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace Session {

/// What tells an organization of the tenant.
struct OrganizationName
{
    QString id;
    QString name;
    QString displayName;
};

/// The organizations of a tenant by what they are called, made once for all connections. A value.
class OrganizationIndex
{
public:
    explicit OrganizationIndex(const QList<OrganizationName> &organizations);

    /// The organization that a connection most likely belongs to: of its very name, or the longest whose name is a part
    /// of the connection's between dashes. Empty where none is like that, or two are alike.
    QString organizationFor(const QString &connection) const;

private:
    QHash<QString, QString> m_ids; ///< by name in plain characters; empty where several are called so
    qsizetype m_longest = 0; ///< characters of such a name
};

/// A name that Auth0 takes for an organization: lower case, digits, dashes and underscores, 50 at most (OpenAPI).
QString organizationNameFor(const QString &connection);

/// What is left to do by hand once customers are in organizations, in its order. `missing`: names of connections whose
/// organization does not exist; nobody creates one here.
QStringList organizationSteps(const QString &application, const QStringList &missing);
/// What is to be done by hand where the application does not exist that connections are to move to.
QStringList applicationSteps(const QString &application);

} // namespace Session
