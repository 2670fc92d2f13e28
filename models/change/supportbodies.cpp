#include "change/bodies.h"
#include "change/translation.h"

#include "api/requests/supportrequests.h"

using namespace Qt::StringLiterals;

namespace Change {

namespace {

/// The first identity of the user that a database of Auth0 keeps; nothing in it where there is none.
ActionSubject subjectOf(const Json::Value &user)
{
    ActionSubject subject{Domain::UserId(Json::stringAt(user, "user_id"))};
    const Json::Value *identities = Json::memberAt(user, "identities");
    if (!identities || !identities->is_array()) {
        return subject;
    }
    for (std::size_t i = 0; i < identities->size(); ++i) {
        const Json::Value &identity = identities->at(i);
        if (Json::stringAt(identity, "provider") == "auth0"_L1) {
            // A linked account has its own profile; the user's members are those of the first.
            const Json::Value *profile = Json::memberAt(identity, "profileData");
            subject.connection = Json::stringAt(identity, "connection");
            subject.email = Json::stringAt(i > 0 && profile ? *profile : user, "email");
            break;
        }
    }
    return subject;
}

/// Why Auth0 would not do it for this user; empty where it would.
QString refusalOf(SupportKind kind, const Json::Value &user, const ActionSubject &subject)
{
    switch (kind) {
    case SupportKind::VerificationMail:
        return Json::stringAt(user, "email").isEmpty() ? tr("The user has no e-mail address.") : QString();
    case SupportKind::PasswordTicket:
        return isOfDatabase(user) ? QString()
                                  : tr("Auth0 keeps no password of this user: the account belongs to another "
                                       "identity provider, where it is changed.");
    case SupportKind::PasswordMail:
        return subject.connection.isEmpty() ? tr("Auth0 keeps no password of this user: the account belongs to another "
                                                 "identity provider, where it is changed.")
            : subject.email.isEmpty()       ? tr("The user has no e-mail address.")
                                            : QString();
    default:
        return {};
    }
}

} // namespace

bool isOfDatabase(const Json::Value &user)
{
    const Json::Value *identities = Json::memberAt(user, "identities");
    return identities && identities->is_array() && !identities->empty()
        && Json::stringAt(identities->front(), "provider") == "auth0"_L1;
}

namespace {

Api::WireRequest bareRequest(const SupportAction &action, const ActionSubject &subject)
{
    const Domain::UserId &user = subject.user;
    switch (action.kind) {
    case SupportKind::LiftBlocks:
        return Api::removeUserBlocks(user).wire;
    case SupportKind::VerificationMail:
        return Api::sendVerificationMail(user, action.application).wire;
    case SupportKind::PasswordTicket:
        return Api::createPasswordTicket({user, action.application, action.lifetime, action.marksVerified}).wire;
    case SupportKind::PasswordMail:
        return Api::sendPasswordMail(action.application, subject.connection, subject.email).wire;
    case SupportKind::ResetMfa:
        return action.method.isEmpty() ? Api::removeAuthenticationMethods(user).wire
                                       : Api::removeAuthenticationMethod(user, action.method).wire;
    case SupportKind::EndSessions:
        return Api::removeSessions(user).wire;
    case SupportKind::RevokeTokens:
        return Api::removeRefreshTokens(user).wire;
    case SupportKind::Block:
    case SupportKind::Unblock:
    case SupportKind::ChangeEmail:
        break; // edits
    }
    return {};
}

} // namespace

Api::WireRequest actionRequest(const SupportAction &action, const ActionSubject &subject)
{
    Api::WireRequest request = bareRequest(action, subject);
    if (takesCustomDomain(action.kind)) {
        request.customDomain = action.customDomain;
    }
    return request;
}

Outcome<Prepared> prepareAction(const SupportAction &action, const QByteArray &now)
{
    const auto user = Json::parse(now);
    const ActionSubject subject = user ? subjectOf(*user) : ActionSubject();
    if (subject.user.isEmpty()) {
        return tl::make_unexpected(Obstacle{Obstacle::Kind::Unsafe, tr("What Auth0 sent is not a user."), {}});
    }
    if (const QString refusal = refusalOf(action.kind, *user, subject); !refusal.isEmpty()) {
        return tl::make_unexpected(Obstacle{Obstacle::Kind::NotEditable, refusal, {}});
    }
    if (const auto problem = problemOf(action, 1)) {
        return tl::make_unexpected(Obstacle{Obstacle::Kind::Invalid, *problem, {}});
    }
    Prepared prepared{{actionRequest(action, subject)}, {}};
    if (action.kind == SupportKind::PasswordTicket) {
        prepared.readSecret = Api::createPasswordTicket({subject.user}).parse;
    }
    return prepared;
}

} // namespace Change
