#include "json/organization_json.h"

#include "json/objects.h"

namespace Json {

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
    Domain::OrganizationConnection entry;
    entry.connection = Domain::ConnectionId(stringAt(*object, "connection_id"));
    entry.assignMembershipOnLogin = boolAt(*object, "assign_membership_on_login");
    entry.showAsButton = boolAt(*object, "show_as_button");
    entry.isSignupEnabled = boolAt(*object, "is_signup_enabled");
    return entry;
}

} // namespace Json
