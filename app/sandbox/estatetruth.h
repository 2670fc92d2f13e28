#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace Sandbox {

/// Ways to hold a customer in Auth0; a customer may be held in several ways at once.
enum class CustomerWay { Connection, Application, AppMetadata, Tenant, Organization };

/// What belongs to one customer in one Auth0 tenant, by id.
struct CustomerObjects
{
    std::string tenant; ///< TenantState::name
    std::vector<std::string> connections, clients, organizations, users;
};

/// What the author of the estate knows about one customer; tests hold guesses against it.
struct CustomerTruth
{
    std::string name; ///< as people write it: "Initech"
    std::string slug; ///< as ids, names and metadata values carry it: "initech"
    std::string domain; ///< of its e-mail addresses, always below a name reserved for examples
    std::vector<CustomerWay> ways;
    std::vector<CustomerObjects> objects; ///< at most one entry per Auth0 tenant
};

/// What was made wrong on purpose. The subject is an id of the Auth0 tenant, or its name for a tenant-wide fault.
enum class Fault {
    DatabaseConnectionWithoutApplication,
    ApplicationWithoutConnection,
    WildcardCallback,
    HttpCallback,
    BruteForceProtectionOff,
    SignupOpenOnCustomerConnection,
    DeprecatedGrant,
    MixedTypeAppMetadata,
    AppMetadataNearSizeCap,
    SameLevelDifferentMinLength,
    FlexiblePolicyOnLockApplication,
    EnableClientConnections,
    OrganizationConnectionWithoutApplication,
    LockOverLimit,
    LockFull,
    OrganizationNearConnectionLimit,
    LocalUrl,
    MissingClientAuthentication,
    UnfitGrant,
    EndlessRefreshTokens,
    KeyExpiring,
    DeveloperKeys,
    SecretInScript,
    OutsideUserStore,
    UnverifiedSignups,
    NoErrorPage,
    DeprecationNotice,
    WeakPolicy,
};

/// One thing that is wrong in the estate on purpose, and where.
struct PlantedFault
{
    Fault fault;
    std::string tenant; ///< TenantState::name
    std::string subject;
    std::string detail; ///< for people: the object's name, the URL, the value
};

/// What the author of an estate knows about it: tests hold what the program finds against this.
struct EstateTruth
{
    std::vector<CustomerTruth> customers;
    std::vector<PlantedFault> faults;
    std::map<std::string, std::size_t> customerBySlug;

    const CustomerTruth *customer(std::string_view slug) const;
};

} // namespace Sandbox
