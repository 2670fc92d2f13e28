#include "query/columns.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Query {

namespace {

using enum ColumnType;

const QList<Column> tenantColumns{
    {"tenant"_L1, QT_TRANSLATE_NOOP("Query", "Tenant"), Text, true},
    {"environment"_L1, QT_TRANSLATE_NOOP("Query", "Environment"), Text, true},
    {"domain"_L1, QT_TRANSLATE_NOOP("Query", "Domain"), Identifier, true},
    {"applications"_L1, QT_TRANSLATE_NOOP("Query", "Applications"), Number, true},
    {"connections"_L1, QT_TRANSLATE_NOOP("Query", "Connections"), Number, true},
    {"organizations"_L1, QT_TRANSLATE_NOOP("Query", "Organizations"), Number, true},
    {"state"_L1, QT_TRANSLATE_NOOP("Query", "State"), Text, true},
};

const QList<Column> customerColumns{
    {"tenant"_L1, QT_TRANSLATE_NOOP("Query", "Tenant"), Text, false},
    {"name"_L1, QT_TRANSLATE_NOOP("Query", "Customer"), Text, true},
    {"ways"_L1, QT_TRANSLATE_NOOP("Query", "Held by"), Text, true},
    {"databases"_L1, QT_TRANSLATE_NOOP("Query", "Databases"), Number, true},
    {"enterprise"_L1, QT_TRANSLATE_NOOP("Query", "Enterprise"), Number, true},
    {"applications"_L1, QT_TRANSLATE_NOOP("Query", "Applications"), Number, true},
    {"organizations"_L1, QT_TRANSLATE_NOOP("Query", "Organizations"), Number, true},
    {"users"_L1, QT_TRANSLATE_NOOP("Query", "Users"), Number, true},
    {"users_counted"_L1, QT_TRANSLATE_NOOP("Query", "Users counted"), Time, false},
    {"findings"_L1, QT_TRANSLATE_NOOP("Query", "Findings"), Number, true},
    {"lock"_L1, QT_TRANSLATE_NOOP("Query", "Share of Lock's 50"), Number, true},
    {"tenants"_L1, QT_TRANSLATE_NOOP("Query", "Auth0 tenants"), Number, false},
    {"key"_L1, QT_TRANSLATE_NOOP("Query", "Key"), Identifier, false},
};

const QList<Column> applicationColumns{
    {"tenant"_L1, QT_TRANSLATE_NOOP("Query", "Tenant"), Text, false},
    {"name"_L1, QT_TRANSLATE_NOOP("Query", "Name"), Text, true},
    {"type"_L1, QT_TRANSLATE_NOOP("Query", "Type"), Text, true},
    {"lock"_L1, QT_TRANSLATE_NOOP("Query", "Lock: database connections"), Number, true},
    {"enterprise"_L1, QT_TRANSLATE_NOOP("Query", "Enterprise"), Number, true},
    {"social"_L1, QT_TRANSLATE_NOOP("Query", "Social"), Number, true},
    {"passwordless"_L1, QT_TRANSLATE_NOOP("Query", "Passwordless"), Number, false},
    {"first_party"_L1, QT_TRANSLATE_NOOP("Query", "First party"), Flag, false},
    {"grants"_L1, QT_TRANSLATE_NOOP("Query", "Grants"), Text, false},
    {"callbacks"_L1, QT_TRANSLATE_NOOP("Query", "Callbacks"), Number, false},
    {"id"_L1, QT_TRANSLATE_NOOP("Query", "Client ID"), Identifier, true},
};

const QList<Column> connectionColumns{
    {"tenant"_L1, QT_TRANSLATE_NOOP("Query", "Tenant"), Text, false},
    {"name"_L1, QT_TRANSLATE_NOOP("Query", "Name"), Text, true},
    {"strategy"_L1, QT_TRANSLATE_NOOP("Query", "Strategy"), Text, true},
    {"kind"_L1, QT_TRANSLATE_NOOP("Query", "Kind"), Text, false},
    {"policy"_L1, QT_TRANSLATE_NOOP("Query", "Password policy"), Text, true},
    {"min_length"_L1, QT_TRANSLATE_NOOP("Query", "Minimum length"), Number, true},
    {"generation"_L1, QT_TRANSLATE_NOOP("Query", "Generation"), Text, false},
    {"applications"_L1, QT_TRANSLATE_NOOP("Query", "Applications"), Number, true},
    {"application_names"_L1, QT_TRANSLATE_NOOP("Query", "Enabled applications"), Text, true},
    {"display_name"_L1, QT_TRANSLATE_NOOP("Query", "Display name"), Text, false},
    {"custom_database"_L1, QT_TRANSLATE_NOOP("Query", "Custom database"), Flag, false},
    {"signup"_L1, QT_TRANSLATE_NOOP("Query", "Sign-up open"), Flag, false},
    {"brute_force_protection"_L1, QT_TRANSLATE_NOOP("Query", "Brute-force protection"), Flag, false},
    {"domain_connection"_L1, QT_TRANSLATE_NOOP("Query", "Domain connection"), Flag, false},
    {"id"_L1, QT_TRANSLATE_NOOP("Query", "ID"), Identifier, true},
};

/// Settings under their names on the command line (Policy::Key).
const QList<Column> policyColumns{
    {"tenant"_L1, QT_TRANSLATE_NOOP("Query", "Tenant"), Text, false},
    {"name"_L1, QT_TRANSLATE_NOOP("Query", "Connection"), Text, true},
    {"generation"_L1, QT_TRANSLATE_NOOP("Query", "Generation"), Text, true},
    {"level"_L1, QT_TRANSLATE_NOOP("Query", "Level"), Text, true},
    {"min_length"_L1, QT_TRANSLATE_NOOP("Query", "Min. length"), Number, true},
    {"character_types"_L1, QT_TRANSLATE_NOOP("Query", "Types"), Text, true},
    {"character_type_rule"_L1, QT_TRANSLATE_NOOP("Query", "Rule"), Text, false},
    {"identical_characters"_L1, QT_TRANSLATE_NOOP("Query", "Identical"), Text, true},
    {"sequential_characters"_L1, QT_TRANSLATE_NOOP("Query", "Sequences"), Text, false},
    {"max_length_exceeded"_L1, QT_TRANSLATE_NOOP("Query", "Over 72 bytes"), Text, false},
    {"dictionary"_L1, QT_TRANSLATE_NOOP("Query", "Dictionary"), Text, true},
    {"dictionary_words"_L1, QT_TRANSLATE_NOOP("Query", "Own words"), Number, false},
    {"history_size"_L1, QT_TRANSLATE_NOOP("Query", "History"), Number, true},
    {"profile_data"_L1, QT_TRANSLATE_NOOP("Query", "Profile data"), Text, true},
    {"signup"_L1, QT_TRANSLATE_NOOP("Query", "Sign-up open"), Flag, false},
    {"self_service_change"_L1, QT_TRANSLATE_NOOP("Query", "Self-service change"), Flag, false},
    {"password_login"_L1, QT_TRANSLATE_NOOP("Query", "Password login"), Flag, false},
    {"api_behavior"_L1, QT_TRANSLATE_NOOP("Query", "Password in the API"), Text, false},
    {"signup_behavior"_L1, QT_TRANSLATE_NOOP("Query", "Password at sign-up"), Text, false},
    {"custom_database"_L1, QT_TRANSLATE_NOOP("Query", "Custom database"), Flag, false},
    {"deviations"_L1, QT_TRANSLATE_NOOP("Query", "Deviations"), Number, true},
    {"deviating"_L1, QT_TRANSLATE_NOOP("Query", "Differs in"), Text, false},
    {"id"_L1, QT_TRANSLATE_NOOP("Query", "ID"), Identifier, false},
};

const QList<Column> organizationColumns{
    {"tenant"_L1, QT_TRANSLATE_NOOP("Query", "Tenant"), Text, false},
    {"display_name"_L1, QT_TRANSLATE_NOOP("Query", "Display name"), Text, true},
    {"name"_L1, QT_TRANSLATE_NOOP("Query", "Name"), Text, true},
    {"metadata_keys"_L1, QT_TRANSLATE_NOOP("Query", "Metadata keys"), Number, true},
    {"color"_L1, QT_TRANSLATE_NOOP("Query", "Colour"), Identifier, false},
    {"logo"_L1, QT_TRANSLATE_NOOP("Query", "Logo"), Identifier, false},
    {"id"_L1, QT_TRANSLATE_NOOP("Query", "ID"), Identifier, true},
};

const QList<Column> userColumns{
    {"tenant"_L1, QT_TRANSLATE_NOOP("Query", "Tenant"), Text, false},
    {"email"_L1, QT_TRANSLATE_NOOP("Query", "Email"), Text, true},
    {"name"_L1, QT_TRANSLATE_NOOP("Query", "Name"), Text, true},
    {"connection"_L1, QT_TRANSLATE_NOOP("Query", "Connection"), Text, true},
    {"email_verified"_L1, QT_TRANSLATE_NOOP("Query", "Verified"), Flag, true},
    {"blocked"_L1, QT_TRANSLATE_NOOP("Query", "Blocked"), Flag, true},
    {"last_login"_L1, QT_TRANSLATE_NOOP("Query", "Last login"), Time, true},
    {"logins_count"_L1, QT_TRANSLATE_NOOP("Query", "Logins"), Number, false},
    {"created_at"_L1, QT_TRANSLATE_NOOP("Query", "Created"), Time, false},
    {"username"_L1, QT_TRANSLATE_NOOP("Query", "User name"), Text, false},
    {"id"_L1, QT_TRANSLATE_NOOP("Query", "User ID"), Identifier, true},
};

const QList<Column> logColumns{
    {"tenant"_L1, QT_TRANSLATE_NOOP("Query", "Tenant"), Text, false},
    {"date"_L1, QT_TRANSLATE_NOOP("Query", "Time"), Time, true},
    {"event"_L1, QT_TRANSLATE_NOOP("Query", "Event"), Text, true},
    {"class"_L1, QT_TRANSLATE_NOOP("Query", "Outcome"), Text, true},
    {"type"_L1, QT_TRANSLATE_NOOP("Query", "Type"), Identifier, false},
    {"description"_L1, QT_TRANSLATE_NOOP("Query", "Description"), Text, true},
    {"application"_L1, QT_TRANSLATE_NOOP("Query", "Application"), Text, true},
    {"connection"_L1, QT_TRANSLATE_NOOP("Query", "Connection"), Text, true},
    {"user"_L1, QT_TRANSLATE_NOOP("Query", "User"), Text, true},
    {"user_id"_L1, QT_TRANSLATE_NOOP("Query", "User ID"), Identifier, false},
    {"client_id"_L1, QT_TRANSLATE_NOOP("Query", "Client ID"), Identifier, false},
    {"user_agent"_L1, QT_TRANSLATE_NOOP("Query", "User agent"), Text, false},
    {"ip"_L1, QT_TRANSLATE_NOOP("Query", "IP address"), Identifier, false},
    {"id"_L1, QT_TRANSLATE_NOOP("Query", "Log ID"), Identifier, false},
};

struct KindWord
{
    Kind kind;
    QLatin1StringView word;
};

constexpr KindWord kindWords[] = {
    {Kind::Tenants, "tenants"_L1},
    {Kind::Customers, "customers"_L1},
    {Kind::Applications, "applications"_L1},
    {Kind::Connections, "connections"_L1},
    {Kind::Policies, "policies"_L1},
    {Kind::Organizations, "organizations"_L1},
    {Kind::Users, "users"_L1},
    {Kind::Logs, "logs"_L1},
};

} // namespace

