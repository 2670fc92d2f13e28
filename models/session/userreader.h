#pragma once

#include "api/apierror.h"
#include "api/page.h"
#include "api/request.h"
#include "domain/organization.h"
#include "domain/user.h"
#include "domain/useraccess.h"

#include <QObject>

#include <array>

namespace Session {

class TenantSession;

/// The parts of a user, each read by a request of its own.
enum class UserPart { Profile, Blocks, Organizations, Roles, Methods, Sessions, Tokens, Logs };
inline constexpr std::array userParts{UserPart::Profile, UserPart::Blocks,   UserPart::Organizations, UserPart::Roles,
                                      UserPart::Methods, UserPart::Sessions, UserPart::Tokens,        UserPart::Logs};

/// What Auth0 keeps of one user, as far as it was read. A value.
struct UserSheet
{
    Domain::User user;
    QList<Domain::UserIdentity> identities;
    QList<Domain::UserBlock> blocks;
    QList<Domain::Organization> organizations;
    QList<Domain::Role> roles;
    QList<Domain::SignInMethod> methods;
    QList<Domain::UserSession> sessions;
    QList<Domain::UserSession> tokens;
    QList<Domain::LogEvent> logs; ///< the latest 100
};

/// Reads all parts of one user side by side, in the foreground: somebody waits for them. A part that is refused says
/// why and leaves the others. The profile goes into the session as well. Gone before its session.
class UserReader : public QObject
{
    Q_OBJECT
public:
    struct PartStatus
    {
        bool isReading = false;
        bool isRead = false; ///< what is there is Auth0's answer
        bool hasMore = false; ///< Auth0 has more than the first 100
        std::optional<Api::ApiError> error;
    };

    /// The session must outlive it.
    UserReader(TenantSession &session, const Domain::UserId &id, QObject *parent = nullptr);

    const Domain::UserId &id() const { return m_id; }
    void read();
    const UserSheet &sheet() const { return m_sheet; }
    const PartStatus &status(UserPart part) const { return m_parts.at(std::size_t(part)); }
    bool isReading() const;

Q_SIGNALS:
    void changed();

private:
    template <typename T> void readList(UserPart part, Api::Request<Api::Page<T>> request, QList<T> UserSheet::*list);
    void readProfile();
    void begin(UserPart part);
    void end(UserPart part, const std::optional<Api::ApiError> &error);

    TenantSession &m_session;
    Domain::UserId m_id;
    UserSheet m_sheet;
    std::array<PartStatus, userParts.size()> m_parts;
};

} // namespace Session
