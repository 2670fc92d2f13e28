#include "json/connection_json.h"

#include "json/objects.h"
#include "json/passwordpolicy_json.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Json {

Outcome<Domain::Connection> readConnection(const QByteArray &text)
{
    const auto object = parseObject(text, "id");
    if (!object) {
        return tl::make_unexpected(object.error());
    }
    Domain::Connection connection;
    connection.id = Domain::ConnectionId(stringAt(*object, "id"));
    connection.name = stringAt(*object, "name");
    connection.displayName = stringAt(*object, "display_name");
    connection.strategy = stringAt(*object, "strategy");
    connection.kind = Domain::kindOfStrategy(connection.strategy);
    connection.isDomainConnection = boolAt(*object, "is_domain_connection");
    connection.showAsButton = boolAt(*object, "show_as_button");
    connection.original = text;

    const Value *options = memberAt(*object, "options");
    connection.hasOptions = options && options->is_object();
    if (!connection.hasOptions) {
        return connection;
    }
    connection.isCustomDatabase = boolAt(*options, "enabledDatabaseCustomization").value_or(false);
    connection.signupDisabled = boolAt(*options, "disable_signup");
    connection.bruteForceProtection = boolAt(*options, "brute_force_protection");
    if (connection.kind == Domain::ConnectionKind::Database) {
        connection.policy = readPasswordPolicy(*options);
    }
    return connection;
}

} // namespace Json