const QList<Column> &columnsOf(Kind kind)
{
    switch (kind) {
    case Kind::Tenants:
        return tenantColumns;
    case Kind::Customers:
        return customerColumns;
    case Kind::Applications:
        return applicationColumns;
    case Kind::Connections:
        return connectionColumns;
    case Kind::Policies:
        return policyColumns;
    case Kind::Organizations:
        return organizationColumns;
    case Kind::Users:
        return userColumns;
    case Kind::Logs:
        break;
    }
    return logColumns;
}

int columnIndex(Kind kind, QStringView id)
{
    const QList<Column> &columns = columnsOf(kind);
    const auto found
        = std::find_if(columns.begin(), columns.end(), [id](const Column &column) { return column.id == id; });
    return found == columns.end() ? -1 : int(found - columns.begin());
}

QString textAt(const Record &record, Kind kind, QStringView columnId)
{
    const int index = columnIndex(kind, columnId);
    return index < 0 || index >= record.cells.size() ? QString() : textOf(record.cells.at(index));
}

QString titleOf(const Column &column)
{
    return QCoreApplication::translate("Query", column.title);
}

QLatin1StringView wordFor(Kind kind)
{
    const auto found = std::find_if(std::begin(kindWords), std::end(kindWords),
                                    [kind](const KindWord &entry) { return entry.kind == kind; });
    return found->word;
}

std::optional<Kind> kindFor(QStringView word)
{
    const auto found = std::find_if(std::begin(kindWords), std::end(kindWords),
                                    [word](const KindWord &entry) { return entry.word == word; });
    return found == std::end(kindWords) ? std::nullopt : std::optional(found->kind);
}

} // namespace Query
