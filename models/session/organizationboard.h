#pragma once

#include "api/apierror.h"
#include "change/plan.h"
#include "domain/connection.h"
#include "domain/organization.h"
#include "session/organizationforecast.h"

#include <QHash>
#include <QObject>

#include <optional>

namespace Session {

class ChangeTray;
class TenantSession;

/// What can be switched of a connection of an organization.
enum class OrganizationSwitch { Enabled, AssignMembership, ShowAsButton, Signup };

/// What people call a switch that a connection has once it is enabled; empty for Enabled itself.
QString titleOf(OrganizationSwitch which);

/// One switch of one connection.
struct OrganizationSwitchKey
{
    QString connection;
    OrganizationSwitch which = OrganizationSwitch::Enabled;
};

/// The connections of one organization: what Auth0 holds is read, wishes are kept here and handed out as an item for
/// the change tray. Session and tray outlive it.
class OrganizationBoard : public QObject
{
    Q_OBJECT
public:
    /// Starts from what is staged.
    OrganizationBoard(TenantSession &session, const ChangeTray &tray, const QString &organization,
                      QObject *parent = nullptr);
    ~OrganizationBoard() override;

    TenantSession &session() const { return m_session; }
    const Change::ObjectRef &object() const { return m_object; }

    /// Reads what is enabled; ends with changed() or failed().
    void read();
    bool isKnown() const { return m_isKnown; }

    /// Ids of the connections that are enabled at Auth0 or wished for, in no order.
    QStringList connections() const;
    Domain::ConnectionKind kindOf(const QString &connection) const;
    /// Whether Auth0 knows the switch for this kind of connection: the button is of enterprise connections, sign-up of
    /// database connections (OpenAPI, AddOrganizationConnectionRequestContent).
    bool applies(const OrganizationSwitchKey &key) const;
    /// At Auth0, as last read; of a connection that is not enabled, what Auth0 sets once it is.
    bool isOn(const OrganizationSwitchKey &key) const;
    bool isWanted(const OrganizationSwitchKey &key) const;
    /// Wishes in their order. What does not apply, or is of a connection that is not enabled, is left out. Sign-up
    /// takes the assignment of membership along, since Auth0 wants both (docs, "Enable Organization Connections").
    void want(const QList<OrganizationSwitchKey> &keys, bool on);
    /// Connections with a wish that differs from what Auth0 holds.
    qsizetype wishes() const;
    /// How many connections are enabled, and would be.
    OrganizationForecast forecast() const { return forecastOf(item()); }

    /// All wishes, to be staged in the place of what was staged for the object; without changes where none differs.
    Change::PlanItem item() const;
    /// Whether item() differs from what was staged when this began.
    bool isEdited() const;

Q_SIGNALS:
    void changed();
    void failed(const Api::ApiError &error);

private:
    using Entry = std::optional<Domain::OrganizationConnection>;

    void take(const QByteArray &seen);
    void takeStaged();
    void want(const OrganizationSwitchKey &key, bool on);
    Entry now(const QString &connection) const;
    Entry wanted(const QString &connection) const;
    Entry added(const QString &connection) const;

    TenantSession &m_session;
    Change::ObjectRef m_object;
    QList<Json::LeafChange> m_staged;
    QByteArray m_seen; ///< as ObjectKind::OrganizationConnections describes it
    QHash<QString, Domain::OrganizationConnection> m_now;
    QHash<QString, Entry> m_wanted; ///< of those that were touched; nothing for one that goes
    bool m_isKnown = false;
};

} // namespace Session
