#pragma once

#include <QLatin1StringView>
#include <QList>

namespace Cli {

/// An option of the command line, as --help shows it.
struct Option
{
    QLatin1StringView name; ///< without the dashes
    const char *value; ///< untranslated name of its value: "NAME"; nullptr for a flag
    const char *description; ///< untranslated; see describe()
    bool repeatable = false;
};

/// The words that programs and tests look for, in one place.
namespace OptionName {
using namespace Qt::StringLiterals;
inline constexpr QLatin1StringView tenant = "tenant"_L1;
inline constexpr QLatin1StringView allTenants = "all-tenants"_L1;
inline constexpr QLatin1StringView domain = "domain"_L1;
inline constexpr QLatin1StringView clientId = "client-id"_L1;
inline constexpr QLatin1StringView baseUrl = "base-url"_L1;
inline constexpr QLatin1StringView caFile = "ca-file"_L1;
inline constexpr QLatin1StringView despiteSchema = "despite-schema"_L1;
inline constexpr QLatin1StringView wipe = "wipe"_L1;
inline constexpr QLatin1StringView schema = "schema"_L1;
inline constexpr QLatin1StringView json = "json"_L1;
inline constexpr QLatin1StringView noInput = "no-input"_L1;
inline constexpr QLatin1StringView help = "help"_L1;
inline constexpr QLatin1StringView version = "version"_L1;
inline constexpr QLatin1StringView where = "where"_L1;
inline constexpr QLatin1StringView columns = "columns"_L1;
inline constexpr QLatin1StringView options = "options"_L1;
inline constexpr QLatin1StringView profile = "profile"_L1;
inline constexpr QLatin1StringView dictionary = "dictionary"_L1;
inline constexpr QLatin1StringView port = "port"_L1;
inline constexpr QLatin1StringView tls = "tls"_L1;
inline constexpr QLatin1StringView seed = "seed"_L1;
inline constexpr QLatin1StringView scale = "scale"_L1;
inline constexpr QLatin1StringView randomSeed = "random-seed"_L1;
inline constexpr QLatin1StringView latency = "latency"_L1;
inline constexpr QLatin1StringView plan = "plan"_L1;
inline constexpr QLatin1StringView clockRate = "clock-rate"_L1;
inline constexpr QLatin1StringView searchLag = "search-lag"_L1;
inline constexpr QLatin1StringView state = "state"_L1;
inline constexpr QLatin1StringView yes = "yes"_L1;
inline constexpr QLatin1StringView confirmTenant = "confirm-tenant"_L1;
inline constexpr QLatin1StringView set = "set"_L1;
inline constexpr QLatin1StringView unset = "unset"_L1;
inline constexpr QLatin1StringView policyTemplate = "template"_L1;
inline constexpr QLatin1StringView to = "to"_L1;
inline constexpr QLatin1StringView onlyRaise = "only-raise"_L1;
inline constexpr QLatin1StringView application = "application"_L1;
inline constexpr QLatin1StringView connection = "connection"_L1;
inline constexpr QLatin1StringView user = "user"_L1;
inline constexpr QLatin1StringView organization = "organization"_L1;
inline constexpr QLatin1StringView fix = "fix"_L1;
inline constexpr QLatin1StringView noFindings = "no-findings"_L1;
inline constexpr QLatin1StringView keep = "keep"_L1;
inline constexpr QLatin1StringView olderThan = "older-than"_L1;
inline constexpr QLatin1StringView off = "off"_L1;
inline constexpr QLatin1StringView email = "email"_L1;
inline constexpr QLatin1StringView verified = "verified"_L1;
inline constexpr QLatin1StringView method = "method"_L1;
inline constexpr QLatin1StringView validFor = "valid-for"_L1;
inline constexpr QLatin1StringView customDomain = "custom-domain"_L1;
inline constexpr QLatin1StringView ticketFile = "ticket-file"_L1;
inline constexpr QLatin1StringView showTicket = "show-ticket"_L1;
inline constexpr QLatin1StringView failOn = "fail-on"_L1;
inline constexpr QLatin1StringView only = "only"_L1;
inline constexpr QLatin1StringView whatIf = "what-if"_L1;
inline constexpr QLatin1StringView probeLock = "probe-lock"_L1;
inline constexpr QLatin1StringView unclaimed = "unclaimed"_L1;
inline constexpr QLatin1StringView countUsers = "count-users"_L1;
inline constexpr QLatin1StringView countMembers = "count-members"_L1;
inline constexpr QLatin1StringView countFindings = "count-findings"_L1;
inline constexpr QLatin1StringView secretAge = "secret-age"_L1;
inline constexpr QLatin1StringView withCredentials = "with-credentials"_L1;
inline constexpr QLatin1StringView preset = "preset"_L1;
inline constexpr QLatin1StringView sections = "sections"_L1;
inline constexpr QLatin1StringView title = "title"_L1;
inline constexpr QLatin1StringView format = "format"_L1;
inline constexpr QLatin1StringView output = "output"_L1;
inline constexpr QLatin1StringView force = "force"_L1;
inline constexpr QLatin1StringView customer = "customer"_L1;
inline constexpr QLatin1StringView eachCustomer = "each-customer"_L1;
inline constexpr QLatin1StringView listUsers = "list-users"_L1;
inline constexpr QLatin1StringView delimiter = "delimiter"_L1;
inline constexpr QLatin1StringView rawFormulas = "raw-formulas"_L1;
inline constexpr QLatin1StringView bom = "bom"_L1;
inline constexpr QLatin1StringView since = "since"_L1;
inline constexpr QLatin1StringView connections = "connections"_L1;
inline constexpr QLatin1StringView applications = "applications"_L1;
inline constexpr QLatin1StringView organizations = "organizations"_L1;
inline constexpr QLatin1StringView keepPolicy = "keep-policy"_L1;
inline constexpr QLatin1StringView withoutLog = "without-log"_L1;
inline constexpr QLatin1StringView failOnDifference = "fail-on-difference"_L1;
} // namespace OptionName

} // namespace Cli
