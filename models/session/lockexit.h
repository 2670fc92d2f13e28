#pragma once

#include "session/connectionuse.h"
#include "session/lockforecast.h"
#include "session/switchboard.h"

#include <QHash>
#include <QPointer>
#include <QSet>

namespace Session {

class OrganizationBoard;

/// A connection that is on for an application that has too many.
struct ExitRow
{
    QString id;
    QString name;
    QString strategy;
    bool isDatabase = false; ///< counts against Lock's limit
    bool isBeyond = false; ///< Lock would not see it, in the order of Auth0's list
    std::optional<qsizetype> applications; ///< that it is on for, this one among them; nothing without a map
};

/// The ways out of Lock's limit for one application of a tenant, as edits for the change tray: connections are turned
/// off, moved to another application, or put into organizations. Reads what it needs, sends no write. Session and tray
/// outlive it.
class LockExit : public QObject
{
    Q_OBJECT
public:
    enum class Way { TurnOff, Move, Organizations };
    enum class State {
        Idle, ///< it is known what is on, or nobody asked
        Reading, ///< what is on
        Failed, ///< to read it
        Preparing, ///< edits are made: what is chosen stays as it is until prepared() or refused()
    };

    /// Starts from what is staged: what is to be off is chosen.
    LockExit(TenantSession &session, const ChangeTray &tray, const QString &application, QObject *parent = nullptr);
    ~LockExit() override;

    TenantSession &session() const { return m_session; }
    const QString &application() const { return m_application; }
    QString nameOf(const QString &application) const;

    /// Reads what is on, where the map does not tell; changed() tells of each state.
    void read();
    bool isKnown() const;
    State state() const;
    /// Why it could not be read what is on; of State::Failed.
    const std::optional<Api::ApiError> &error() const { return m_error; }
    const QList<ExitRow> &rows() const { return m_rows; }

    Way way() const { return m_way; }
    void setWay(Way way);
    /// Where connections move to; empty for none yet. What is on there is read where the map does not tell.
    void setTarget(const QString &application);
    const QString &target() const { return m_target; }
    void choose(const QStringList &connections, bool on);
    bool isChosen(const QString &connection) const { return m_chosen.contains(connection); }
    QStringList chosen() const; ///< in the order of the rows
    /// Those of the chosen that are on for no other application: turned off, nobody signs in with them any more.
    QStringList orphans() const;
    /// The organization that a connection goes into: one whose name fits, or one that was set; empty for none.
    /// Suggested once the way is that of organizations.
    QString organizationOf(const QString &connection) const { return m_organizations.value(connection); }
    void setOrganization(const QStringList &connections, const QString &organization);

    /// Lock's counts of the applications that are touched.
    QList<LockForecast> forecasts() const;
    /// What remains to be done by hand.
    QStringList steps() const;
    /// Connections that prepare() would make edits of.
    qsizetype edits() const;
    bool isEdited() const { return m_isEdited; }
    /// Makes the edits; organizations are read for it, one request each. Ends with prepared() or refused().
    void prepare();

    /// Asks who uses the connections: a request each.
    void readUses();
    void cancelUses();
    /// A connection is stale once nobody logged in with it for so many days.
    static constexpr int staleDays = 180;
    /// How many stale ones were chosen by this itself, once who uses them was read; 0 after a choice of the user's.
    qsizetype proposed() const { return m_proposed; }
    const ConnectionUseReader *usesUnderWay() const { return m_uses; }
    std::optional<ConnectionUse> useOf(const QString &connection) const;

Q_SIGNALS:
    void changed();
    /// The edits, each in the place of what was staged for its object.
    void prepared(const QList<Change::PlanItem> &items);
    void refused(const QString &reason);
    /// Who uses a connection, or how far that was read.
    void usesChanged();
    void usesFailed(const Api::ApiError &error);

private:
    void open();
    void take();
    void fillRows();
    void suggestOrganizations();
    void apply();
    void propose();
    void takeOrganization();
    QMap<QString, QStringList> placing() const;

    TenantSession &m_session;
    const ChangeTray &m_tray;
    const QString m_application;
    Way m_way = Way::TurnOff;
    QString m_target;
    SwitchBoard *m_board = nullptr; ///< child; of the application and the target
    QHash<Switch, bool> m_before; ///< what was wished for what is chosen here
    QList<ExitRow> m_rows;
    QSet<QString> m_chosen;
    QHash<QString, QString> m_organizations; ///< by connection
    bool m_hasSuggested = false;
    std::optional<Api::ApiError> m_error;
    QList<OrganizationBoard *> m_reading; ///< children
    QMap<QString, QStringList> m_placed; ///< what prepare() began with
    qsizetype m_organizationsRead = 0;
    QPointer<ConnectionUseReader> m_uses; ///< child
    QHash<QString, ConnectionUse> m_useOf;
    qsizetype m_proposed = 0;
    bool m_isApplying = false;
    bool m_isEdited = false;
};

} // namespace Session
