#pragma once

#include "api/apierror.h"
#include "change/plan.h"
#include "domain/user.h"

#include <QObject>

namespace Session {

class ChangeTray;
class TenantSession;

/// A user in or beside an organization. Names are hostile text.
struct Member
{
    Domain::UserId id;
    QString name;
    QStringList roles; ///< in the organization, by name
    bool isMember = false; ///< at Auth0, as last read
    bool isWanted = false;
    bool isLookedUp = false; ///< and not among those that were read
    QByteArray user{}; ///< the whole user, of one that was looked up

    friend bool operator==(const Member &, const Member &) = default;
};

/// The members of one organization and the roles they have in it: read when somebody asks, and no more than the first
/// few hundred. Who comes and goes is kept here and handed out as items for the change tray, a user each. Session and
/// tray outlive it.
class MemberBoard : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 mostMembers = 300; ///< three requests

    MemberBoard(TenantSession &session, const ChangeTray &tray, QString organization, QObject *parent = nullptr);
    ~MemberBoard() override;

    const QString &organization() const { return m_organization; }
    /// Reads the members; ends with changed() or failed().
    void read();
    bool isReading() const { return m_isReading; }
    bool isKnown() const { return m_isKnown; }
    /// There are more than were read.
    bool isCut() const { return m_isCut; }
    /// Those that were read, then those that were looked up here.
    const QList<Member> &members() const { return m_members; }
    /// "admin: 3", the most frequent first: of those that were read.
    QList<std::pair<QString, int>> roles() const;

    /// Looks a user up by id, or else by e-mail, and wants them as a member, unless their removal is marked already or
    /// the address is that of a linked identity; ends with changed() or known(), notFound() or failed().
    void lookUp(const QString &idOrEmail);
    void want(const Domain::UserId &user, bool on);
    qsizetype wishes() const;
    /// One item for each user whose membership is wished otherwise; one that is back as it was is named where it was
    /// staged, so that the tray drops it.
    QList<Change::PlanItem> items() const;
    bool isEdited() const;

Q_SIGNALS:
    void changed();
    void notFound(const QString &idOrEmail);
    /// Who was looked up is among the members already; `user`: as people know them.
    void known(const QString &user);
    void failed(const Api::ApiError &error);

private:
    Member memberOf(const Domain::User &user) const;
    void take(const QList<Domain::User> &users);
    void takeFound(const Domain::User &user, bool isWanted);
    std::optional<bool> staged(const Domain::UserId &user) const;

    TenantSession &m_session;
    const ChangeTray &m_tray;
    QString m_organization;
    QList<Member> m_members;
    QObject *m_reading = nullptr; ///< of the listing under way: without it that stops
    bool m_isReading = false;
    bool m_isKnown = false;
    bool m_isCut = false;
};

} // namespace Session
