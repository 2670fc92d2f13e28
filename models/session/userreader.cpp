#include "session/userreader.h"

#include "api/requests/logrequests.h"
#include "api/requests/organizationrequests.h"
#include "api/requests/useraccessrequests.h"
#include "api/requests/userrequests.h"
#include "session/tenantsession.h"
#include "json/useraccess_json.h"

#include <algorithm>

namespace Session {

UserReader::UserReader(TenantSession &session, const Domain::UserId &id, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_id(id)
{ }

void UserReader::read()
{
    Api::PageQuery first;
    first.paging = Api::Paging::Offset;
    // A scope that was refused may be granted by now, but the token that is held will never know.
    const bool isRefused = std::any_of(m_parts.begin(), m_parts.end(), [](const PartStatus &part) {
        return part.error && part.error->kind == Api::ApiError::Kind::Scope;
    });
    if (isRefused) {
        m_session.client().forgetToken();
    }
    readProfile();
    readList(UserPart::Blocks, Api::readUserBlocks(m_id), &UserSheet::blocks);
    readList(UserPart::Logs, Api::listUserLogs(m_id, first), &UserSheet::logs);
    readList(UserPart::Organizations, Api::listUserOrganizations(m_id, first), &UserSheet::organizations);
    readList(UserPart::Roles, Api::listUserRoles(m_id), &UserSheet::roles);
    readList(UserPart::Methods, Api::readSignInMethods(m_id), &UserSheet::methods);
    readList(UserPart::Sessions, Api::readUserSessions(m_id), &UserSheet::sessions);
    readList(UserPart::Tokens, Api::readRefreshTokens(m_id), &UserSheet::tokens);
    Q_EMIT changed();
}

bool UserReader::isReading() const
{
    return std::any_of(m_parts.begin(), m_parts.end(), [](const PartStatus &part) { return part.isReading; });
}

void UserReader::begin(UserPart part)
{
    PartStatus &status = m_parts.at(std::size_t(part));
    status.isReading = true;
    status.error.reset();
}

void UserReader::end(UserPart part, const std::optional<Api::ApiError> &error)
{
    PartStatus &status = m_parts.at(std::size_t(part));
    status.isReading = false;
    status.isRead = status.isRead || !error;
    status.error = error;
    Q_EMIT changed();
}

void UserReader::readProfile()
{
    begin(UserPart::Profile);
    m_session.client().send<Domain::User>(Api::getUser(m_id).at(Api::Priority::Foreground), this,
                                          [this](const Api::Outcome<Domain::User> &user) {
                                              if (!user) {
                                                  return end(UserPart::Profile, user.error());
                                              }
                                              m_sheet.user = *user;
                                              m_sheet.identities = Json::identitiesOf(user->original);
                                              end(UserPart::Profile, std::nullopt);
                                              // Only where the table has it: what a search did not find is not among
                                              // its rows.
                                              if (m_session.record(Query::Kind::Users, m_id.text())) {
                                                  m_session.accept(QList<Domain::User>{*user});
                                              }
                                          });
}

template <typename T>
void UserReader::readList(UserPart part, Api::Request<Api::Page<T>> request, QList<T> UserSheet::*list)
{
    begin(part);
    m_session.client().send<Api::Page<T>>(request.at(Api::Priority::Foreground), this,
                                          [this, part, list](const Api::Outcome<Api::Page<T>> &page) {
                                              if (!page) {
                                                  return end(part, page.error());
                                              }
                                              m_sheet.*list = page->items;
                                              m_parts.at(std::size_t(part)).hasMore = !page->next.isEmpty()
                                                  || page->total.value_or(0) > qint64(page->items.size());
                                              end(part, std::nullopt);
                                          });
}

} // namespace Session
