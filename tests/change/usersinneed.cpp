#include "usersinneed.h"

#include "json/user_json.h"

using namespace Qt::StringLiterals;
using Change::SupportAction;
using Change::SupportKind;

namespace Tests {

Domain::User userOf(const QByteArray &text)
{
    return *Json::readUser(text);
}

void equip(TenantUnderChange &tenant)
{
    tenant.server().change(0, [](Sandbox::TenantState &state) {
        for (const Sandbox::Json &user : state.users.items()) {
            const std::string id = user.at("user_id");
            state.blocks[id] = {{{"identifier", user.value("email", "")}, {"ip", "192.0.2.1"}}};
            state.authenticationMethods[id]
                = {{{"id", "totp|dev_1"}, {"type", "totp"}, {"created_at", "2026-01-01T00:00:00.000Z"}},
                   {{"id", "passkey|dev_2"}, {"type", "passkey"}, {"created_at", "2026-01-01T00:00:00.000Z"}}};
            state.sessions[id] = {{{"id", "session_1"}, {"user_id", id}}};
            state.refreshTokens[id] = {{{"id", "token_1"}, {"user_id", id}}};
        }
        for (const Sandbox::Json &connection : state.connections.items()) {
            state.enabledClients.enable(connection.at("id"), state.clients.items().front().at("client_id"));
        }
    });
}

SupportAction actionOf(SupportKind kind, TenantUnderChange &tenant)
{
    SupportAction action{kind};
    if (kind == SupportKind::ChangeEmail) {
        action.email = u"new@acme.example"_s;
    }
    if (kind == SupportKind::PasswordMail) {
        action.application = Domain::ApplicationId(QString::fromStdString(
            tenant.server().state(0).clients.items().front().at("client_id").get<std::string>()));
    }
    return action;
}

Change::Plan planOf(const SupportAction &action, const TenantUnderChange &tenant)
{
    return Change::supportPlan(action, Change::planTenant(tenant.profile()), {userOf(tenant.user(subject))});
}

} // namespace Tests
