#pragma once

#include "change/preparing.h"
#include "json/value.h"

namespace Change {

/// An object before and after the edits, as the rules of its kind see them.
struct Edited
{
    const ObjectRef &object;
    const Json::Value &now;
    const Json::Value &wanted;
};

/// The rules of each kind; Prepared::promise is their own where Auth0 does not just take what is wanted.
Outcome<Prepared> prepareConnection(const Edited &edited);
Outcome<Prepared> prepareApplication(const Edited &edited);
Outcome<Prepared> prepareOrganization(const Edited &edited);
Outcome<Prepared> prepareUser(const Edited &edited);
Outcome<Prepared> prepareConnectionClients(const Edited &edited);
Outcome<Prepared> prepareOrganizationConnections(const Edited &edited);
Outcome<Prepared> prepareUserOrganizations(const Edited &edited);

/// Whether a database of Auth0 keeps the user's own account, which is the first identity.
bool isOfDatabase(const Json::Value &user);

/// Whom an action is for, as its request names them.
struct ActionSubject
{
    Domain::UserId user;
    QString connection{}; ///< the database that holds the user's password; empty for none
    QString email{}; ///< in that database
};
/// The one request of an action that is no edit; `subject` may be empty where only its scopes are asked for.
Api::WireRequest actionRequest(const SupportAction &action, const ActionSubject &subject);
/// What the action takes for the user that Auth0 now holds as `now`.
Outcome<Prepared> prepareAction(const SupportAction &action, const QByteArray &now);

/// The root members that differ, each whole; null for one that goes, and nothing for a null that was not there. Where
/// Auth0 merges at the first level (user_metadata, app_metadata, client_metadata; auth0.md 4.7) this is the body.
Json::Value changedMembers(const Json::Value &now, const Json::Value &wanted);
/// What Auth0 holds after merging such a body.
Json::Value afterMerging(const Json::Value &now, const Json::Value &body);

} // namespace Change
