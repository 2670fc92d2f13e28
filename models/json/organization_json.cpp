#include "json/organization_json.h"

#include "json/objects.h"

namespace Json {

namespace {

void writeFlag(Value &object, const char *name, const std::optional<bool> &value)
{
    if (value) {
        object[name] = *value;
    } else {
        object.erase(name);
    }
}

} // namespace

Outcome<Domain::Organization> readOrganization(const QByteArray &text)
{
    const auto object = parseObject(text, "id");
    if (!object) {
        return tl::make_unexpected(object.error());
    }
    Domain::Organization organization;
    organization.id = Domain::OrganizationId(stringAt(*object, "id"));
    organization.name = stringAt(*object, "name");
    organization.displayName = stringAt(*object, "display_name");
    if (const Value *branding = memberAt(*object, "branding")) {
        organization.logoUrl = stringAt(*branding, "logo_url");
        if (const Value *colors = memberAt(*branding, "colors")) {
            organization.primaryColor = stringAt(*colors, "primary");
        }
    }
    if (const Value *metadata = memberAt(*object, "metadata"); metadata && metadata->is_object()) {
        organization.metadataKeys = int(metadata->size());
    }
    organization.original = text;
    return organization;
}

Outcome<Domain::OrganizationConnection> readOrganizationConnection(const QByteArray &text)
{
    const auto object = parseObject(text, "connection_id");
    if (!object) {
        return tl::make_unexpected(object.error());
    }
    return readSwitches(Domain::ConnectionId(stringAt(*object, "connection_id")), *object);
}

Domain::OrganizationConnection readSwitches(const Domain::ConnectionId &connection, const Value &entry)
{
    return {connection, boolAt(entry, assignMembershipMember), boolAt(entry, showAsButtonMember),
            boolAt(entry, signupMember)};
}

void writeSwitches(Value &entry, const Domain::OrganizationConnection &connection)
{
    writeFlag(entry, assignMembershipMember, connection.assignMembershipOnLogin);
    writeFlag(entry, showAsButtonMember, connection.showAsButton);
    writeFlag(entry, signupMember, connection.isSignupEnabled);
}

} // namespace Json
