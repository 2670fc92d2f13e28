#pragma once

#include "domain/clientcredential.h"
#include "domain/id.h"

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QStringList>

#include <map>
#include <optional>

namespace Session {

class Estate;
class TenantSession;

/// Reads the keys of applications, where the user wants that: one after another in the background, a request for each
/// application with keys, whenever a tenant's applications were read. The estate outlives it.
class CredentialReading : public QObject
{
    Q_OBJECT
public:
    using Credentials = QHash<QString, QList<Domain::ClientCredential>>;

    explicit CredentialReading(Estate &estate, QObject *parent = nullptr);

    /// Nothing is read before; what was read is forgotten where it is not wanted any more.
    void setWanted(bool isWanted);
    /// By application; nothing while they were not all read.
    std::optional<Credentials> of(const Domain::TenantId &tenant) const;
    /// Why they are not there, for a person; empty: nobody asked for them.
    QString reasonOf(const Domain::TenantId &tenant) const;

Q_SIGNALS:
    void changed(const Domain::TenantId &tenant);

private:
    struct Reading
    {
        QDateTime of; ///< when the applications were read
        QStringList waiting;
        Credentials found;
        bool isWhole = false;
        QString reason;
    };

    void follow(TenantSession &session);
    void readNext(TenantSession &session);
    void end(const Domain::TenantId &tenant, const QString &reason);

    Estate &m_estate;
    bool m_isWanted = false;
    std::map<Domain::TenantId, Reading> m_readings;
};

} // namespace Session
