#pragma once

#include "api/listing.h"
#include "domain/user.h"

namespace Api {

/// A user search. Eventually consistent, and never more than 1,000 users however one pages.
struct UserSearch
{
    QString query; ///< Lucene, as Auth0 documents it; empty: all users
    QString sort; ///< "field:1" or "field:-1"; empty: Auth0's order
    QStringList fields; ///< none: all
    bool needsOrder = true; ///< false is faster and unordered (primary_order)
};

/// Offset paging only.
Request<Page<Domain::User>> searchUsers(const UserSearch &search, const PageQuery &page);
/// What Auth0 gives of it: up to 1,000, 100 a request; the extent says when there are more.
ListSource<Domain::User> allUsers(const UserSearch &search);
/// Immediately consistent: re-read with this after a write.
Request<Domain::User> getUser(const Domain::UserId &id);
/// Immediately consistent and case-sensitive; database e-mails are stored in lower case.
Request<Page<Domain::User>> findUsersByEmail(const QString &email);
/// All with that e-mail, as it is written and, where that is another text, in lower case, as databases keep it.
ListSource<Domain::User> allUsersByEmail(const QString &email);
/// `body` is JSON. Metadata merges at its first level: null deletes a key, `{}` wipes everything (DESIGN 3.7).
Request<Domain::User> patchUser(const Domain::UserId &id, const QByteArray &body);

/// Auth0's own end of offset paging, for users and logs.
inline constexpr qint64 searchCap = 1000;

} // namespace Api
