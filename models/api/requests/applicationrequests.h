#pragma once

#include "api/listing.h"
#include "domain/application.h"
#include "domain/clientcredential.h"
#include "domain/connection.h"

namespace Api {

/// Which applications to list, and what of them.
struct ApplicationFilter
{
    std::optional<bool> isGlobal; ///< false leaves out the tenant's "All Applications" client
    std::optional<bool> isFirstParty;
    QStringList types; ///< app_type, any of them; none: all
    QStringList fields; ///< none: all the token may see
};

Request<Page<Domain::Application>> listApplications(const PageQuery &page, const ApplicationFilter &filter = {});
/// All applications, 100 a request.
ListSource<Domain::Application> allApplications(const ApplicationFilter &filter = {});
Request<Domain::Application> getApplication(const Domain::ApplicationId &id);
/// `body` is JSON. The answer holds the new client_secret, where the application has one.
Request<Domain::Application> createApplication(const QByteArray &body);
Request<void> removeApplication(const Domain::ApplicationId &id);
/// `body` is JSON; client_metadata merges, null deletes a key.
Request<Domain::Application> patchApplication(const Domain::ApplicationId &id, const QByteArray &body);

/// The public keys and certificates that an application proves with who it is; all in one answer.
Request<Page<Domain::ClientCredential>> listCredentials(const Domain::ApplicationId &id);

/// The connections enabled for an application.
Request<Page<Domain::Connection>> listApplicationConnections(const Domain::ApplicationId &id, const PageQuery &page,
                                                             const QStringList &strategies = {},
                                                             const QStringList &fields = {});
/// All of them, 100 a request. With strategy auth0 and fields id and name, the cheapest count against Lock's limit.
ListSource<Domain::Connection> allApplicationConnections(const Domain::ApplicationId &id,
                                                         const QStringList &strategies = {},
                                                         const QStringList &fields = {});

} // namespace Api
